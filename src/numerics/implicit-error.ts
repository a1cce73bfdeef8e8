import { dot } from "./dot";
import { gramInto } from "./gram";
import { square } from "./powers";
import { hasColumn } from "./sparse-row";

/** Sparse rows: the entries of row u are numbered from `offsets[u]` to `offsets[u + 1]`, columns rising. */
interface Entries {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/**
 * The mean of weight × (target − x·y)² over all cells, except those that have an entry in `known` only: the target is 1
 * for cells of `rows`, and 0 for all others. With YᵀY, it does not visit every cell.
 */
export function weightedError(
  rows: Entries,
  known: Entries,
  X: Float64Array,
  Y: Float64Array,
  alpha: number,
  k: number,
): number {
  const gram = new Float64Array(k * k);
  gramInto(Y, k, gram);
  let sum = 0;
  let cells = rows.rows * rows.columns;
  for (let u = 0; u < rows.rows; u++) {
    const x = u * k;
    const [from, to] = [rows.offsets[u], rows.offsets[u + 1]];
    sum += squaresOfAll(X, x, gram, k);
    for (let p = from; p < to; p++) {
      const score = dot(X, x, Y, rows.indices[p] * k, k);
      sum += (1 + alpha * rows.values[p]) * square(1 - score) - score * score;
    }
    if (known === rows) continue;
    for (let p = known.offsets[u]; p < known.offsets[u + 1]; p++) {
      if (hasColumn(rows.indices, from, to, known.indices[p])) continue;
      sum -= square(dot(X, x, Y, known.indices[p] * k, k));
      cells--;
    }
  }
  return Math.max(0, sum) / cells;
}

/** vᵀ·gram·v for the row v of X from `x`: the sum of (x·y)² over all rows y. */
function squaresOfAll(X: Float64Array, x: number, gram: Float64Array, k: number): number {
  let sum = 0;
  for (let s = 0; s < k; s++) sum += X[x + s] * dot(gram, s * k, X, x, k);
  return sum;
}
