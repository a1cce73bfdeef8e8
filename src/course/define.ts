import { ValueError, wrongArgument } from "../errors";
import { checkOptionNames } from "../training/options";
import { ownExercises, ownPredictions, valuesFor } from "./catalog";
import type { Found } from "./catalog";
import type { AnswerKind, Answers, Exercise } from "./definition";
import type { Draw } from "./draw";
import { EXERCISES } from "./exercises/all";
import { judge } from "./judge";
import { PREDICTIONS } from "./predictions";
import type { PredictionInput } from "./predictions";

/** A mistake that an exercise knows. */
export interface OwnMisconception<Answer, Values> {
  /** What those answer who make it; null where it does not show with these values. */
  readonly answer: (values: Values) => Answer | null;
  /** What they are told, without the answer. `{name}` stands for the value of that name. */
  readonly says: string;
}

/** An exercise of one's own. */
export interface OwnExercise<Kind extends AnswerKind, Values extends object> {
  /** What it is called in `exercise` and `check`: 1 to 40 characters, and none of the course's ids. */
  readonly id: string;
  /** What is answered. */
  readonly kind: Kind;
  /** What it is about, in a few words. */
  readonly title: string;
  /** What is asked. `{name}` stands for the value of that name. */
  readonly question: string;
  /** Draws a learner's own values: plain numbers, texts and lists. */
  readonly values: (draw: Draw) => Values;
  /** The right answer. */
  readonly solution: (values: Values) => Answers[Kind];
  /** Why it is right. `{answer}` stands for the right answer. @default the answer alone */
  readonly explanation?: string;
  /** Help, a step at a time. @default none */
  readonly hints?: readonly string[];
  /** The mistakes that are known, by their names; the first that fits is told. @default none */
  readonly misconceptions?: Readonly<Record<string, OwnMisconception<Answers[Kind], Values>>>;
  /** Of a choice: what can be chosen; the question names it. */
  readonly choices?: (values: Values) => readonly string[];
  /** Of a function: the arguments with which it is tried. */
  readonly cases?: (values: Values) => readonly (readonly unknown[])[];
}

declare const valuesOf: unique symbol;
/** The id of an exercise, which also says what its values are. */
export type OwnId<Values> = string & { readonly [valuesOf]?: Values };

/** A prediction of one's own. */
export type OwnPrediction = PredictionInput & {
  /** What it is called in `predict` and `reveal`: 1 to 40 characters, and none of the course's ids. */
  readonly id: string;
  /** What is asked. */
  readonly question: string;
  /** Of a curve: what its axes are. */
  readonly axes?: readonly [x: string, y: string];
};

const OPTIONS = [
  ...["id", "kind", "title", "question", "values", "solution", "explanation", "hints"],
  ...["misconceptions", "choices", "cases"],
];
const KINDS: readonly AnswerKind[] = ["number", "matrix", "list", "choice", "names", "function"];
/** So many learners tell whether an exercise works. */
const TRIALS = 5;

/**
 * Adds an exercise of one's own, until the kernel ends; one of the same id is replaced. It is tried at once: its solution has
 * to be right, and each misconception has to be told from it.
 * @returns the id, for `exercise`, `check`, `hint`, `solution` and `grade`.
 * @throws ValueError for what is missing or wrong, with the place.
 * @example
 * const mean = defineExercise({
 *   id: "mean", kind: "number", title: "A mean", question: "What is the mean of {ratings}?",
 *   values: (draw) => ({ ratings: draw.list(4, () => draw.whole(1, 5)) }),
 *   solution: ({ ratings }) => ratings.reduce((sum, rating) => sum + rating) / 4,
 *   misconceptions: {
 *     sum: { answer: ({ ratings }) => ratings.reduce((sum, rating) => sum + rating), says: "That is the sum." },
 *   },
 * });
 */
