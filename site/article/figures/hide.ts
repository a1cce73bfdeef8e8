import { element } from "../../../extension/src/dom";
import { cellButton, moveByKeys, paintMiss, paintStars } from "../cells";
import { bar, button, saying, starsText } from "../parts";
import { Player } from "../player";
import { EIGHT_TO_HIDE, FILMS, PEOPLE, RATINGS, ratingsWithout } from "../ratings";
import type { Place } from "../ratings";
import { ratingsTable } from "../table";
import { averageMiss, filmAverage, SETTINGS, starsAt, Training } from "../training";

/** So many iterations are shown as one frame. */
const ITERATIONS_A_FRAME = 15;

/** The reader hides ratings, trains on the others, and compares. */
export function hideFigure(figure: HTMLElement, onHide: (hidden: Place[]) => void): void {
  const hidden = new Map<string, Place>();
  let training: Training | null = null;
  const said = saying();
  const bars = element("div", { class: "bars" });
  const { node, cells } = ratingsTable("Ratings, which can be hidden", (person, film) => {
    const cell = cellButton();
    cell.addEventListener("click", () => toggle([person, film]));
    return cell;
  });
  node.setAttribute("role", "grid");
  moveByKeys(cells);

  const places = (): Place[] => [...hidden.values()];
  const paint = (): void => {
    cells.forEach((row, person) =>
      row.forEach((cell, film) => paintCell(cell, [person, film], hidden.has(`${person},${film}`), training)),
    );
  };
  const toggle = (place: Place): void => {
    if (RATINGS[place[0]][place[1]] === null) return;
    const key = place.join(",");
    if (!hidden.delete(key)) hidden.set(key, place);
    changed();
  };
  const changed = (): void => {
    player.pause();
    training = null;
    bars.replaceChildren();
    train.disabled = hidden.size === 0;
    said.textContent = hidden.size === 0 ? "Nothing is hidden yet." : `${hidden.size} hidden. Now train on the others.`;
    paint();
    onHide(places());
  };
  const step = (): boolean => {
    training?.advance(ITERATIONS_A_FRAME);
    paint();
    if (training?.ended !== true) return training !== null;
    said.textContent = compare(places(), training, bars);
    return false;
  };
  const player = new Player(step);
  const train = button("Train on what is left", () => start(), true);
  const start = (): void => {
    training = new Training(ratingsWithout(places()), SETTINGS);
    said.textContent = "Training …";
    bars.replaceChildren();
    player.play();
  };
  const eight = button("Hide eight for me", () => {
    hidden.clear();
    for (const place of EIGHT_TO_HIDE) hidden.set(place.join(","), place);
    changed();
  });
  const none = button("Show all", () => {
    hidden.clear();
    changed();
  });
  figure.append(node, bar(train, eight, none), said, bars);
  changed();
}

function paintCell(cell: HTMLButtonElement, place: Place, isHidden: boolean, training: Training | null): void {
  const [person, film] = place;
  const stars = RATINGS[person][film];
  const name = `${PEOPLE[person]}, ${FILMS[film]}`;
  cell.classList.toggle("hidden", isHidden);
  if (stars === null) {
    paintStars(cell, null);
    cell.setAttribute("aria-label", `${name}: not seen`);
    cell.setAttribute("aria-disabled", "true");
    return;
  }
  cell.setAttribute("aria-pressed", String(isHidden));
  if (isHidden && training) {
    const guess = training.guess(place);
    paintMiss(cell, guess, stars, training.ended ? `was ${stars}` : "");
    cell.setAttribute("aria-label", `${name}: guessed ${guess.toFixed(1)}, was ${stars}`);
  } else {
    paintStars(cell, isHidden ? null : stars);
    cell.setAttribute("aria-label", isHidden ? `${name}: hidden` : `${name}: ${starsText(stars, 0)}`);
  }
}

/** Draws how far both ways of guessing are from the hidden stars. @returns the same in words */
function compare(hidden: readonly Place[], training: Training, bars: HTMLElement): string {
  if (training.diverged) return "The training diverged: there is too little left to train on.";
  const left = ratingsWithout(hidden);
  const factors = averageMiss(hidden, (place) => training.guess(place));
  const averages = averageMiss(hidden, (place) => filmAverage(left, place[1]));
  const bar = (name: string, miss: number, kind: string): HTMLElement => {
    const filled = element("span", { class: `fill ${kind}` });
    filled.style.width = `${Math.min(100, (miss / 3) * 100)}%`;
    return element("div", {
      class: "measure",
      children: [
        element("span", { text: name }),
        element("span", { class: "track", children: [filled] }),
        element("b", { text: starsText(miss, 2) }),
      ],
    });
  };
  bars.replaceChildren(
    element("p", { class: "label", text: "How far from the hidden ratings, on average" }),
    bar("Two factors", factors, "good"),
    bar("The film’s average", averages, "plain"),
  );
  const one = hidden.length === 1 ? `${PEOPLE[hidden[0][0]]} gave ${starsAt(hidden[0])}. ` : "";
  return one + outcome(factors, averages);
}

function outcome(factors: number, averages: number): string {
  if (factors < averages - 0.1) return "The factors come closer: they know who is asking.";
  if (factors < averages + 0.1) return "It is a draw: here the film’s average is as good a guess.";
  return "This time the averages win: too little is left to find these tastes by.";
}
