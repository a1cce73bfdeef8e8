import { callLimited } from "./answers/limited";
import { isPromise, isUnusable, read, readList, sortOf } from "./answers/reading";
import type { Unusable } from "./answers/reading";
import { callWith, resultsOf } from "./catalog";
import type { Found } from "./catalog";
import { countRight, isSame } from "./compare";
import type { PlainAnswer } from "./compare";
import type { Exercise, Written } from "./definition";

/** What was found about an answer. */
export type Finding =
  | { readonly state: "right" }
  /**
   * With the name of the misconception that leads to it, if it is a known one; of how many numbers how many are right;
   * and whether all names are right, but not their order.
   */
  | {
      readonly state: "wrong";
      readonly misconception: string | null;
      readonly right?: number;
      readonly of?: number;
      readonly otherOrder?: true;
    }
  | { readonly state: "unusable"; readonly unusable: Unusable };

/** Judges an answer to an exercise with a learner's values. Whatever the answer is, it throws nothing. */
export function judge({ exercise, words }: Found, values: unknown, answer: unknown): Finding {
  const reading = read(answer, exercise.kind, choicesOf(exercise, words.choices, values));
  if (isUnusable(reading)) return { state: "unusable", unusable: reading.unusable };
  const { value } = reading;
  if (typeof value === "function") return judgeFunction(exercise, values, value);
  return compareWith(value, exercise.solution(values) as PlainAnswer, wrongAnswers(exercise, values));
}

/** The choices of an exercise, each with all names that it goes by: its own, and that in words. */
export function choicesOf(
  exercise: Exercise,
  texts: Readonly<Record<string, string>> | undefined,
  values: unknown,
): string[][] {
  const names = exercise.choices?.(values) ?? [];
  return names.map((name) => (texts && Object.hasOwn(texts, name) ? [name, texts[name]] : [name]));
}

/** What each misconception leads to, by its name. */
function wrongAnswers(exercise: Exercise, values: unknown): [string, PlainAnswer | Written][] {
  return Object.entries(exercise.misconceptions).flatMap(([name, answerOf]) => {
    const answer = (answerOf as (values: unknown) => PlainAnswer | Written | null)(values);
    return answer === null ? [] : [[name, answer] as [string, PlainAnswer | Written]];
  });
}

function compareWith(
  answer: PlainAnswer,
  solution: PlainAnswer,
  wrong: readonly [string, PlainAnswer | Written][],
): Finding {
  if (isSame(answer, solution)) return { state: "right" };
  const seen = wrong.find(([, other]) => typeof other !== "function" && isSame(answer, other));
  if (seen) return { state: "wrong", misconception: seen[0] };
  return (
    misshapen(answer, solution) ?? { state: "wrong", misconception: null, ...rightParts(answer, solution) }
  );
}

/** An answer that has not as many rows, columns or entries as it should have. */
function misshapen(answer: PlainAnswer, solution: PlainAnswer): Finding | null {
  if (!Array.isArray(answer) || !Array.isArray(solution)) return null;
  const [got, expected] = [shapeOf(answer), shapeOf(solution)];
  if (got === expected) return null;
  const reason = Array.isArray(solution[0]) ? "shape" : "length";
  return { state: "unusable", unusable: { reason, fill: { got, expected } } };
}

function shapeOf(value: readonly unknown[]): string {
  const [first] = value;
  return Array.isArray(first) ? `${value.length} × ${first.length}` : String(value.length);
}

/** How many numbers of a list or a table are right, or whether names are right but for their order. */
function rightParts(
  answer: PlainAnswer,
  solution: PlainAnswer,
): { right: number; of: number } | { otherOrder: true } | null {
  if (!Array.isArray(answer) || !Array.isArray(solution)) return null;
  const [given, expected] = [answer.flat(), solution.flat()];
  if (typeof given[0] !== "number")
    return isSame(given.sort() as string[], expected.sort() as string[]) ? { otherOrder: true } : null;
  const right = countRight(given as number[], expected as number[]);
  return right === null ? null : { right, of: expected.length };
}

/** Tries a function in several cases, and compares what it returns. */
function judgeFunction(exercise: Exercise, values: unknown, written: Written): Finding {
  const cases = exercise.cases?.(values) ?? [];
  const called = callLimited(() => cases.map((given) => callWith(written, given)));
  if (called === "slow") return unusable({ reason: "slow" });
  if ("error" in called) return unusable({ reason: "threw", fill: { error: messageOf(called.error) } });
  const results: number[][] = [];
  const returned = called.result as unknown[];
  if (returned.filter(isPromise).length > 0) return unusable({ reason: "returnsPromise" });
  for (const result of returned) {
    const wrong = wrongResult(result);
    if (wrong) return unusable(wrong);
    const reading = readList(result);
    if (isUnusable(reading)) return unusable(reading.unusable);
    results.push(reading.value);
  }
  return compareResults(exercise, values, cases, results);
}

function wrongResult(result: unknown): Unusable | null {
  if (result === undefined) return { reason: "returnsNothing" };
  const reading = readList(result);
  if (isUnusable(reading) && reading.unusable.reason === "otherKind")
    return { reason: "returnsOther", is: sortOf(result) };
  return null;
}

function compareResults(
  exercise: Exercise,
  values: unknown,
  cases: readonly (readonly unknown[])[],
  results: number[][],
): Finding {
  const expected = resultsOf(exercise.solution(values) as Written, cases) as number[][];
  const right = results.filter((result, k) => isSame(result, expected[k])).length;
  if (right === cases.length) return { state: "right" };
  const { untouched } = exercise;
  if (untouched && isSame(results, resultsOf(untouched, cases))) return unusable({ reason: "untouched" });
  const seen = wrongAnswers(exercise, values).find(([, other]) =>
    isSame(results, resultsOf(other as Written, cases)),
  );
  return { state: "wrong", misconception: seen?.[0] ?? null, right, of: cases.length };
}

const unusable = (found: Unusable): Finding => ({ state: "unusable", unusable: found });

/** The message of whatever was thrown, in one short line. */
function messageOf(error: unknown): string {
  try {
    const message = (error as { message?: unknown } | null)?.message;
    return String(message ?? error)
      .split("\n")[0]
      .slice(0, 200);
  } catch {
    return "?";
  }
}
