import { transposedPattern } from "../numerics/sparse";
import type { Sparse } from "../numerics/sparse";

/**
 * A sparse matrix row by row (compressed sparse rows): row i has the values `values[k]` in the columns `indices[k]`,
 * for k from `offsets[i]` up to, not including, `offsets[i + 1]`; columns rise within a row.
 */
export interface SparseRows extends Sparse {
  /** The number of columns. */
  readonly columns: number;
}

/** The transpose; `order[k]` is the index of its k-th value in the matrix. */
export function transposed(matrix: SparseRows): SparseRows & { readonly order: Int32Array } {
  const pattern = transposedPattern(matrix, matrix.columns);
  const values = new Float64Array(matrix.values.length);
  for (let k = 0; k < values.length; k++) values[k] = matrix.values[pattern.order[k]];
  return { ...pattern, columns: matrix.rows, values };
}

/** The row of each value. */
export function rowOfEach({ rows, offsets, indices }: SparseRows): Int32Array {
  const row = new Int32Array(indices.length);
  for (let i = 0; i < rows; i++) row.fill(i, offsets[i], offsets[i + 1]);
  return row;
}
