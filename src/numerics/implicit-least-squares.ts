/**
 * Least squares of implicit feedback: rows X (n × k) for fixed Y (m × k). The target of x·y is 1 where a row has an
 * entry, with the weight 1 + alpha × value, and 0 everywhere else, with the weight 1.
 *
 * The m terms of a row's equations are YᵀY, which all rows share, and a correction for each entry.
 * @see Hu, Koren & Volinsky 2008, "Collaborative Filtering for Implicit Feedback Datasets", section 4
 */
import { choleskyInPlace, solveCholesky } from "./cholesky";
import { dot } from "./dot";
import { solverWithout } from "./leave-one-out";

/** The entries of one row: columns `indices[p]` with `values[p]`, for p from `from` up to, not including, `to`. */
export interface RowEntries {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
}

/** This share of the trace is the least that is added to the diagonal, so that the equations stay solvable. */
const LEAST_IMPLICIT_SHARE = 1e-13;

/**
 * Writes the solution of (YᵀY + λI + alpha·Σ value·y·yᵀ) x = Σ (1 + alpha·value) y, which minimizes the row's
 * objective, into X from `x`; NaN where numbers are too large to solve for. A (k × k) is overwritten.
 */
export function solveRow(
  row: RowEntries,
  Y: Float64Array,
  gram: Float64Array,
  alpha: number,
  regularization: number,
  k: number,
  X: Float64Array,
  x: number,
  A: Float64Array,
): void {
  const solution = X.subarray(x, x + k);
  leftSide(row, Y, gram, alpha, regularization, k, A);
  rightSide(row, Y, alpha, k, solution);
  if (choleskyInPlace(A, k)) solveCholesky(A, k, solution);
  else solution.fill(NaN);
}

/**
 * Prepares to solve a row, as {@link solveRow} does, without one of its entries.
 * @returns a function that gives the solution without the n-th entry; null where downdating is too inexact.
 */
export function solveRowWithoutEach(
  row: RowEntries,
  Y: Float64Array,
  gram: Float64Array,
  alpha: number,
  regularization: number,
  k: number,
): (n: number) => Float64Array | null {
  const A = new Float64Array(k * k);
  const sums = new Float64Array(k);
  if (!leftSide(row, Y, gram, alpha, regularization, k, A)) return () => null;
  rightSide(row, Y, alpha, k, sums);
  const solve = solverWithout(A, k);
  return (n) => {
    const p = row.from + n;
    const y = Y.subarray(row.indices[p] * k, (row.indices[p] + 1) * k);
    const weight = alpha * row.values[p];
    const x = sums.map((sum, t) => sum - (1 + weight) * y[t]);
    return solve(y, weight, x) ? x : null;
  };
}

/** Writes the lower triangle of YᵀY + λI + alpha·Σ value·y·yᵀ. Returns whether λ alone keeps it from being singular. */
function leftSide(
  row: RowEntries,
  Y: Float64Array,
  gram: Float64Array,
  alpha: number,
  regularization: number,
  k: number,
  A: Float64Array,
): boolean {
  A.set(gram);
  addOuterProducts(row, Y, alpha, k, A);
  let trace = 0;
  for (let t = 0; t < k; t++) trace += A[t * k + t];
  // Without λ, fewer rows of Y than k leave A singular.
  const least = Math.max(LEAST_IMPLICIT_SHARE * trace, Number.MIN_VALUE / LEAST_IMPLICIT_SHARE);
  for (let t = 0; t < k; t++) A[t * k + t] += Math.max(regularization, least);
  return regularization > least;
}

/**
 * Adds alpha·Σ value·y·yᵀ to the lower triangle of A; two entries at a time, for half the writes. The sums of pairs round
 * differently from `gramInto`.
 */
function addOuterProducts(
  { indices, values, from, to }: RowEntries,
  Y: Float64Array,
  alpha: number,
  k: number,
  A: Float64Array,
): void {
  let p = from;
  for (; p + 1 < to; p += 2) {
    const y = indices[p] * k;
    const z = indices[p + 1] * k;
    for (let s = 0; s < k; s++) {
      const left = alpha * values[p] * Y[y + s];
      const right = alpha * values[p + 1] * Y[z + s];
      const at = s * k;
      for (let t = 0; t <= s; t++) A[at + t] += left * Y[y + t] + right * Y[z + t];
    }
  }
  if (p === to) return;
  const y = indices[p] * k;
  for (let s = 0; s < k; s++) {
    const left = alpha * values[p] * Y[y + s];
    for (let t = 0; t <= s; t++) A[s * k + t] += left * Y[y + t];
  }
}

/** Writes Σ (1 + alpha·value) y. */
function rightSide(
  { indices, values, from, to }: RowEntries,
  Y: Float64Array,
  alpha: number,
  k: number,
  b: Float64Array,
): void {
  b.fill(0);
  for (let p = from; p < to; p++) {
    const weight = 1 + alpha * values[p];
    const y = indices[p] * k;
    for (let t = 0; t < k; t++) b[t] += weight * Y[y + t];
  }
}

/**
 * Takes `steps` steps of conjugate gradients from X at `x` towards the solution of {@link solveRow}, without building
 * its matrix.
 * @see Takács, Pilászy & Tikk 2011, "Applications of the Conjugate Gradient Method for Implicit Feedback CF"
 */
export function approachRow(
  row: RowEntries,
  Y: Float64Array,
  gram: Float64Array,
  alpha: number,
  regularization: number,
  k: number,
  X: Float64Array,
  x: number,
  steps: number,
): void {
  const residual = new Float64Array(k);
  const direction = new Float64Array(k);
  const product = new Float64Array(k);
  const solution = X.subarray(x, x + k);
  rightSide(row, Y, alpha, k, residual);
  timesImplicitMatrix(row, Y, gram, alpha, regularization, k, solution, product);
  for (let t = 0; t < k; t++) direction[t] = residual[t] -= product[t];
  let square = dot(residual, 0, residual, 0, k);
  for (let step = 0; step < steps && square > 1e-24; step++) {
    timesImplicitMatrix(row, Y, gram, alpha, regularization, k, direction, product);
    const curvature = dot(direction, 0, product, 0, k);
    if (!(curvature > 0)) return;
    const length = square / curvature;
    for (let t = 0; t < k; t++) {
      solution[t] += length * direction[t];
      residual[t] -= length * product[t];
    }
    const before = square;
    square = dot(residual, 0, residual, 0, k);
    for (let t = 0; t < k; t++) direction[t] = residual[t] + (square / before) * direction[t];
  }
}

/** Writes (YᵀY + λI + alpha·Σ value·y·yᵀ) v. */
function timesImplicitMatrix(
  { indices, values, from, to }: RowEntries,
  Y: Float64Array,
  gram: Float64Array,
  alpha: number,
  regularization: number,
  k: number,
  v: Float64Array,
  product: Float64Array,
): void {
  for (let s = 0; s < k; s++) product[s] = regularization * v[s] + dot(gram, s * k, v, 0, k);
  for (let p = from; p < to; p++) {
    const y = indices[p] * k;
    const weight = alpha * values[p] * dot(Y, y, v, 0, k);
    for (let t = 0; t < k; t++) product[t] += weight * Y[y + t];
  }
}
