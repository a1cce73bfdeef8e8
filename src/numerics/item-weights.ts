import { hasColumn } from "./sparse-row";
import type { Sparse } from "./sparse";

/** Writes XᵀX into the lower triangle of G (n × n), where entries of X count as 1: how many rows have both columns. */
export function countTogether({ rows, offsets, indices }: Sparse, n: number, G: Float64Array): void {
  G.fill(0);
  for (let u = 0; u < rows; u++) {
    for (let p = offsets[u]; p < offsets[u + 1]; p++) {
      const row = indices[p] * n;
      for (let q = offsets[u]; q <= p; q++) G[row + indices[q]]++;
    }
  }
}

/**
 * Writes the weight of column j for column i into W (n × n): W_ij = −P_ij ÷ P_ii, and 0 on the diagonal. Writes the P_ii
 * into `diagonal`.
 * @param P the inverse of XᵀX + λI, in rows of `stride` numbers.
 */
export function weightsOfInverse(
  P: Float64Array,
  n: number,
  W: Float64Array,
  diagonal: Float64Array,
  stride: number = n,
): void {
  for (let i = 0; i < n; i++) {
    const own = P[i * stride + i];
    diagonal[i] = own;
    for (let j = 0; j < n; j++) W[i * n + j] = i === j ? 0 : -P[i * stride + j] / own;
  }
}

/** Where so little of the terms' sum remains, they have cancelled out to rounding. */
const LEAST_SHARE = 1e-6;

/**
 * The mean of (x − score)² over all cells of X, m × n, from the weights W that were found for it: column i leaves
 * 1 ÷ P_ii − λ·(1 + Σ_j W_ij²), since P = (XᵀX + λI)⁻¹. NaN where λ is so large beside X that rounding has eaten it.
 * @see reconstructionError, which goes through all cells
 */
export function errorOfWeights(
  W: Float64Array,
  diagonal: Float64Array,
  regularization: number,
  m: number,
): number {
  const n = diagonal.length;
  let [whole, sum] = [0, 0];
  for (let i = 0; i < n; i++) {
    let squares = 1;
    for (let at = i * n; at < (i + 1) * n; at++) squares += W[at] * W[at];
    whole += 1 / diagonal[i];
    sum += 1 / diagonal[i] - regularization * squares;
  }
  return sum > LEAST_SHARE * whole ? sum / (m * n) : NaN;
}

/**
 * The weights b of a new column y that minimize |y − X·b|² + λ|b|², from the weights of the other columns: b = P·Xᵀy,
 * where P_ij = −W_ji·P_jj off the diagonal.
 * @param Xy Xᵀy, n numbers.
 */
export function weightsOfColumn(
  Xy: Float64Array,
  n: number,
  W: Float64Array,
  diagonal: Float64Array,
): Float64Array {
  const scaled = Xy.map((value, j) => diagonal[j] * value);
  const b = scaled.slice();
  for (let j = 0; j < n; j++) {
    if (scaled[j] === 0) continue;
    for (let i = 0; i < n; i++) b[i] -= W[j * n + i] * scaled[j];
  }
  return b;
}

/** Writes the scores of a row of X with these columns: for each i the sum of row i of W over them. */
export function scoreColumns(
  columns: ArrayLike<number>,
  W: Float64Array,
  n: number,
  scores: Float64Array,
): void {
  for (let i = 0; i < scores.length; i++) {
    let sum = 0;
    for (let p = 0; p < columns.length; p++) sum += W[i * n + columns[p]];
    scores[i] = sum;
  }
}

/**
 * The mean of (target − score)² over all cells, except those that have an entry in `known` only: the target is 1 for
 * cells of `rows`, and 0 for all others. The entries in `known` score a row. 0 where no cell is left.
 */
export function reconstructionError(rows: Sparse, known: Sparse, W: Float64Array, n: number): number {
  const scores = new Float64Array(n);
  let sum = 0;
  let cells = rows.rows * n;
  for (let u = 0; u < rows.rows; u++) {
    const own = known.indices.subarray(known.offsets[u], known.offsets[u + 1]);
    const [from, to] = [rows.offsets[u], rows.offsets[u + 1]];
    scoreColumns(own, W, n, scores);
    for (let p = from; p < to; p++) scores[rows.indices[p]] -= 1;
    for (let i = 0; i < n; i++) sum += scores[i] * scores[i];
    if (known === rows) continue;
    for (const i of own) {
      if (hasColumn(rows.indices, from, to, i)) continue;
      sum -= scores[i] * scores[i];
      cells--;
    }
  }
  return cells > 0 ? Math.max(0, sum) / cells : 0;
}
