import type { Sparse } from "../numerics/sparse";

/**
 * A sparse matrix row by row (compressed sparse rows): row i has the values `values[k]` in the columns `indices[k]`,
 * for k from `offsets[i]` up to, not including, `offsets[i + 1]`; columns rise within a row.
 */
export interface SparseRows extends Sparse {
  /** The number of columns. */
  readonly columns: number;
}

/** The transpose; `order[k]` is where the k-th value of the transpose stands in the matrix. */
export function transposed(matrix: SparseRows): SparseRows & { readonly order: Int32Array } {
  const { rows, columns, offsets, indices, values } = matrix;
  const starts = new Int32Array(columns + 1);
  for (let k = 0; k < indices.length; k++) starts[indices[k] + 1]++;
  for (let j = 0; j < columns; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const order = new Int32Array(indices.length);
  const where = new Int32Array(indices.length);
  const turned = new Float64Array(indices.length);
  for (let i = 0; i < rows; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const place = next[indices[k]]++;
      order[place] = k;
      where[place] = i;
      turned[place] = values[k];
    }
  }
  return { rows: columns, columns: rows, offsets: starts, indices: where, values: turned, order };
}

/** The row of each value. */
export function rowOfEach({ rows, offsets, indices }: SparseRows): Int32Array {
  const row = new Int32Array(indices.length);
  for (let i = 0; i < rows; i++) row.fill(i, offsets[i], offsets[i + 1]);
  return row;
}
