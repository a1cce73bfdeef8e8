import { element } from "../../../extension/src/dom";
import { paintMiss } from "../cells";
import { MissesChart } from "../misses-chart";
import type { Misses } from "../misses-chart";
import { bar, drawToFit, saying, starsText } from "../parts";
import { EIGHT_TO_HIDE, FILMS, PEOPLE, ratedPlaces, ratingsWithout } from "../ratings";
import { averageMiss, SETTINGS, starsAt, Training } from "../training";

const MOST = 6;

/** More and more factors: what they make of ratings that they have seen, and of others. */
export class FeaturesFigure {
  private readonly left = ratingsWithout(EIGHT_TO_HIDE);
  private readonly chart = new MissesChart(MOST);
  private readonly said = saying();
  private readonly cells = EIGHT_TO_HIDE.map(() => element("span", { class: "cell" }));
  private readonly buttons: HTMLButtonElement[];

  /** @param onFeatures is called when the reader has chosen a number of factors */
  constructor(figure: HTMLElement, onFeatures: (features: number) => void) {
    this.buttons = Array.from({ length: MOST }, (_, k) => {
      const made = element("button", { class: "count", text: String(k + 1), attributes: { type: "button" } });
      made.addEventListener("click", () => {
        this.choose(k + 1);
        onFeatures(k + 1);
      });
      return made;
    });
    const group = element("div", {
      class: "counts",
      attributes: { role: "group", "aria-label": "Number of factors" },
      children: this.buttons,
    });
    const top = bar(element("span", { class: "label", text: "Factors" }), group);
    figure.append(top, this.chart.node, this.said, hiddenList(this.cells));
    drawToFit(top, (width) => this.chart.resize(width));
    this.choose(1);
  }

  private choose(features: number): void {
    const training = new Training(this.left, { ...SETTINGS, features }).finish();
    const guess = training.guess.bind(training);
    const misses = {
      seen: averageMiss(ratedPlaces(this.left), guess),
      hidden: averageMiss(EIGHT_TO_HIDE, guess),
    };
    this.buttons.forEach((each, k) => each.setAttribute("aria-pressed", String(k + 1 === features)));
    EIGHT_TO_HIDE.forEach((place, k) =>
      paintMiss(this.cells[k], guess(place), starsAt(place), `was ${starsAt(place)}`),
    );
    this.said.textContent = sentence(features, misses);
    this.chart.node.setAttribute(
      "aria-label",
      `Average miss by the number of factors. ${this.said.textContent}`,
    );
    this.chart.show(features, misses);
  }
}

function sentence(features: number, { seen, hidden }: Misses): string {
  const miss = features === 1 ? "One factor misses" : `${COUNTS[features - 1]} factors miss`;
  const known = seen < 0.005 ? "nothing at all" : starsText(seen, 2);
  return `${miss} by ${known} on the ratings seen in training, and by ${starsText(hidden, 2)} on the hidden ones.`;
}

const COUNTS = ["One", "Two", "Three", "Four", "Five", "Six"];

/** The eight hidden ratings, each with its guess. */
function hiddenList(cells: HTMLElement[]): HTMLElement {
  const items = EIGHT_TO_HIDE.map(([person, film], k) =>
    element("li", { children: [cells[k], element("span", { text: `${PEOPLE[person]}, ${FILMS[film]}` })] }),
  );
  return element("ul", {
    class: "guesses",
    attributes: { "aria-label": "The hidden ratings" },
    children: items,
  });
}
