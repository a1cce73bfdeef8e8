/**
 * Least squares for ratings r ≈ μ + b_u + b_i + p_u·q_i while one side is fixed. For a user, x = (b_u, p_u) is multiplied
 * by y = (1, q_i) of each rated item, and Σ y·yᵀ x = Σ (r − μ − b_i)·y; for an item the other way round. d = k + 1.
 */
import { choleskyInPlace, solveCholesky } from "./cholesky";
import { solverWithout } from "./leave-one-out";
import { weightOf } from "./sparse";
import type { Sparse } from "./sparse";

/** The parameters of the users, or of the items: one bias each, and k factors each, row by row. */
export interface BiasedSide {
  /** One number for each of them. */
  readonly biases: Float64Array;
  /** k numbers for each of them, row by row. */
  readonly factors: Float64Array;
  /** The length of a row of factors. */
  readonly k: number;
}

/** The penalty on a row's parameters: biasRegularization·b² + regularization·|p|². */
export interface Penalty {
  /** The weight of b², ≥ 0. */
  readonly biasRegularization: number;
  /** The weight of |p|², ≥ 0. */
  readonly regularization: number;
  /** Whether `regularization` counts once for each of the row's ratings. */
  readonly scaled: boolean;
}

/** This share of the mean diagonal is the least that is added to it, so that the equations stay solvable. */
const LEAST_DIAGONAL_SHARE = 1e-12;

/**
 * Writes Σ y·yᵀ into the lower triangle of A (d × d) and Σ (value − mean − bias)·y into b, over entries from–to, each as
 * often as it counts.
 */
export function addNormalEquations(
  entries: Sparse,
  from: number,
  to: number,
  mean: number,
  others: BiasedSide,
  A: Float64Array,
  b: Float64Array,
): void {
  A.fill(0);
  b.fill(0);
  let n = from;
  for (; entries.weights !== undefined && n < to; n++) addOne(entries, n, mean, others, A, b);
  for (; n + 1 < to; n += 2) addTwo(entries, n, mean, others, A, b);
  if (n < to) addOne(entries, n, mean, others, A, b);
}

function addOne(
  { indices, values, weights }: Sparse,
  n: number,
  mean: number,
  { biases, factors, k }: BiasedSide,
  A: Float64Array,
  b: Float64Array,
): void {
  const y = indices[n] * k;
  const weight = weights === undefined ? 1 : weights[n];
  const target = values[n] - mean - biases[indices[n]];
  A[0] += weight;
  b[0] += weight * target;
  for (let s = 0, row = k + 1; s < k; s++, row += k + 1) {
    const value = weight * factors[y + s];
    b[s + 1] += target * value;
    A[row] += value;
    for (let t = 0; t <= s; t++) A[row + 1 + t] += value * factors[y + t];
  }
}

/** Two entries at a time, for half the writes to A. The sums of pairs round differently from `gramInto`. */
function addTwo(
  { indices, values }: Sparse,
  n: number,
  mean: number,
  { biases, factors, k }: BiasedSide,
  A: Float64Array,
  b: Float64Array,
): void {
  const [y, z] = [indices[n] * k, indices[n + 1] * k];
  const first = values[n] - mean - biases[indices[n]];
  const second = values[n + 1] - mean - biases[indices[n + 1]];
  A[0] += 2;
  b[0] += first + second;
  for (let s = 0, row = k + 1; s < k; s++, row += k + 1) {
    const [left, right] = [factors[y + s], factors[z + s]];
    b[s + 1] += first * left + second * right;
    A[row] += left + right;
    for (let t = 0; t <= s; t++) A[row + 1 + t] += left * factors[y + t] + right * factors[z + t];
  }
}

/**
 * Writes the best biases and factors of `own` for fixed `others`; rows without entries stay as they are. Returns false
 * where numbers are too large to solve for.
 */
export function solveSide(
  entries: Sparse,
  mean: number,
  others: BiasedSide,
  own: BiasedSide,
  penalty: Penalty,
): boolean {
  const { k } = own;
  const d = k + 1;
  const A = new Float64Array(d * d);
  const x = new Float64Array(d);
  for (let i = 0; i < entries.rows; i++) {
    const [from, to] = [entries.offsets[i], entries.offsets[i + 1]];
    if (from === to) continue;
    addNormalEquations(entries, from, to, mean, others, A, x);
    addPenalty(A, d, penalty, weightOf(entries, from, to));
    if (!choleskyInPlace(A, d)) return false;
    solveCholesky(A, d, x);
    own.biases[i] = x[0];
    own.factors.set(x.subarray(1), i * k);
  }
  return true;
}

/**
 * Prepares to solve the one row of `entries`, as `solveSide` does, without one of its entries.
 * @param centre the factors towards which the penalty pulls instead of 0, for each entry that is left out.
 * @returns a function that gives x = (bias, factors) without the n-th entry; null where downdating is too inexact.
 */
export function solveWithoutEach(
  entries: Sparse,
  mean: number,
  others: BiasedSide,
  penalty: Penalty,
  centre?: (n: number) => Float64Array,
): (n: number) => Float64Array | null {
  const { indices, values, weights } = entries;
  const d = others.k + 1;
  const A = new Float64Array(d * d);
  const sums = new Float64Array(d);
  addNormalEquations(entries, 0, values.length, mean, others, A, sums);
  // A penalty that counts the ratings changes with the weight of the one that is left out.
  if (penalty.scaled && weights !== undefined) return () => null;
  if (!addPenalty(A, d, penalty, values.length - 1)) return () => null;
  const solve = solverWithout(A, d);
  const pull = strength(penalty, 1, values.length - 1);
  const y = new Float64Array(d).fill(1);
  return (n) => {
    const j = indices[n];
    y.set(others.factors.subarray(j * others.k, (j + 1) * others.k), 1);
    const weight = weights === undefined ? 1 : weights[n];
    const target = weight * (values[n] - mean - others.biases[j]);
    const x = sums.map((sum, s) => sum - target * y[s]);
    centre?.(n).forEach((z, t) => (x[t + 1] += pull * z));
    return solve(y, weight, x) ? x : null;
  };
}

/** Adds the penalty to the diagonal of A. Returns whether it alone keeps the equations solvable. */
function addPenalty(A: Float64Array, d: number, penalty: Penalty, count: number): boolean {
  let trace = 0;
  for (let s = 0; s < d; s++) trace += A[s * d + s];
  const least = (LEAST_DIAGONAL_SHARE * trace) / d;
  for (let s = 0; s < d; s++) A[s * d + s] += Math.max(least, strength(penalty, s, count));
  return Math.min(strength(penalty, 0, count), strength(penalty, 1, count)) > least;
}

/** The coefficient of x[s]² in the objective of a row with `count` ratings. */
export function strength(
  { biasRegularization, regularization, scaled }: Penalty,
  s: number,
  count: number,
): number {
  if (s === 0) return biasRegularization;
  return scaled ? regularization * count : regularization;
}
