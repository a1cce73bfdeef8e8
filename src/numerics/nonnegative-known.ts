/**
 * One half of an iteration of nonnegative factorization over the known cells of D ≈ X·Yᵀ, line by line of X, which is
 * updated in place. X and Y hold k numbers a line. The penalty on a line counts once for each of its known cells; a
 * line without known cells stays as it is.
 */
import { log } from "../kernels/math";
import { dotInOrder } from "./dot";
import type { KnownCells, Lines } from "./known-cells";

/** Smaller products count as this much, so that no cell is divided by zero. */
const LEAST_PRODUCT = Number.EPSILON;

/** Sets each entry in turn to its best value ≥ 0, with the errors E = D − X·Yᵀ kept up to date. */
export function coordinateLines(
  E: Float64Array,
  { starts, errors: cellOf, others }: Lines,
  X: Float64Array,
  Y: Float64Array,
  k: number,
  regularization: number,
): void {
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l], starts[l + 1]];
    for (let t = 0; t < k; t++) {
      let gradient = 0;
      let curvature = 0;
      for (let q = from; q < to; q++) {
        const y = Y[others[q] * k + t];
        gradient += E[cellOf[q]] * y;
        curvature += y * y;
      }
      const penalized = curvature + regularization * (to - from);
      if (penalized === 0) continue;
      const best = (gradient + X[l * k + t] * curvature) / penalized;
      const step = (best > 0 ? best : 0) - X[l * k + t];
      X[l * k + t] = best > 0 ? best : 0;
      for (let q = from; q < to; q++) E[cellOf[q]] -= step * Y[others[q] * k + t];
    }
  }
}

/** The objective of {@link multiplicativeLines}: squared errors, or {@link knownDivergence}. */
export type Measure = "frobenius" | "kullback-leibler";

/**
 * Multiplies each entry of a line by Lee and Seung's factor, which is computed from the entries before the update.
 * `values` are the cells in the order of the known cells; `up` and `down` (k) are workspace.
 * @see Lee & Seung 2001, theorems 1 and 2; with the penalty, Luo et al. 2014, "An efficient non-negative matrix
 * factorization-based approach to collaborative filtering for recommender systems"
 */
export function multiplicativeLines(
  measure: Measure,
  values: Float64Array,
  { starts, errors: cellOf, others }: Lines,
  X: Float64Array,
  Y: Float64Array,
  k: number,
  regularization: number,
  up: Float64Array,
  down: Float64Array,
): void {
  const squared = measure === "frobenius";
  for (let l = 0; l + 1 < starts.length; l++) {
    up.fill(0);
    down.fill(0);
    for (let q = starts[l]; q < starts[l + 1]; q++) {
      const y = others[q] * k;
      const product = dotInOrder(X, l * k, Y, y, k);
      const value = values[cellOf[q]];
      const pull = squared ? value : value / Math.max(product, LEAST_PRODUCT);
      const push = squared ? product : 1;
      for (let t = 0; t < k; t++) {
        up[t] += pull * Y[y + t];
        down[t] += push * Y[y + t];
      }
    }
    const penalty = regularization * (starts[l + 1] - starts[l]);
    for (let t = 0; t < k; t++) X[l * k + t] = multiplied(X[l * k + t], up[t], down[t], penalty, squared);
  }
}

/** The minimum of the update's upper bound on the loss; for a divergence with a penalty, it contains a square root. */
function multiplied(x: number, up: number, down: number, penalty: number, squared: boolean): number {
  if (squared) {
    const sum = down + penalty * x;
    return sum > 0 ? x * (up / sum) : x;
  }
  const sum = down + Math.sqrt(down * down + 4 * penalty * x * up);
  return sum > 0 ? 2 * x * (up / sum) : x;
}

/**
 * Σ D·log(D ÷ P) − D + P over the known cells, P = X·Yᵀ: Kullback and Leibler's divergence. Rounding can put that of a perfect
 * fit below zero.
 * @param sum that of the cells before.
 */
export function knownDivergence(
  { starts, columns, values }: KnownCells,
  X: Float64Array,
  Y: Float64Array,
  k: number,
  sum: number = 0,
): number {
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      const product = dotInOrder(X, i * k, Y, columns[p] * k, k);
      const value = values[p];
      sum += product - value;
      if (value > 0) sum += value * log(value / Math.max(product, LEAST_PRODUCT));
    }
  }
  return sum;
}

/** Writes E = D − X·Yᵀ of each known cell. */
export function knownResiduals(
  { starts, columns, values }: KnownCells,
  X: Float64Array,
  Y: Float64Array,
  k: number,
  E: Float64Array,
): void {
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let p = starts[i]; p < starts[i + 1]; p++)
      E[p] = values[p] - dotInOrder(X, i * k, Y, columns[p] * k, k);
  }
}
