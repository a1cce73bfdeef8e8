import type { Guess } from "../payload/types";

/** What the vertical axis of guessed curves goes over: what was asked for, and all that lies beyond. */
export function curveRange(
  range: readonly [number, number],
  curves: readonly (Guess | undefined)[],
): [low: number, high: number] {
  let [low, high] = range;
  for (const value of curves.flatMap((curve) => (Array.isArray(curve) ? curve : []))) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