export function defineExercise<Kind extends AnswerKind, Values extends object>(
  own: OwnExercise<Kind, Values>,
): OwnId<Values> {
  checkOwn(own as unknown as Unchecked);
  const { id, title, question, hints = [], explanation = "{answer}", misconceptions = {} } = own;
  const entries = Object.entries(misconceptions);
  const exercise = {
    ...{ kind: own.kind, values: own.values, solution: own.solution },
    ...(own.choices && { choices: own.choices }),
    ...(own.cases && { cases: own.cases }),
    misconceptions: Object.fromEntries(entries.map(([name, { answer }]) => [name, answer])),
  } as unknown as Exercise;
  const wrong = Object.fromEntries(entries.map(([name, { says }]) => [name, says]));
  const found: Found = { id, exercise, words: { title, question, hints, solution: explanation, wrong } };
  for (let k = 0; k < TRIALS; k++) tryOut(found, `learner ${k}`);
  ownExercises.set(id, found);
  return id;
}

/**
 * Adds a prediction of one's own, until the kernel ends.
 * @returns its id, for `predict` and `reveal`.
 * @throws ValueError for an id that is taken, or no question.
 * @example
 * definePrediction({ id: "loss", type: "number", from: 0, to: 5, step: 0.1, question: "What will the loss be?" });
 */
export function definePrediction({ id, question, axes, ...input }: OwnPrediction): string {
  checkId(id, PREDICTIONS);
  checkText(question, "question");
  const choices =
    input.type === "choice" ? Object.fromEntries(input.choices.map((text) => [text, text])) : undefined;
  ownPredictions.set(id, {
    id,
    input,
    words: { question, ...(choices && { choices }), ...(axes && { axes }) },
  });
  return id;
}

/** Tries an exercise with the values of a learner. @throws ValueError where it does not do what it should. */
function tryOut(found: Found, learner: string): void {
  const { exercise } = found;
  const values = valuesFor(found, learner);
  const findingOf = (answer: unknown): ReturnType<typeof judge> => judge(found, values, answer);
  if (findingOf(exercise.solution(values)).state !== "right")
    throw new ValueError(`solution is no answer of the kind "${exercise.kind}"`, { argument: "solution" });
  for (const [name, answerOf] of Object.entries(exercise.misconceptions)) {
    const answer = (answerOf as (values: unknown) => unknown)(values);
    if (answer === null) continue;
    const finding = findingOf(answer);
    if (finding.state === "wrong" && finding.misconception === name) continue;
    const what =
      finding.state === "right" ? "the right answer" : "the answer of another misconception, or of no kind";
    throw new ValueError(`misconceptions.${name}.answer is ${what}, expected one that tells it apart`, {
      argument: `misconceptions.${name}.answer`,
    });
  }
}

/** Fields of which nothing is known yet. */
type Unchecked = Readonly<Record<string, unknown>>;

function checkOwn(own: Unchecked): void {
  checkOptionNames(own, OPTIONS);
  const { id, title, question, kind, values, solution, choices, cases, misconceptions = {} } = own;
  checkId(id, EXERCISES);
  checkText(title, "title");
  checkText(question, "question");
  if (!KINDS.includes(kind as AnswerKind))
    throw wrongArgument("kind", kind, KINDS.map((name) => `"${name}"`).join(", "));
  const needed = kind === "choice" ? { choices } : kind === "function" ? { cases } : {};
  for (const [name, given] of Object.entries({ values, solution, ...needed })) checkFunction(given, name);
  for (const [name, mistake] of Object.entries(misconceptions as Record<string, Unchecked>)) {
    checkFunction(mistake?.answer, `misconceptions.${name}.answer`);
    checkText(mistake.says, `misconceptions.${name}.says`);
  }
}

function checkFunction(given: unknown, argument: string): void {
  if (typeof given !== "function") throw wrongArgument(argument, given, "a function");
}

function checkId(id: unknown, taken: object): void {
  if (typeof id !== "string" || id.trim() === "" || id.length > 40)
    throw wrongArgument("id", id, "a text of 1 to 40 characters");
  if (Object.hasOwn(taken, id)) throw wrongArgument("id", id, "an id that the course does not have");
}

function checkText(text: unknown, argument: string): void {
  if (typeof text !== "string" || text.trim() === "") throw wrongArgument(argument, text, "a text");
}
