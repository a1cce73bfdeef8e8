import { atOnce, LostThread } from "../kernels/run";
import type { RunOptions } from "../kernels/run";
import { startsOf } from "./by-keys";
import type { ByUser, Columns } from "./by-keys";
import { mergedRating } from "./duplicates";
import type { Duplicates } from "./duplicates";
import { packedByUser } from "./packed-sort";
import { PackedSort } from "./packed/packed-order";
import type { PackedOrder } from "./packed/packed-order";
import { PackedRows } from "./packed/packed-rows";
import type { SparseRows } from "./sparse";

/** Ratings sorted by user and item, and their times, if they have any. */
export interface Sorted {
  readonly rows: SparseRows;
  readonly timestamps: Float64Array | null;
  /** The lowest and the highest value, where they are known already. */
  readonly range?: readonly [low: number, high: number];
}

/** Gets the indices of the first two ratings of a user for an item, and throws. */
export type OnDuplicate = (first: number, second: number, user: number, item: number) => never;

interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Sorts ratings by user and item, and merges duplicates. The values and times of columns are used up: their memory holds
 * the result.
 * @param onDuplicate where duplicates are an error.
 */
export function sortedRows(
  ratings: Columns | PackedRows,
  shape: Shape,
  duplicates: Duplicates,
  onDuplicate: OnDuplicate,
  running: RunOptions = atOnce(),
): Sorted {
  const order = ratings instanceof PackedRows ? orderOf(ratings, shape, running) : null;
  const columns = (): Columns => (ratings instanceof PackedRows ? ratings.toColumns() : ratings);
  const sorted = order?.sorted ?? byKeys(columns(), shape);
  const isRepeating = order?.isRepeating ?? firstRepeating(sorted) >= 0;
  if (isRepeating && duplicates === "error") reportRepeated(columns(), sorted, onDuplicate);
  const { offsets, indices, values, timestamps } = sorted;
  const length = isRepeating ? merge(sorted, duplicates) : values.length;
  const isCount = duplicates === "count";
  if (isCount && !isRepeating) values.fill(1);
  // The mean of −0 alone is 0.
  if (duplicates === "mean") for (let k = 0; k < length; k++) values[k] += 0;
  const rows = { ...shape, offsets, indices: exactly(indices, length), values: exactly(values, length) };
  const range = isRepeating || isCount || duplicates === "mean" ? undefined : order?.range;
  return { rows, timestamps: timestamps.length > 0 ? exactly(timestamps, length) : null, range };
}

function byKeys(columns: Columns, shape: Shape): ByUser {
  return packedByUser(columns, shape) ?? byUser(columns, byItem(columns, shape.columns), shape);
}

/** The order that kernels find; null where they cannot. */
function orderOf(packed: PackedRows, shape: Shape, running: RunOptions): PackedOrder | null {
  try {
    return new PackedSort(packed, shape, running).run();
  } catch (error) {
    if (error instanceof LostThread || error instanceof RangeError) return null;
    throw error;
  }
}

/** Ratings item by item, those of an item in their original order. */
interface ByItem {
  readonly starts: Int32Array;
  readonly users: Int32Array;
  readonly values: Float64Array;
  readonly times: Float64Array;
}

function byItem({ users, items, values, timestamps }: Columns, count: number): ByItem {
  const starts = startsOf(items, count);
  const next = starts.slice();
  const [itemUsers, itemValues] = [new Int32Array(items.length), new Float64Array(items.length)];
  for (let k = 0; k < items.length; k++) {
    const slot = next[items[k]]++;
    itemUsers[slot] = users[k];
    itemValues[slot] = values[k];
  }
  const times = new Float64Array(timestamps.length);
  next.set(starts);
  for (let k = 0; k < timestamps.length; k++) times[next[items[k]]++] = timestamps[k];
  return { starts, users: itemUsers, values: itemValues, times };
}

/** Sorts by users what is sorted by items; values and times go into the columns. */
function byUser(
  { users, values, timestamps }: Columns,
  { starts, users: itemUsers, values: itemValues, times }: ByItem,
  shape: { rows: number; columns: number },
): ByUser {
  const offsets = startsOf(users, shape.rows);
  const next = offsets.slice();
  const indices = new Int32Array(values.length);
  for (let item = 0; item < shape.columns; item++) {
    const end = starts[item + 1];
    for (let k = starts[item]; k < end; k++) {
      const slot = next[itemUsers[k]]++;
      indices[slot] = item;
      values[slot] = itemValues[k];
    }
  }
  next.set(offsets);
  for (let k = 0; k < timestamps.length; k++) timestamps[next[itemUsers[k]]++] = times[k];
  return { offsets, indices, values, timestamps };
}

/** The first row in which a column is there twice; −1 where there is none. */
function firstRepeating({ offsets, indices }: ByUser): number {
  for (let row = 0; row + 1 < offsets.length; row++)
    for (let k = offsets[row] + 1; k < offsets[row + 1]; k++) if (indices[k] === indices[k - 1]) return row;
  return -1;
}

/** Finds the first two ratings of a user for one item. */
function reportRepeated({ users, items }: Columns, sorted: ByUser, onDuplicate: OnDuplicate): never {
  const { offsets, indices } = sorted;
  const user = firstRepeating(sorted);
  let at = offsets[user] + 1;
  while (indices[at] !== indices[at - 1]) at++;
  const isSame = (k: number): boolean => users[k] === user && items[k] === indices[at];
  let first = 0;
  while (!isSame(first)) first++;
  let second = first + 1;
  while (!isSame(second)) second++;
  return onDuplicate(first, second, user, indices[at]);
}

/** Makes one rating of those with the same user and item, and moves the others together. Returns how many are left. */
function merge({ offsets, indices, values, timestamps }: ByUser, duplicates: Duplicates): number {
  let length = 0;
  let from = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    const to = offsets[row + 1];
    for (let end = from; from < to; from = end, length++) {
      while (end < to && indices[end] === indices[from]) end++;
      const isAlone = end - from === 1 && duplicates !== "count";
      // Most rows are alone, and need no object for what becomes of them.
      const merged = isAlone ? null : mergedRating(values, timestamps, from, end, duplicates);
      indices[length] = indices[from];
      values[length] = merged === null ? values[from] : merged.rating;
      if (timestamps.length > 0) timestamps[length] = timestamps[merged === null ? from : merged.row];
    }
    offsets[row + 1] = length;
  }
  return length;
}

/** The first `length` numbers in memory of their own, which holds no more. */
function exactly<Kind extends Int32Array | Float64Array>(numbers: Kind, length: number): Kind {
  return length * numbers.BYTES_PER_ELEMENT === numbers.buffer.byteLength
    ? numbers
    : (numbers.slice(0, length) as Kind);
}
