/** Conjugate gradients for the least squares of `biased-least-squares.ts`. */
import { strength } from "./biased-least-squares";
import type { Penalty, BiasedSide } from "./biased-least-squares";
import { dot } from "./dot";
import { weightOf } from "./sparse";
import type { Sparse } from "./sparse";

/**
 * Takes `steps` steps of conjugate gradients from `own` towards the solution of `solveSide`, without building the d × d
 * matrices: the time of a step grows with k, not with k².
 * @see Takács, Pilászy & Tikk 2011, "Applications of the Conjugate Gradient Method for Implicit Feedback CF"
 */
export function approachSide(
  entries: Sparse,
  mean: number,
  others: BiasedSide,
  own: BiasedSide,
  penalty: Penalty,
  steps: number,
): void {
  const { k } = own;
  const d = k + 1;
  const [x, residual, direction, product] = Array.from({ length: 4 }, () => new Float64Array(d));
  for (let i = 0; i < entries.rows; i++) {
    const [from, to] = [entries.offsets[i], entries.offsets[i + 1]];
    if (from === to) continue;
    x[0] = own.biases[i];
    x.set(own.factors.subarray(i * k, (i + 1) * k), 1);
    negativeGradient(entries, from, to, mean, others, penalty, x, residual);
    direction.set(residual);
    let square = dot(residual, 0, residual, 0, d);
    const tolerance = 1e-20 * square;
    for (let step = 0; step < steps && square > tolerance; step++) {
      timesBiasedMatrix(entries, from, to, others, penalty, direction, product);
      const curvature = dot(direction, 0, product, 0, d);
      if (!(curvature > 0)) break;
      addScaled(x, square / curvature, direction);
      addScaled(residual, -square / curvature, product);
      const before = square;
      square = dot(residual, 0, residual, 0, d);
      for (let s = 0; s < d; s++) direction[s] = residual[s] + (square / before) * direction[s];
    }
    own.biases[i] = x[0];
    own.factors.set(x.subarray(1), i * k);
  }
}

/** Writes Σ (value − mean − bias − x·y)·y less the penalty's term: half the negative gradient of a row's objective. */
export function negativeGradient(
  entries: Sparse,
  from: number,
  to: number,
  mean: number,
  others: BiasedSide,
  penalty: Penalty,
  x: Float64Array,
  gradient: Float64Array,
): void {
  const { indices, values, weights } = entries;
  const count = weightOf(entries, from, to);
  for (let s = 0; s < x.length; s++) gradient[s] = -strength(penalty, s, count) * x[s];
  for (let n = from; n < to; n++) {
    const j = indices[n];
    const error = values[n] - mean - others.biases[j] - timesRow(others, j, x);
    addTimesRow(others, j, weights === undefined ? error : weights[n] * error, gradient);
  }
}

/** Writes (Σ y·yᵀ + penalty) x. */
function timesBiasedMatrix(
  entries: Sparse,
  from: number,
  to: number,
  others: BiasedSide,
  penalty: Penalty,
  x: Float64Array,
  product: Float64Array,
): void {
  const { indices, weights } = entries;
  const count = weightOf(entries, from, to);
  for (let s = 0; s < x.length; s++) product[s] = strength(penalty, s, count) * x[s];
  for (let n = from; n < to; n++) {
    const times = timesRow(others, indices[n], x);
    addTimesRow(others, indices[n], weights === undefined ? times : weights[n] * times, product);
  }
}

/** x·y for y = (1, factors of row j). */
function timesRow({ factors, k }: BiasedSide, j: number, x: Float64Array): number {
  return x[0] + dot(x, 1, factors, j * k, k);
}

/** Adds factor·y for y = (1, factors of row j). */
function addTimesRow({ factors, k }: BiasedSide, j: number, factor: number, x: Float64Array): void {
  x[0] += factor;
  for (let t = 0, y = j * k; t < k; t++) x[t + 1] += factor * factors[y + t];
}

function addScaled(x: Float64Array, factor: number, y: Float64Array): void {
  for (let s = 0; s < x.length; s++) x[s] += factor * y[s];
}
