import { FactorlabError, wrongArgument } from "../errors";
import { findExercise, idText, valuesFor } from "./catalog";
import type { Found } from "./catalog";
import type { OwnId } from "./define";
import type { PlainAnswer } from "./compare";
import { EXERCISES } from "./exercises/all";
import type { ExerciseId, ExerciseValues } from "./exercises/all";
import { judge } from "./judge";
import type { Finding } from "./judge";
import { common, filled, findingTexts, givenOf, questionTexts, showExercise, showMissing } from "./show";
import { state } from "./state";
import { fill, valueText } from "./text";

/**
 * Shows an exercise and gives the learner's own values, the same each time: plain numbers, texts and lists of them, with
 * null for a blank. See {@link learner} for whose they are.
 * @param id the number of the notebook, and its own: "3.2".
 * @throws ValueError if there is no such exercise.
 */
export function exercise<Id extends ExerciseId>(id: Id): ExerciseValues[Id];
/** The same for an exercise of one's own, by the id that {@link defineExercise} has returned. */
export function exercise<Values extends object>(id: OwnId<Values>): Values;
/** The same for an id as text. */
export function exercise(id: string): Readonly<Record<string, unknown>>;
export function exercise(id: string): unknown {
  const found = findExercise(id);
  if (!found) {
    const ids = Object.keys(EXERCISES);
    throw wrongArgument("id", id, `the id of an exercise, from "${ids[0]}" to "${ids[ids.length - 1]}"`);
  }
  const values = valuesFor(found, state.learner);
  showExercise({
    id: found.id,
    part: "question",
    title: titleOf(found),
    texts: questionTexts(found, values),
    given: givenOf(values),
    hints: found.words.hints.map((hint) => filled(found, hint, values)),
  });
  return withTexts(found, values);
}

/** Values in which choices are the texts that a learner reads. */
function withTexts({ words }: Found, values: unknown): unknown {
  const { choices } = values as { choices?: readonly string[] };
  const texts = words.choices;
  return choices && texts ? { choices: choices.map((choice) => texts[choice] ?? choice) } : values;
}

/**
 * Says whether an answer is right, and if not, which known mistake leads to it. Whatever the answer is, it shows a sentence
 * and throws nothing. Numbers may be rounded to two decimals.
 * @param answer what the exercise asks for. Left out, it says what that is.
 */
export function check(id: string, answer?: unknown): void {
  const found = findExercise(id);
  if (!found) {
    showMissing(idText(id));
    return;
  }
  const values = valuesFor(found, state.learner);
  const finding = judge(found, values, answer);
  showExercise({
    id: found.id,
    part: "check",
    state: finding.state,
    ...(finding.state === "wrong" && finding.misconception !== null
      ? { misconception: finding.misconception }
      : {}),
    title: titleOf(found),
    texts: findingTexts(found, values, finding),
  });
}

/** What an answer is worth, as plain data for programs that grade. */
export interface Judgement {
  /** Whether the answer is right. */
  readonly right: boolean;
  /** The name of the known mistake that leads to the answer; null for a right one, and where none is known. */
  readonly misconception: string | null;
  /** What {@link check} says. */
  readonly text: string;
}

/** Judges an answer without showing anything. @throws ValueError if there is no such exercise. */
export function judgement(id: string, answer: unknown): Judgement {
  const found = findExercise(id);
  if (!found) throw wrongArgument("id", id, "the id of an exercise");
  const values = valuesFor(found, state.learner);
  const finding: Finding = judge(found, values, answer);
  return {
    right: finding.state === "right",
    misconception: finding.state === "wrong" ? finding.misconception : null,
    text: findingTexts(found, values, finding).join(" "),
  };
}

/** An answer that is not right, for graders. */
export class WrongAnswer extends FactorlabError {
  /** The name of the class. */
  override name = "WrongAnswer";
}

/**
 * Does nothing if an answer is right, for the test cells of graders such as nbgrader.
 * @throws WrongAnswer with the sentence that {@link check} says, if it is not; ValueError if there is no such exercise.
 */
export function grade(id: string, answer: unknown): void {
  const { right, text } = judgement(id, answer);
  if (!right) throw new WrongAnswer(`${id}: ${text}`, { argument: "answer" });
}

/** Shows the next hint on an exercise; after the last one, all of them again. */
export function hint(id: string): void {
  const found = findExercise(id);
  if (!found) {
    showMissing(idText(id));
    return;
  }
  showHint(found);
}

function showHint(found: Found): void {
  const { id } = found;
  const say = common();
  const values = valuesFor(found, state.learner);
  const hints = found.words.hints.map((text) => filled(found, text, values));
  const step = Math.min((state.hints.get(id) ?? 0) + 1, hints.length);
  state.hints.set(id, step);
  const after = step < hints.length ? fill(say.hintsLeft, { id }) : say.lastHint;
  showExercise({
    id,
    part: "hint",
    title: fill(say.hint, { id, step, steps: hints.length }),
    texts: hints.length === 0 ? [say.noHints] : [...hints.slice(0, step), after],
    hintsInAll: hints.length,
    hints: hints.slice(0, step),
  });
}

/** Shows the solution of an exercise, folded: a reader opens it. */
export function solution(id: string): void {
  const found = findExercise(id);
  if (!found) {
    showMissing(idText(id));
    return;
  }
  const values = valuesFor(found, state.learner) as Readonly<Record<string, unknown>>;
  const answer = answerText(found, values);
  const text = filled(found, found.words.solution, { ...values, answer });
  const { code } = found.exercise;
  const isSaid = found.words.solution.includes("{answer}");
  showExercise({
    id: found.id,
    part: "solution",
    title: fill(common().solution, { id: found.id }),
    texts: isSaid || code ? [text] : [fill(common().answerIs, { answer }), text],
    ...(code ? { code } : {}),
  });
}

/** The right answer as sentences have it: a number, or text; of a choice, as it is read. */
function answerText({ exercise: asked, words }: Found, values: unknown): string | number {
  const answer = asked.solution(values) as PlainAnswer;
  if (typeof answer === "string") return words.choices?.[answer] ?? answer;
  if (Array.isArray(answer) && typeof answer[0] === "string") return answer.join(", ");
  return typeof answer === "number" ? answer : valueText(answer);
}

function titleOf({ id, words }: Found): string {
  return `${fill(common().exercise, { id })}: ${words.title}`;
}
