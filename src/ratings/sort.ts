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

/**
 * Sorts ratings by user and item, and merges duplicates.
 * @param onDuplicate where duplicates are an error: gets the indices of the first two of them, and throws.
 */
export function sortedRows(
  { users, items, values, timestamps }: Columns,
  shape: { rows: number; columns: number },
  duplicates: Duplicates,
  onDuplicate: (first: number, second: number) => never,
): { rows: SparseRows; timestamps: Float64Array | null } {
  // Counting sorts are stable, which "first" and "last" depend on.
  const byItem = countingSort(null, items, shape.columns);
  const order = countingSort(byItem, users, shape.rows);
  const timed = timestamps.length > 0;
  const offsets = new Int32Array(shape.rows + 1);
  const indices = new Int32Array(order.length);
  const kept = new Float64Array(order.length);
  const times = new Float64Array(timed ? order.length : 0);
  let length = 0;
  for (let n = 0; n < order.length; length++) {
    const first = order[n];
    const end = endOfSame(order, n, users, items);
    if (end - n > 1 && duplicates === "error") onDuplicate(first, order[n + 1]);
    const chosen = duplicates === "last" ? order[end - 1] : first;
    indices[length] = items[first];
    kept[length] = duplicates === "mean" ? meanOfEntries(order.subarray(n, end), values) : values[chosen];
    if (timed) times[length] = timestamps[chosen];
    offsets[users[first] + 1]++;
    n = end;
  }
  for (let u = 0; u < shape.rows; u++) offsets[u + 1] += offsets[u];
  const rows = { ...shape, offsets, indices: first(indices, length), values: first(kept, length) };
  return { rows, timestamps: timed ? first(times, length) : null };
}

/** The end of the run of ratings with the same user and item as the n-th in order. */
function endOfSame(order: Uint32Array, n: number, users: Int32Array, items: Int32Array): number {
  let end = n + 1;
  while (end < order.length && users[order[end]] === users[order[n]] && items[order[end]] === items[order[n]])
    end++;
  return end;
}

/**
 * The indices of `keys` in the order of the keys, which are below `count`; equal keys keep their order in `order`.
 * @param order indices sorted by a less important key; null for 0, 1, 2, …
 */
function countingSort(order: Uint32Array | null, keys: Int32Array, count: number): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (const key of keys) next[key + 1]++;
  for (let key = 0; key < count; key++) next[key + 1] += next[key];
  const sorted = new Uint32Array(keys.length);
  for (let n = 0; n < keys.length; n++) {
    const k = order === null ? n : order[n];
    sorted[next[keys[k]]++] = k;
  }
  return sorted;
}

function meanOfEntries(entries: Uint32Array, values: Float64Array): number {
  let sum = 0;
  for (const k of entries) sum += values[k];
  return sum / entries.length;
}

/** The first `length` numbers; copied only where there are more. */
function first<Kind extends Int32Array | Float64Array>(numbers: Kind, length: number): Kind {
  return length === numbers.length ? numbers : (numbers.slice(0, length) as Kind);
}
