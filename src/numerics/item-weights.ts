import { hasColumn } from "./sparse-row";
import type { Sparse } from "./sparse";

/** Writes XᵀX into the lower triangle of G (n × n): how many rows of X, whose entries count as 1, have both columns. */
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
 * Writes into W (n × n) what column j adds to column i: W_ij = −P_ij ÷ P_ii, and 0 on the diagonal; into `diagonal` P_ii.
 * @param P the inverse of XᵀX + λI.
 */
export function weightsOfInverse(P: Float64Array, n: number, W: Float64Array, diagonal: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const own = P[i * n + i];
    diagonal[i] = own;
    for (let j = 0; j < n; j++) W[i * n + j] = i === j ? 0 : -P[i * n + j] / own;
  }
}

/**
 * The weights of a new column y that minimize |y − X·b|² + λ|b|², from those of the others: b = P·Xᵀy, where
 * P_ij = −W_ji·P_jj off the diagonal.
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

/** Sums of the numbers of row i of W in these columns, for each i: what a row of X with those columns scores. */
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
 * The mean of (1 or 0 − score)² over all cells, except those that only `known` has an entry for: cells of `rows` are to
 * be 1, all others 0; a row is scored by its entries in `known`. 0 where no cell is left.
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
