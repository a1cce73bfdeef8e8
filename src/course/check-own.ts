import { ValueError, wrongArgument } from "../errors";
import { checkOptionNames } from "../training/options";
import { valuesFor } from "./catalog";
import type { Found } from "./catalog";
import type { AnswerKind } from "./definition";
import { judge } from "./judge";

const OPTIONS = [
  ...["id", "kind", "title", "question", "hints", "explanation", "values", "solution"],
  ...["mistakes", "choices", "cases", "code"],
];
const KINDS: readonly AnswerKind[] = ["number", "matrix", "list", "choice", "names", "function"];
const ID = /^[\w.-]{1,40}$/;
/** So many learners tell whether an exercise works. */
const TRIALS = 5;

/** Fields of which nothing is known yet. */
type Unchecked = Readonly<Record<string, unknown>>;

/** Checks an exercise as a teacher has written it. @throws ValueError naming what is missing or wrong. */
export function checkOwn(given: unknown, taken: object): void {
  checkOptionNames(given, OPTIONS);
  const { id, title, question, kind, values, solution, choices, cases, mistakes = {} } = given as Unchecked;
  checkId(id, taken);
  checkText(title, "title");
  checkText(question, "question");
  if (!KINDS.includes(kind as AnswerKind))
    throw wrongArgument("kind", kind, KINDS.map((name) => `"${name}"`).join(", "));
  if (values !== undefined) checkFunction(values, "values");
  checkFunction(solution, "solution");
  if (kind === "choice") checkFunction(choices, "choices");
  if (kind === "function") checkFunction(cases, "cases");
  for (const [name, mistake] of Object.entries(mistakes as Readonly<Record<string, Unchecked | null>>)) {
    checkFunction(mistake?.answer, `mistakes.${name}.answer`);
    checkText(mistake?.say, `mistakes.${name}.say`);
  }
}

/** @param taken what the course itself has, by id. @throws ValueError for what is no id, or the course's. */
export function checkId(id: unknown, taken: object): void {
  if (typeof id !== "string" || !ID.test(id))
    throw wrongArgument("id", id, "up to 40 letters, digits, dots and hyphens");
  if (Object.hasOwn(taken, id)) throw wrongArgument("id", id, "one that the course does not have");
}

export function checkText(text: unknown, argument: string): void {
  if (typeof text !== "string" || text.trim() === "") throw wrongArgument(argument, text, "a text");
}

function checkFunction(given: unknown, argument: string): void {
  if (typeof given !== "function") throw wrongArgument(argument, given, "a function");
}

/**
 * Tries an exercise with the values of some learners.
 * @throws ValueError where its solution is not right, or a mistake is not told from it and from the others.
 */
export function tryOut(found: Found): void {
  for (let k = 0; k < TRIALS; k++) tryWith(found, valuesFor(found, `learner ${k}`));
}

function tryWith(found: Found, values: unknown): void {
  const { exercise } = found;
  if (judge(found, values, exercise.solution(values)).state !== "right")
    throw new ValueError(`solution is no answer of the kind "${exercise.kind}"`, { argument: "solution" });
  for (const [name, answerOf] of Object.entries(exercise.misconceptions)) {
    const answer = (answerOf as (values: unknown) => unknown)(values);
    const finding = answer === null ? null : judge(found, values, answer);
    if (finding === null || (finding.state === "wrong" && finding.misconception === name)) continue;
    const what = finding.state === "right" ? "the right answer" : `no answer, or that of another mistake`;
    const message = `mistakes.${name}.answer is ${what} for some values, expected one that tells it apart, or null there`;
    throw new ValueError(message, { argument: `mistakes.${name}.answer` });
  }
}
