/** What the numerics need of sparse rows: row i has `values[k]` in the columns `indices[k]`, offsets[i] ≤ k < offsets[i + 1]. */
export interface Sparse {
  readonly rows: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}
