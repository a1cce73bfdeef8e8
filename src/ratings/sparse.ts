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
  const inOrder = (numbers: Float64Array): Float64Array => {
    const ordered = new Float64Array(numbers.length);
    for (let k = 0; k < ordered.length; k++) ordered[k] = numbers[pattern.order[k]];
    return ordered;
  };
  const weights = matrix.weights && { weights: inOrder(matrix.weights) };
  return { ...pattern, columns: matrix.rows, values: inOrder(matrix.values), ...weights };
}

/** The row of each value. */
export function rowOfEach({ rows, offsets, indices }: SparseRows): Int32Array {
  const row = new Int32Array(indices.length);
  for (let i = 0; i < rows; i++) row.fill(i, offsets[i], offsets[i + 1]);
  return row;
}

/** A matrix and the times of its values. */
export interface TimedRows {
  readonly rows: SparseRows;
  /** One for each of the values; null for none. */
  readonly timestamps: Float64Array | null;
}

/** Some of the values of a matrix, with their times. @param keep whether to keep the k-th value. */
export function selected({ rows, timestamps }: TimedRows, keep: (k: number) => boolean): TimedRows {
  const { offsets, indices, values, weights } = rows;
  const kept = new Int32Array(values.length);
  const starts = new Int32Array(offsets.length);
  let count = 0;
  for (let u = 0; u < rows.rows; u++) {
    for (let k = offsets[u]; k < offsets[u + 1]; k++) if (keep(k)) kept[count++] = k;
    starts[u + 1] = count;
  }
  const places = kept.subarray(0, count);
  const partOf = (numbers: Float64Array): Float64Array => {
    const part = new Float64Array(count);
    for (let n = 0; n < count; n++) part[n] = numbers[places[n]];
    return part;
  };
  const some = {
    ...rows,
    offsets: starts,
    indices: new Int32Array(count),
    values: partOf(values),
    ...(weights && { weights: partOf(weights) }),
  };
  for (let n = 0; n < count; n++) some.indices[n] = indices[places[n]];
  return { rows: some, timestamps: timestamps && partOf(timestamps) };
}
