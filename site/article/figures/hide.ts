import { cellButton, moveByKeys } from "../cells";
import { element } from "../../../extension/src/dom";
import { bar, button, saying } from "../parts";
import { Player } from "../player";
import { EIGHT_TO_HIDE, RATINGS, ratedPlaces, ratingsWithout } from "../ratings";
import type { Place } from "../ratings";
import { ratingsTable } from "../table";
import { SETTINGS, Training } from "../training";
import { compared, measureBars, paintHiding, verdictOf } from "./hide-parts";

/** So many iterations are shown as one frame. */
const ITERATIONS_A_FRAME = 60;
/** With fewer ratings than this there is nothing to be learned. */
const FEWEST_LEFT = 12;

/** The reader hides ratings, trains on the others, and compares. */
export class HideFigure {
  private readonly hidden = new Map<string, Place>();
  private readonly said = saying();
  private readonly bars = element("div", { class: "bars" });
  private readonly train = button("Train on what is left", () => this.start(), true);
  private readonly player = new Player(() => this.advance());
  private readonly cells: HTMLButtonElement[][];
  private training: Training | null = null;

  /** @param onHide is called when the reader has hidden or shown a rating */
  constructor(
    figure: HTMLElement,
    private readonly onHide: (hidden: Place[]) => void,
  ) {
    const { node, cells } = ratingsTable("Ratings, which can be hidden", (person, film) => {
      const cell = cellButton();
      cell.addEventListener("click", () => this.toggle([person, film]));
      return cell;
    });
    this.cells = cells;
    node.setAttribute("role", "grid");
    moveByKeys(cells);
    const eight = button("Hide eight for me", () => this.hide(EIGHT_TO_HIDE));
    const none = button("Show all", () => this.hide([]));
    figure.append(node, bar(this.train, eight, none), this.said, this.bars);
    this.show();
  }

  private get places(): Place[] {
    return [...this.hidden.values()];
  }

  private hide(places: readonly Place[]): void {
    this.hidden.clear();
    for (const place of places) this.hidden.set(place.join(","), place);
    this.changed();
  }

  private toggle(place: Place): void {
    if (RATINGS[place[0]][place[1]] === null) return;
    const shown = this.hidden.delete(place.join(","));
    if (!shown && ratedPlaces().length - this.hidden.size <= FEWEST_LEFT) {
      this.said.textContent = "Leave some: there has to be something to learn from.";
      return;
    }
    if (!shown) this.hidden.set(place.join(","), place);
    this.changed();
  }

  private changed(): void {
    this.player.pause();
    this.training = null;
    this.show();
    this.onHide(this.places);
  }

  private show(): void {
    const { size } = this.hidden;
    this.bars.replaceChildren();
    this.train.disabled = size === 0;
    this.said.textContent =
      size === 0 ? "Nothing is hidden yet." : `${size} hidden. Now train on the others.`;
    this.paint();
  }

  private paint(): void {
    this.cells.forEach((row, person) =>
      row.forEach((cell, film) =>
        paintHiding(cell, [person, film], this.hidden.has(`${person},${film}`), this.training),
      ),
    );
  }

  private start(): void {
    this.training = new Training(ratingsWithout(this.places), SETTINGS);
    this.said.textContent = "Training …";
    this.bars.replaceChildren();
    this.player.play();
  }

  private advance(): boolean {
    const { training } = this;
    if (!training) return false;
    training.advance(ITERATIONS_A_FRAME);
    this.paint();
    if (!training.ended) return true;
    const misses = compared(this.places, training);
    this.said.textContent = verdictOf(misses);
    this.bars.replaceChildren(...measureBars(misses));
    return false;
  }
}
