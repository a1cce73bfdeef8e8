import { describeValue } from "../errors";
import { isSame } from "./compare";
import type { PlainAnswer } from "./compare";
import type { Exercise, ExerciseWords, Written } from "./definition";
import { drawFor } from "./draw";
import { EXERCISES } from "./exercises/all";
import { PREDICTIONS } from "./predictions";
import type { PredictionInput, PredictionWords } from "./predictions";
import { state } from "./state";
import { exerciseWords, predictionWords } from "./words/words";

/** An exercise with its words. */
export interface Found {
  readonly id: string;
  readonly exercise: Exercise;
  readonly words: ExerciseWords;
}

/** A prediction with its words. */
export interface FoundPrediction {
  readonly id: string;
  readonly input: PredictionInput;
  readonly words: PredictionWords;
}

/** What teachers have added, by id. */
export const ownExercises = new Map<string, Found>();
export const ownPredictions = new Map<string, FoundPrediction>();

/** The exercise of an id; null where there is none. */
export function findExercise(given: unknown): Found | null {
  if (typeof given !== "string") return null;
  const id = given.trim();
  const own = ownExercises.get(id);
  if (own) return own;
  const words = exerciseWords(id, state.language);
  if (!Object.hasOwn(EXERCISES, id) || !words) return null;
  return { id, exercise: (EXERCISES as Readonly<Record<string, Exercise>>)[id], words };
}

/** The prediction of an id; null where there is none. */
export function findPrediction(given: unknown): FoundPrediction | null {
  if (typeof given !== "string") return null;
  const id = given.trim();
  const own = ownPredictions.get(id);
  if (own) return own;
  const words = predictionWords(id, state.language);
  if (!Object.hasOwn(PREDICTIONS, id) || !words) return null;
  return { id, input: (PREDICTIONS as Readonly<Record<string, PredictionInput>>)[id], words };
}

/** An id as sentences name it. */
export function idText(id: unknown): string {
  return typeof id === "string" ? id.slice(0, 40) : describeValue(id);
}

/** More draws than any exercise has ever taken. */
const MOST_DRAWS = 1000;

/**
 * The values of an exercise for a learner: the first drawn with which the right answer and what each misconception leads to
 * are all different, so that an answer tells which it is.
 */
export function valuesFor({ id, exercise }: Pick<Found, "id" | "exercise">, learner: string): unknown {
  let values: unknown;
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    values = exercise.values(drawFor(`${learner.toLowerCase()} ${id} ${draw}`));
    if (areApart(answersOf(exercise, values))) break;
  }
  return values;
}

/** The right answer, and what each misconception leads to with these values; of functions, what they return. */
function answersOf(exercise: Exercise, values: unknown): PlainAnswer[] {
  const wrong = Object.values(exercise.misconceptions) as ((
    values: unknown,
  ) => PlainAnswer | Written | null)[];
  const answers = [exercise.solution(values), ...wrong.map((answer) => answer(values))];
  const cases = exercise.cases?.(values) ?? [];
  return answers
    .filter((answer) => answer !== null)
    .map((answer) => (typeof answer === "function" ? resultsOf(answer, cases) : answer));
}

/** What a function of our own returns in each case. */
export function resultsOf(written: Written, cases: readonly (readonly unknown[])[]): PlainAnswer {
  return cases.map((given) => callWith(written, given) as number[]);
}

/** Calls a function with copies of a few arguments. */
export function callWith(written: Written, given: readonly unknown[]): unknown {
  // eslint-disable-next-line factorlab/no-spread-arguments -- no exercise has many
  return (written as (...given: unknown[]) => unknown)(...copied(given));
}

/** Arguments that a function may change without harm. */
export function copied(given: readonly unknown[]): unknown[] {
  return given.map((value) => (Array.isArray(value) ? copied(value) : value));
}

function areApart(answers: readonly PlainAnswer[]): boolean {
  return answers.every((answer, k) =>
    answers.slice(k + 1).every((other) => !isSame(answer, other) && !isSame(other, answer)),
  );
}
