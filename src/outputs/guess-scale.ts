import { largest } from "../lists";
import { lowestPoint } from "./guess-facts";
import type { GuessPoint } from "./guess-facts";
import { wantsLogIterations } from "./svg-loss";

/** What a small chart goes over. */
export type GuessAxis = "iterations" | "features" | "regularization";

/** Where a value lies on the horizontal axis, from 0 to 1. */
export type GuessShare = (value: number) => number;

/**
 * The horizontal scale of a small chart: iterations as every chart of losses has them, features evenly, penalties by
 * their powers, with 0 one half power below the least.
 */
export function guessShare(axis: GuessAxis, values: readonly number[]): GuessShare {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 1];
  if (axis === "iterations") {
    if (!wantsLogIterations(last)) return (value) => value / Math.max(1, last);
    return (value) => Math.log1p(value) / Math.log1p(last);
  }
  if (axis === "features") return last > first ? (value) => (value - first) / (last - first) : () => 0.5;
  const least = values.find((value) => value > 0) ?? 1;
  const low = Math.log10(least) - 0.5;
  const high = Math.log10(Math.max(least, last));
  return (value) => (value > 0 ? (Math.log10(value) - low) / (high - low) : 0);
}

/** Errors this many times as large as that of guessing the mean are cut off. */
const MOST_MEANS = 2.5;

/**
 * The highest error of the three charts together, which share one vertical scale from zero. What is far worse than
 * guessing the mean is cut off, or nothing else could be seen.
 */
export function guessTop(curves: readonly (readonly GuessPoint[])[], mean: number): number {
  const highs = curves.flatMap((points) => points.map(({ seen, hidden }) => Math.max(seen, hidden)));
  const lows = curves.flatMap((points) => lowestPoint(points)?.hidden ?? []);
  const bound = MOST_MEANS * Math.max(mean, largest(lows, 0));
  return (bound > 0 ? Math.min(bound, largest(highs, 0)) : largest(highs, 0)) || 1;
}

/** At most four round numbers from zero up to the highest error. */
export function guessTicks(top: number): number[] {
  const power = Number(`1e${top.toExponential().split("e")[1]}`);
  const step = [0.25, 0.5, 1, 2.5, 5].map((digit) => digit * power).find((each) => top / each <= 4) ?? top;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, k) => Number((k * step).toPrecision(12)));
}

/** The values that are written below a chart: all features, the ends of the iterations, and penalties of whole powers. */
export function guessLabels(axis: GuessAxis, values: readonly number[]): number[] {
  if (axis === "iterations") return values.length > 0 ? [0, values[values.length - 1]] : [];
  if (axis === "features")
    return values.filter((value, k) => k === values.length - 1 || value <= MOST_LABELLED);
  return values.filter((value) => value === 0 || /^[1.0]*$|e/.test(String(value)));
}

/** More features than this have labels at the ends alone, which would overlap. */
const MOST_LABELLED = 12;
