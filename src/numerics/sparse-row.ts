/**
 * Which columns a sparse row has. `indices` from `from` up to, not including, `to` are the row's columns, rising.
 */

/** The n-th column, counted from 0, of those that the row does not have. */
export function missingColumn(indices: Int32Array, from: number, to: number, n: number): number {
  // Before the row's p-th column there are indices[p] − (p − from) that are missing.
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle] - (middle - from) <= n) low = middle + 1;
    else high = middle;
  }
  return n + (low - from);
}

/** Whether the row has the column. */
export function hasColumn(indices: Int32Array, from: number, to: number, column: number): boolean {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle] < column) low = middle + 1;
    else high = middle;
  }
  return low < to && indices[low] === column;
}
