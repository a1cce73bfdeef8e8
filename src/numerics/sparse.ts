/** A sparse matrix row by row: row i has `values[k]` in the columns `indices[k]`, offsets[i] ≤ k < offsets[i + 1]. */
export interface Sparse {
  /** The number of rows. */
  readonly rows: number;
  /** rows + 1 numbers. */
  readonly offsets: Int32Array;
  /** The column of each entry, row by row. */
  readonly indices: Int32Array;
  /** The value of each entry, row by row. */
  readonly values: Float64Array;
  /** How often each entry counts, > 0; absent where each counts once. */
  readonly weights?: Float64Array;
}

/** How often the entries from one place up to another count, all in all. */
export function weightOf({ weights }: Sparse, from: number, to: number): number {
  if (weights === undefined) return to - from;
  let sum = 0;
  for (let k = from; k < to; k++) sum += weights[k];
  return sum;
}

/** The transpose of a sparse matrix without its values; `order[k]` is the index of the transpose's k-th entry. */
export function transposedPattern(
  { rows, offsets, indices }: Omit<Sparse, "values" | "weights">,
  columns: number,
): Omit<Sparse, "values" | "weights"> & { readonly order: Int32Array } {
  const starts = new Int32Array(columns + 1);
  for (let k = 0; k < indices.length; k++) starts[indices[k] + 1]++;
  for (let j = 0; j < columns; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const order = new Int32Array(indices.length);
  const rowOf = new Int32Array(indices.length);
  for (let i = 0; i < rows; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const slot = next[indices[k]]++;
      order[slot] = k;
      rowOf[slot] = i;
    }
  }
  return { rows: columns, offsets: starts, indices: rowOf, order };
}
