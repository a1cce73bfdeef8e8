import { isList } from "../errors";
import { attempt } from "../outputs/attempt";
import { PAYLOAD_VERSION } from "../payload/types";
import type { Guess, PredictionInputPayload, PredictionViewPayload } from "../payload/types";
import { isUnusable, readChoice, readList, sortOf } from "./answers/reading";
import { findPrediction, idText } from "./catalog";
import type { FoundPrediction } from "./catalog";
import { common, show, showMissing, showSentence } from "./show";
import { state } from "./state";
import { fill, numberInside } from "./text";

/**
 * Asks for a guess before something is shown. In JupyterLab with the extension, the guess is made in the output, kept in the
 * notebook, and opens the outputs that wait for it. Elsewhere it is the second argument.
 * @param id the number of the notebook, and a letter: "3.b".
 * @param guess a number; of a choice its text or its number from 0; of a curve its heights at even distances.
 */
export function predict(id: string, guess?: unknown): void {
  const found = findPrediction(id);
  if (!found) {
    showMissing(idText(id));
    return;
  }
  const read = guess === undefined ? undefined : readGuess(found, guess);
  // JupyterLab shows an input in place of the note, so that what is amiss has a card of its own.
  if (read === null) showSentence(found.id, badGuess(found, guess));
  if (read === null || read === undefined) {
    showPrediction(found, {}, fill(common().howToGuess, { id: found.id }));
    return;
  }
  state.guesses.set(found.id, read);
  showPrediction(found, { guess: read }, `${common().yourGuess}: ${guessText(found, read)}.`);
}

/**
 * Shows what came, beside the guess of {@link predict}.
 * @param actual as a guess is given; of a curve also `{ iterations, values }`, such as a model's history.
 */
export function reveal(id: string, actual: unknown): void {
  const found = findPrediction(id);
  if (!found) {
    showMissing(idText(id));
    return;
  }
  const came = readGuess(found, actual);
  if (came === null) {
    showPrediction(found, {}, badGuess(found, actual));
    return;
  }
  const guess = state.guesses.get(found.id);
  showPrediction(
    found,
    { actual: came, ...(guess === undefined ? {} : { guess }) },
    revealed(found, came, guess),
  );
}

function showPrediction(
  found: FoundPrediction,
  given: { guess?: Guess; actual?: Guess },
  note: string,
): void {
  const payload: PredictionViewPayload = {
    version: PAYLOAD_VERSION,
    kind: "prediction",
    id: found.id,
    language: state.language,
    question: found.words.question,
    input: inputOf(found),
    ...given,
    note,
  };
  show(payload);
}

function inputOf({ input, words }: FoundPrediction): PredictionInputPayload {
  switch (input.type) {
    case "number":
      return { ...input };
    case "choice":
      return { type: "choice", choices: input.choices.map((choice) => words.choices?.[choice] ?? choice) };
    case "curve":
      return { type: "curve", axes: [...(words.axes ?? ["x", "y"])], x: [...input.x], y: [...input.y] };
  }
}

/** A guess, or what came, as the input has it; null where it cannot be one. */
function readGuess(found: FoundPrediction, guess: unknown): Guess | null {
  return attempt(() => readAs(found, guess), null);
}

function readAs(found: FoundPrediction, guess: unknown): Guess | null {
  const { input } = found;
  switch (input.type) {
    case "number":
      return typeof guess === "number" && Number.isFinite(guess) ? guess : null;
    case "choice": {
      const texts = (inputOf(found) as { choices: string[] }).choices;
      const names = input.choices.map((choice, k) => [choice, texts[k]]);
      const reading = readChoice(guess, names);
      return isUnusable(reading) ? null : input.choices.indexOf(reading.value);
    }
    case "curve":
      return readCurve(guess);
  }
}

/** The most points of a curve that are kept. */
const MOST_POINTS = 201;

/** Heights at even distances: a list as it is, or values over iterations, between which it goes straight. */
function readCurve(guess: unknown): number[] | null {
  const { iterations, values } = (guess ?? {}) as { iterations?: unknown; values?: unknown };
  const heights = readList(isList(guess) ? guess : values);
  if (isUnusable(heights) || heights.value.length < 2) return null;
  const places = isList(iterations) ? (Array.from(iterations) as number[]) : [...heights.value.keys()];
  if (places.length !== heights.value.length || !places.every(rises)) return null;
  return isEven(places) && places.length <= MOST_POINTS
    ? heights.value
    : resampled(places, heights.value, MOST_POINTS);
}

/** Whether places have the same distances, but for rounding. */
function isEven(places: readonly number[]): boolean {
  const step = (places[places.length - 1] - places[0]) / (places.length - 1);
  return places.every((place, k) => Math.abs(place - places[0] - k * step) < step / 1000);
}

/** Whether a place lies to the right of the one before. */
function rises(place: unknown, k: number, places: readonly number[]): boolean {
  return typeof place === "number" && Number.isFinite(place) && (k === 0 || place > places[k - 1]);
}

function resampled(places: readonly number[], heights: readonly number[], points: number): number[] {
  const [first, last] = [places[0], places[heights.length - 1]];
  let k = 0;
  return Array.from({ length: points }, (_, point) => {
    const x = first + ((last - first) * point) / (points - 1);
    while (k < heights.length - 2 && places[k + 1] < x) k++;
    const share = Math.min(1, (x - places[k]) / (places[k + 1] - places[k]));
    return heights[k] + share * (heights[k + 1] - heights[k]);
  });
}

function badGuess(found: FoundPrediction, guess: unknown): string {
  const say = common();
  const sort = attempt(() => sortOf(guess), "object");
  const takes = say.takes[found.input.type === "curve" ? "list" : found.input.type];
  return fill(say.badGuess, { is: say.sorts[sort], takes });
}

/** A guess in words: a curve is seen, not told, but for its ends. */
function guessText(found: FoundPrediction, guess: Guess): string {
  const end = (height: number): string => numberInside(Number(height.toPrecision(4)));
  if (Array.isArray(guess)) return `${end(guess[0])} … ${end(guess[guess.length - 1])}`;
  const input = inputOf(found);
  return input.type === "choice" ? input.choices[guess] : numberInside(guess);
}

function revealed(found: FoundPrediction, came: Guess, guess: Guess | undefined): string {
  const say = common();
  const told = `${say.whatCame}: ${guessText(found, came)}.`;
  if (guess === undefined) return `${told} ${say.noGuess}`;
  return `${say.yourGuess}: ${guessText(found, guess)}. ${told} ${distance(found, came, guess)}`.trim();
}

/** How near the guess was. */
function distance({ input }: FoundPrediction, came: Guess, guess: Guess): string {
  if (Array.isArray(came) || Array.isArray(guess)) return "";
  const say = common();
  if (came === guess) return say.exact;
  if (input.type === "choice") return say.otherChoice;
  return fill(say.off, { distance: Math.abs(came - guess) });
}
