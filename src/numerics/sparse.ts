/** A sparse matrix row by row: row i has `values[k]` in the columns `indices[k]`, offsets[i] ≤ k < offsets[i + 1]. */
export interface Sparse {
  readonly rows: number;
  /** rows + 1 places. */
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}
