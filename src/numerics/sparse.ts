/** A sparse matrix row by row: row i has `values[k]` in the columns `indices[k]`, offsets[i] ≤ k < offsets[i + 1]. */
export interface Sparse {
  /** The number of rows. */
  readonly rows: number;
  /** rows + 1 places. */
  readonly offsets: Int32Array;
  /** The column of each entry, row by row. */
  readonly indices: Int32Array;
  /** The value of each entry, row by row. */
  readonly values: Float64Array;
}
