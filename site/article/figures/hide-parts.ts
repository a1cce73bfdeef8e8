import { element } from "../../../extension/src/dom";
import { paintMiss, paintStars } from "../cells";
import { starsText } from "../parts";
import { FILMS, PEOPLE, RATINGS, ratingsWithout } from "../ratings";
import type { Place, Stars } from "../ratings";
import { averageMiss, filmAverage } from "../training";
import type { Training } from "../training";

/** How far two ways of guessing are from the hidden ratings, in stars. */
export interface Compared {
  factors: number;
  averages: number;
}

/** A difference that is none. */
const DRAW = 0.1;
/** The miss that is as wide as a bar can be. */
const WIDEST = 3;

/** Shows a rating, a hidden one, or the guess of a hidden one. */
export function paintHiding(
  cell: HTMLElement,
  place: Place,
  hidden: boolean,
  training: Training | null,
): void {
  const [person, film] = place;
  const stars = RATINGS[person][film];
  const guess = hidden && training ? training.guess(place) : null;
  cell.classList.toggle("hidden", hidden);
  if (stars === null) cell.setAttribute("aria-disabled", "true");
  else cell.setAttribute("aria-pressed", String(hidden));
  if (guess === null) paintStars(cell, hidden ? null : stars);
  else paintMiss(cell, guess, stars, training?.ended === true ? `was ${stars}` : "");
  cell.setAttribute("aria-label", `${PEOPLE[person]}, ${FILMS[film]}: ${stateText(stars, hidden, guess)}`);
}

function stateText(stars: Stars, hidden: boolean, guess: number | null): string {
  if (stars === null) return "not seen";
  if (guess !== null) return `guessed ${guess.toFixed(1)}, was ${stars}`;
  return hidden ? "hidden" : starsText(stars, 0);
}

export function compared(hidden: readonly Place[], training: Training): Compared {
  const left = ratingsWithout(hidden);
  return {
    factors: averageMiss(hidden, (place) => training.guess(place)),
    averages: averageMiss(hidden, (place) => filmAverage(left, place[1])),
  };
}

export function verdictOf({ factors, averages }: Compared): string {
  if (factors < averages - DRAW) return "The factors come closer: they know who is asking.";
  if (factors < averages + DRAW) return "It is a draw: here, the film’s average is as good a guess.";
  return "This time the averages win: too little is left to find these tastes by.";
}

/** Both misses as bars. */
export function measureBars({ factors, averages }: Compared): HTMLElement[] {
  return [
    element("p", { class: "label", text: "How far from the hidden ratings, on average" }),
    measureBar("Two factors", factors, "good"),
    measureBar("The film’s average", averages, "plain"),
  ];
}

function measureBar(name: string, miss: number, kind: string): HTMLElement {
  const filled = element("span", { class: `fill ${kind}` });
  filled.style.width = `${Math.min(100, (miss / WIDEST) * 100)}%`;
  return element("div", {
    class: "measure",
    children: [
      element("span", { text: name }),
      element("span", { class: "track", children: [filled] }),
      element("b", { text: starsText(miss, 2) }),
    ],
  });
}
