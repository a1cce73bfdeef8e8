import { ownExercises, ownPredictions } from "./catalog";
import type { Found } from "./catalog";
import { checkId, checkOwn, checkText, tryOut } from "./check-own";
import type { AnswerKind, Answers, Exercise } from "./definition";
import type { Draw } from "./draw";
import { EXERCISES } from "./exercises/all";
import { PREDICTIONS } from "./predictions";
import type { PredictionInput } from "./predictions";

/** A mistake that is known: what those answer who make it, and what to say to them, without the answer. */
export interface KnownMistake<Values, Answer> {
  /** What the mistake leads to; null where it does not show with these values. */
  answer(values: Values): Answer | null;
  /** What is said. `{name}` stands for the value of that name. */
  say: string;
}

/** An exercise of one's own. In its texts, `{name}` stands for the value of that name. */
export interface OwnExercise<Kind extends AnswerKind, Values> {
  /** Names it; letters, digits, dots and hyphens, up to 40. */
  id: string;
  /** What is answered: a number, a table, a list of numbers, a choice, a list of names, or a function. */
  kind: Kind;
  /** What it is about, in a few words. */
  title: string;
  /** What is asked. */
  question: string;
  /** Help, a step at a time. @default none */
  hints?: readonly string[];
  /** Why the right answer is right; `{answer}` stands for it. @default "" */
  explanation?: string;
  /** Draws a learner's own values. @default none */
  values?(draw: Draw): Values;
  /** The right answer. */
  solution(values: Values): Answers[Kind];
  /** The mistakes that are told apart, by names of one's own. @default none */
  mistakes?: Readonly<Record<string, KnownMistake<Values, Answers[Kind]>>>;
  /** Of a choice or a list of names: what there is to choose from. */
  choices?(values: Values): readonly string[];
  /** Of a function: the arguments with which it is tried. */
  cases?(values: Values): readonly (readonly unknown[])[];
  /** Of a function: a solution as TypeScript. */
  code?: string;
}

declare const valuesOf: unique symbol;
/** The id of an exercise, which also says what its values are. */
export type OwnId<Values> = string & {
  /** Never there; it carries the type. @internal */
  readonly [valuesOf]?: Values;
};

/**
 * Adds an exercise of one's own, which `exercise`, `check`, `hint`, `solution` and `grade` then know by its id until the kernel
 * ends. The same id replaces it. It is tried at once: its solution has to be right, and each mistake has to be told from it.
 * @returns the id, by which `exercise` knows the types of the values as well.
 * @throws ValueError for what is missing or wrong, with the place.
 * @example
 * const mean = defineExercise({
 *   ...{ id: "mean", kind: "number", title: "A mean", question: "What is the mean of {ratings}?" },
 *   values: (draw) => ({ ratings: draw.list(4, () => draw.whole(1, 5)) }),
 *   solution: ({ ratings }) => ratings.reduce((sum, rating) => sum + rating) / 4,
 *   mistakes: {
 *     sum: { answer: ({ ratings }) => ratings.reduce((sum, rating) => sum + rating), say: "That is the sum." },
 *   },
 * });
 */
export function defineExercise<Kind extends AnswerKind, Values = Record<string, never>>(
  own: OwnExercise<Kind, Values>,
): OwnId<Values> {
  checkOwn(own, EXERCISES);
  const { id, kind, title, question, hints = [], explanation = "", mistakes = {}, code } = own;
  const of = Object.entries(mistakes);
  const exercise = {
    kind,
    values: (draw: Draw) => own.values?.(draw) ?? {},
    solution: own.solution.bind(own),
    misconceptions: Object.fromEntries(of.map(([name, mistake]) => [name, mistake.answer.bind(mistake)])),
    ...(own.choices ? { choices: own.choices.bind(own) } : {}),
    ...(own.cases ? { cases: own.cases.bind(own) } : {}),
    ...(code === undefined ? {} : { code }),
  } as unknown as Exercise;
  const wrong = Object.fromEntries(of.map(([name, { say }]) => [name, say]));
  const found: Found = { id, exercise, words: { title, question, hints, solution: explanation, wrong } };
  tryOut(found);
  ownExercises.set(id, found);
  return id;
}

/** A prediction of one's own: a number, one of some choices, or a curve. */
export interface OwnPrediction {
  /** Names it; letters, digits, dots and hyphens, up to 40. */
  id: string;
  /** What is asked. */
  question: string;
  /** What is given for an answer. */
  input: PredictionInput;
  /** Of a curve: what the axes are. @default ["x", "y"] */
  axes?: readonly [x: string, y: string];
}

/**
 * Adds a prediction of one's own, which `predict` and `reveal` then know by its id until the kernel ends.
 * @throws ValueError for an id that cannot be one, or is the course's.
 */
export function definePrediction({ id, question, input, axes }: OwnPrediction): string {
  checkId(id, PREDICTIONS);
  checkText(question, "question");
  ownPredictions.set(id, { id, input, words: { question, ...(axes ? { axes } : {}) } });
  return id;
}
