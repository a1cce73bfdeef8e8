import { largest, smallest } from "../lists";
import type { CellsPayload, GuessViewPayload, LossPayload, SweepPoint, Sweeps } from "../payload/types";

/** What the facts are found in. */
export interface GuessParts {
  /** rows × columns, with the true values of what is held out. */
  data: CellsPayload;
  /** The held-out cells. */
  heldOut: GuessViewPayload["heldOut"];
  /** The mean squared error over the cells that training sees, by iteration. */
  loss: LossPayload;
  /** That over the held-out cells. */
  validation: LossPayload;
  /** How well trainings with other options guess, so far as they are known. */
  sweeps?: Sweeps;
}

/** A point of a curve, or of a sweep; errors are roots of mean squares, in the unit of the data. */
export interface GuessPoint {
  /** The iteration, the number of features, or the penalty. */
  value: number;
  /** The error of what training sees. */
  seen: number;
  /** The error of what it does not see. */
  hidden: number;
  /** The standard error of `hidden`; null where it is not known. */
  spread: number | null;
}

/**
 * Where a curve of guesses turns. `turns`: behind `good` the guesses get worse while what is seen is still fitted better.
 * `improves`: the last point alone is as good. `level`: what lies behind `good` is about as good.
 */
export type GuessShape = "turns" | "improves" | "level";

/** A curve of guesses, and the points that tell what it shows. */
export interface GuessTurn {
  /** Where it turns. */
  shape: GuessShape;
  /** All points, values rising. */
  points: GuessPoint[];
  /** The lowest point. */
  best: GuessPoint;
  /** The first point that is as good as the lowest, as far as the hidden cells can tell: within a standard error. */
  good: GuessPoint;
  /** The worst point from `good` on. */
  worst: GuessPoint;
  /** The last point. */
  last: GuessPoint;
}

/** What hiding cells has shown. */
export interface GuessFacts {
  /** How many cells are held out. */
  count: number;
  /** The curve over iterations; null where it has fewer than two points, as the others. */
  iterations: GuessTurn | null;
  /** That over the number of features. */
  features: GuessTurn | null;
  /** That over the penalty λ. */
  regularization: GuessTurn | null;
  /** What guessing the mean of what is seen would be off. */
  mean: number;
  /** Rows of which nothing is seen. */
  rows: number[];
  /** Columns of which nothing is seen. */
  columns: number[];
}

/** Errors that differ by less than this share of what guessing the mean is off are alike. */
const ALIKE = 0.02;

/** Finds what hiding cells has shown. */
export function guessFacts({ data, heldOut, loss, validation, sweeps }: GuessParts): GuessFacts {
  const seen = ofSeen(data, heldOut);
  const curve = curvePoints(loss, validation);
  // Where the mean is right, as for zeros alone, the start of the training says what is little.
  const alike = ALIKE * (seen.mean || (curve[0]?.hidden ?? 0));
  return {
    count: heldOut.length,
    iterations: turnOf(curve, alike),
    features: turnOf(sweepPoints(sweeps?.features ?? []), alike),
    regularization: turnOf(sweepPoints(sweeps?.regularization ?? []), alike),
    ...seen,
  };
}

/** The points of both curves where both have one. */
export function curvePoints(loss: LossPayload, validation: LossPayload): GuessPoint[] {
  const points: GuessPoint[] = [];
  let k = 0;
  validation.iterations.forEach((value, n) => {
    // The lowest held-out loss may lie between two losses that were kept.
    while (k + 1 < loss.iterations.length && loss.iterations[k + 1] <= value) k++;
    const seen = loss.values.at(k);
    if (seen === undefined) return;
    points.push({ value, seen: Math.sqrt(seen), hidden: Math.sqrt(validation.values[n]), spread: null });
  });
  return points;
}

/** The points of a sweep that did not diverge, as roots. */
export function sweepPoints(sweep: readonly SweepPoint[]): GuessPoint[] {
  return sweep.flatMap(({ value, loss, validation, error }) => {
    if (loss === null || validation === null) return [];
    const hidden = Math.sqrt(validation);
    // The spread of a root is that of the square over twice the root.
    const spread = error === null || hidden === 0 ? null : error / (2 * hidden);
    return [{ value, seen: Math.sqrt(loss), hidden, spread }];
  });
}

/** The lowest point. */
export function lowestPoint(points: readonly GuessPoint[]): GuessPoint | undefined {
  const least = smallest(points.map(({ hidden }) => hidden));
  return points.find(({ hidden }) => hidden === least);
}

/**
 * Judges a curve; null where it has fewer than two points.
 * @param alike errors that differ by less are alike.
 * @see Breiman, Friedman, Olshen & Stone 1984, "Classification and Regression Trees", for the rule of one standard error
 */
export function turnOf(points: GuessPoint[], alike: number): GuessTurn | null {
  const best = lowestPoint(points);
  const last = points.at(-1);
  if (!best || !last || points.length < 2) return null;
  const margin = Math.max(best.spread ?? 0, alike);
  const good = points.find(({ hidden }) => hidden <= best.hidden + margin) ?? best;
  const later = points.slice(points.indexOf(good));
  const most = largest(later.map(({ hidden }) => hidden));
  const worst = later.find(({ hidden }) => hidden === most) ?? last;
  const turns = worst.hidden > good.hidden + margin && worst.seen <= good.seen + alike;
  const shape = turns ? "turns" : good === last ? "improves" : "level";
  return { shape, points, best, good, worst, last };
}

/** What is seen beside the held-out cells: how far off its mean is, and which rows and columns have nothing. */
function ofSeen(
  { rows, columns, values }: CellsPayload,
  heldOut: GuessParts["heldOut"],
): Pick<GuessFacts, "mean" | "rows" | "columns"> {
  const places = new Set(heldOut.map(([i, j]) => i * columns + j));
  const seen = values.map((value, place) => (places.has(place) ? null : value));
  const known = seen.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value / known.length, 0);
  const squares = [...places].map((place) => ((values[place] ?? NaN) - mean) ** 2);
  const held = (row: number, column: number): boolean => places.has(row * columns + column);
  const lacks = (cells: readonly (number | null)[]): boolean => cells.every((cell) => cell === null);
  const indices = (count: number): number[] => Array.from({ length: count }, (_, k) => k);
  return {
    mean: Math.sqrt(squares.reduce((sum, square) => sum + square / squares.length, 0)),
    rows: indices(rows).filter(
      (i) => lacks(seen.slice(i * columns, (i + 1) * columns)) && indices(columns).some((j) => held(i, j)),
    ),
    columns: indices(columns).filter(
      (j) => lacks(indices(rows).map((i) => seen[i * columns + j])) && indices(rows).some((i) => held(i, j)),
    ),
  };
}
