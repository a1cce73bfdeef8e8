import type { SparseRows } from "./sparse";

/** Ratings in their original order: the k-th entries of the columns are one rating. */
export interface Columns {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float64Array;
  /** One for each rating, or none at all. */
  readonly timestamps: Float64Array;
}

/** What holds where a user rated an item more than once: an error, one of the ratings, or their mean. */
export type Duplicates = "error" | "first" | "last" | "mean";

/** Ratings sorted by user and item, and their times, if they have any. */
export interface Sorted {
  readonly rows: SparseRows;
  readonly timestamps: Float64Array | null;
}

/**
 * Sorts ratings by user and item, and merges duplicates. The values and times of the columns are used up: their memory
 * holds the result.
 * @param onDuplicate where duplicates are an error: gets the indices of the first two of them, and throws.
 */
export function sortedRows(
  columns: Columns,
  shape: { rows: number; columns: number },
  duplicates: Duplicates,
  onDuplicate: (first: number, second: number) => never,
): Sorted {
  // Both passes keep the order of equal keys, which "first" and "last" depend on.
  const pass = byUser(columns, byItem(columns, shape.columns), shape, duplicates);
  if (pass.merged > 0 && duplicates === "error") reportFirst(columns, pass, onDuplicate);
  const { offsets, ends, indices } = pass;
  const { values, timestamps } = columns;
  if (pass.counts !== null) for (let k = 0; k < values.length; k++) values[k] /= Math.max(1, pass.counts[k]);
  const length = pass.merged > 0 ? closeGaps([indices, values, timestamps], offsets, ends) : values.length;
  const rows = { ...shape, offsets, indices: exactly(indices, length), values: exactly(values, length) };
  return { rows, timestamps: timestamps.length > 0 ? exactly(timestamps, length) : null };
}

/** Ratings item by item. */
interface ByItem {
  readonly starts: Int32Array;
  readonly users: Int32Array;
  readonly values: Float64Array;
  readonly times: Float64Array;
}

function byItem({ users, items, values, timestamps }: Columns, count: number): ByItem {
  const starts = startsOf(items, count);
  const next = starts.slice();
  const sorted = {
    starts,
    users: new Int32Array(items.length),
    values: new Float64Array(items.length),
    times: new Float64Array(timestamps.length),
  };
  for (let k = 0; k < items.length; k++) {
    const slot = next[items[k]]++;
    sorted.users[slot] = users[k];
    sorted.values[slot] = values[k];
  }
  if (timestamps.length === 0) return sorted;
  next.set(starts);
  for (let k = 0; k < items.length; k++) sorted.times[next[items[k]]++] = timestamps[k];
  return sorted;
}

/** Ratings user by user, item by item; row u is from `offsets[u]` up to `ends[u]`, since duplicates leave gaps. */
interface ByUser {
  readonly offsets: Int32Array;
  readonly ends: Int32Array;
  readonly indices: Int32Array;
  /** How many ratings were of a user and an item that had one. */
  readonly merged: number;
  /** How many ratings each value is the sum of, 0 for one; null unless there are sums. */
  readonly counts: Int32Array | null;
}

function byUser(
  { users, values, timestamps }: Columns,
  items: ByItem,
  shape: { rows: number; columns: number },
  duplicates: Duplicates,
): ByUser {
  const offsets = startsOf(users, shape.rows);
  const ends = offsets.slice(0, shape.rows);
  const indices = new Int32Array(values.length);
  const timed = timestamps.length > 0;
  let merged = 0;
  let counts: Int32Array | null = null;
  for (let item = 0; item < shape.columns; item++) {
    for (let k = items.starts[item]; k < items.starts[item + 1]; k++) {
      const user = items.users[k];
      const slot = ends[user];
      if (slot > offsets[user] && indices[slot - 1] === item) {
        merged++;
        if (duplicates === "mean") {
          counts ??= new Int32Array(values.length);
          counts[slot - 1] = Math.max(1, counts[slot - 1]) + 1;
          values[slot - 1] += items.values[k];
        } else if (duplicates === "last") {
          values[slot - 1] = items.values[k];
          if (timed) timestamps[slot - 1] = items.times[k];
        }
        continue;
      }
      ends[user]++;
      indices[slot] = item;
      // The sum of −0 alone is 0.
      values[slot] = duplicates === "mean" ? items.values[k] + 0 : items.values[k];
      if (timed) timestamps[slot] = items.times[k];
    }
  }
  return { offsets, ends, indices, merged, counts };
}

/** Finds the first user with duplicates, and the first item of it that has some. */
function reportFirst(
  { users, items }: Columns,
  { offsets, ends, indices }: ByUser,
  onDuplicate: (first: number, second: number) => never,
): never {
  const user = ends.findIndex((end, u) => end < offsets[u + 1]);
  const seen = new Map<number, number[]>();
  for (let k = 0; k < users.length; k++) {
    if (users[k] !== user) continue;
    const before = seen.get(items[k]);
    if (before === undefined) seen.set(items[k], [k]);
    else before.push(k);
  }
  const row = indices.subarray(offsets[user], ends[user]);
  const [first, second] = seen.get(row.find((item) => seen.get(item)!.length > 1)!)!;
  return onDuplicate(first, second);
}

/** Moves the rows together. Returns how many entries there are. */
function closeGaps(
  lists: readonly (Int32Array | Float64Array)[],
  offsets: Int32Array,
  ends: Int32Array,
): number {
  let length = 0;
  for (let row = 0; row < ends.length; row++) {
    const [from, to] = [offsets[row], ends[row]];
    for (const list of lists) list.copyWithin(length, from, to);
    offsets[row] = length;
    length += to - from;
  }
  offsets[ends.length] = length;
  return length;
}

/** Where the entries of each key begin when they are sorted by keys, which are below `count`. */
function startsOf(keys: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let k = 0; k < keys.length; k++) starts[keys[k] + 1]++;
  for (let key = 0; key < count; key++) starts[key + 1] += starts[key];
  return starts;
}

/** The first `length` numbers in memory of their own, which holds no more. */
function exactly<Kind extends Int32Array | Float64Array>(numbers: Kind, length: number): Kind {
  return length * numbers.BYTES_PER_ELEMENT === numbers.buffer.byteLength
    ? numbers
    : (numbers.slice(0, length) as Kind);
}
