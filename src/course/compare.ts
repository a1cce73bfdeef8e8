import type { Answers } from "./definition";

/** Answers may be rounded to two decimals; small ones, to two digits or so. */
const ROUNDING = 0.006;

/** How far an answer may be from a number: less for numbers below 1. */
function tolerance(expected: number): number {
  return ROUNDING * Math.min(1, Math.max(0.05, Math.abs(expected)));
}

/** Whether two numbers are the same but for rounding. */
export function isNear(answer: number, expected: number): boolean {
  return Math.abs(answer - expected) <= tolerance(expected);
}

/** How many numbers of a list are right; null where it is not as long as it should be. */
export function countRight(answer: readonly number[], expected: readonly number[]): number | null {
  if (answer.length !== expected.length) return null;
  return expected.filter((value, k) => isNear(answer[k], value)).length;
}

/** The answer of any kind but a function. */
export type PlainAnswer = Answers[Exclude<keyof Answers, "function">];

/** Whether two answers are the same but for rounding. */
export function isSame(answer: PlainAnswer, expected: PlainAnswer): boolean {
  if (typeof answer === "number" && typeof expected === "number") return isNear(answer, expected);
  if (!Array.isArray(answer) || !Array.isArray(expected)) return answer === expected;
  return (
    answer.length === expected.length &&
    expected.every((value: PlainAnswer, k) => isSame(answer[k] as PlainAnswer, value))
  );
}
