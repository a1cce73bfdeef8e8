/**
 * One half of an iteration of nonnegative factorization, D ≈ X·Yᵀ, where every cell of D is known: X is updated in
 * place, so that Σ (D − X·Yᵀ)² + penalty·Σ X² does not rise. A sweep returns Σ (D − X·Yᵀ)² − Σ D² after it, which the
 * Gram matrices give at little cost.
 *
 * Shapes: D n × m, X n × k, Y m × k, all row by row; G (k × k) and N (k) are workspace. As in the sweeps of gradient
 * descent, G = Yᵀ·Y and N = D[i]·Y stand for the row's cells: n·m·k multiplications for all N, n·k² for the rest.
 */
import { gramAndProduct, gramInto, projectRow } from "./gram";
import { LEAST_REMAINING } from "./leave-one-out";

export type NonnegativeSweep = (
  D: Float64Array,
  X: Float64Array,
  Y: Float64Array,
  n: number,
  m: number,
  k: number,
  penalty: number,
  G: Float64Array,
  N: Float64Array,
) => number;

/**
 * Sets one entry after another to its best value ≥ 0, given the new values of all earlier ones. An entry on which no
 * cell depends stays as it is.
 * @see Cichocki & Phan 2009, "Fast local algorithms for large scale nonnegative matrix and tensor factorizations"
 */
export const coordinateSweep: NonnegativeSweep = (D, X, Y, n, m, k, penalty, G, N) => {
  gramInto(Y, k, G);
  let error = 0;
  for (let i = 0; i < n; i++) {
    projectRow(D, i * m, Y, m, k, N);
    coordinateTurn(X, i * k, k, penalty, G, N);
    error += rowError(X, i * k, k, G, N);
  }
  return error;
};

/** Sets the entries of the row of X that begins at `row`, one after another. */
function coordinateTurn(
  X: Float64Array,
  row: number,
  k: number,
  penalty: number,
  G: Float64Array,
  N: Float64Array,
): void {
  for (let t = 0; t < k; t++) {
    const curvature = G[t * k + t] + penalty;
    if (curvature === 0) continue;
    let sum = N[t] + X[row + t] * G[t * k + t];
    for (let s = 0; s < k; s++) sum -= X[row + s] * G[t * k + s];
    X[row + t] = sum > 0 ? sum / curvature : 0;
  }
}

/**
 * Prepares `turns` turns of {@link coordinateSweep}, from zeros, for a row with some known cells, without one of them;
 * the penalty is `regularization` times the number of the others.
 * @param values the known cells. @param Z their rows of Y, one after the other.
 * @returns a function that gives the row without the n-th cell; null where subtracting it is too inexact.
 */
export function coordinateWithoutEach(
  values: Float64Array,
  Z: Float64Array,
  k: number,
  regularization: number,
  turns: number,
): (n: number) => Float64Array | null {
  const { G, b: N } = gramAndProduct(Z, values, k);
  const [rest, sums] = [new Float64Array(k * k), new Float64Array(k)];
  const penalty = regularization * (values.length - 1);
  return (n) => {
    const z = n * k;
    for (let s = 0; s < k; s++) {
      sums[s] = N[s] - values[n] * Z[z + s];
      for (let t = 0; t < k; t++) rest[s * k + t] = G[s * k + t] - Z[z + s] * Z[z + t];
      if (rest[s * k + s] + penalty < LEAST_REMAINING * G[s * k + s]) return null;
    }
    const row = new Float64Array(k);
    for (let turn = 0; turn < turns; turn++) coordinateTurn(row, 0, k, penalty, rest, sums);
    return row;
  };
}

/**
 * Multiplies each entry by N ÷ (X·G + penalty·X), computed from the entries before the update: zeros stay zero.
 * @see Lee & Seung 2001, "Algorithms for non-negative matrix factorization", theorem 1
 */
export const multiplicativeSweep: NonnegativeSweep = (D, X, Y, n, m, k, penalty, G, N) => {
  gramInto(Y, k, G);
  const before = new Float64Array(k);
  let error = 0;
  for (let i = 0; i < n; i++) {
    projectRow(D, i * m, Y, m, k, N);
    const row = i * k;
    for (let t = 0; t < k; t++) before[t] = X[row + t];
    for (let t = 0; t < k; t++) {
      let sum = penalty * before[t];
      for (let s = 0; s < k; s++) sum += before[s] * G[t * k + s];
      if (sum > 0) X[row + t] *= N[t] / sum;
    }
    error += rowError(X, row, k, G, N);
  }
  return error;
};

/** X[i]·G·X[i]ᵀ − 2·N·X[i]ᵀ: the squared error of the row less Σ D². G is symmetric. */
function rowError(X: Float64Array, row: number, k: number, G: Float64Array, N: Float64Array): number {
  let error = 0;
  for (let t = 0; t < k; t++) {
    let sum = 0.5 * X[row + t] * G[t * k + t] - N[t];
    for (let s = 0; s < t; s++) sum += X[row + s] * G[t * k + s];
    error += 2 * sum * X[row + t];
  }
  return error;
}
