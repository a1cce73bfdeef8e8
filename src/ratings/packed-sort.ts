import { startsOf } from "./by-keys";
import type { ByUser, Columns } from "./by-keys";

/** A word has room for an index and, above it, the code of a value. */
const CODE_SHIFT = 24;
const INDEX_MASK = 2 ** CODE_SHIFT - 1;
const MOST_VALUES = 2 ** (32 - CODE_SHIFT);
const SLOTS = 1024;

/**
 * Sorts by users and items as {@link byUser} does after {@link byItem}, where there are few different values, as stars
 * are: two passes move one word for each rating, and memory is what sorting waits for.
 * @returns null where there are too many values, users or items.
 */
export function packedByUser(columns: Columns, shape: { rows: number; columns: number }): ByUser | null {
  const { users, items, values, timestamps } = columns;
  if (shape.rows > INDEX_MASK || shape.columns > INDEX_MASK) return null;
  const words = new Uint32Array(users);
  const kinds = addCodes(words, values);
  if (kinds === null) return null;
  const starts = startsOf(items, shape.columns);
  const sorted = new Uint32Array(words.length);
  const next = starts.slice();
  for (let k = 0; k < words.length; k++) sorted[next[items[k]]++] = words[k];
  const offsets = startsOf(users, shape.rows);
  moveTimes(columns, starts, sorted, offsets);
  const at = offsets.slice();
  for (let item = 0; item < shape.columns; item++) {
    const end = starts[item + 1];
    for (let k = starts[item]; k < end; k++) {
      const word = sorted[k];
      words[at[word & INDEX_MASK]++] = (word & ~INDEX_MASK) | item;
    }
  }
  const indices = new Int32Array(words.length);
  const target = values.buffer.byteLength === values.byteLength ? values : new Float64Array(values.length);
  for (let k = 0; k < words.length; k++) {
    indices[k] = words[k] & INDEX_MASK;
    target[k] = kinds[words[k] >>> CODE_SHIFT];
  }
  return { offsets, indices, values: target, timestamps };
}

/** Adds the code of each value to the words. Returns the values by code; null where there are too many. */
function addCodes(words: Uint32Array, values: Float64Array): Float64Array | null {
  // The bits of a number tell −0 from 0 too.
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const kinds = new Float64Array(MOST_VALUES);
  const kindBits = new Int32Array(kinds.buffer);
  const codes = new Int16Array(SLOTS).fill(-1);
  let count = 0;
  for (let k = 0; k < values.length; k++) {
    const low = bits[2 * k];
    const high = bits[2 * k + 1];
    let slot = (Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> 16) & (SLOTS - 1);
    let code = codes[slot];
    while (code >= 0 && (kindBits[2 * code] !== low || kindBits[2 * code + 1] !== high)) {
      slot = (slot + 1) & (SLOTS - 1);
      code = codes[slot];
    }
    if (code < 0) {
      if (count === MOST_VALUES) return null;
      code = count++;
      codes[slot] = code;
      kinds[code] = values[k];
    }
    words[k] = (words[k] | (code << CODE_SHIFT)) >>> 0;
  }
  return kinds;
}

/** Brings the times into the order of users and items. */
function moveTimes(
  { items, timestamps }: Columns,
  starts: Int32Array,
  sorted: Uint32Array,
  offsets: Int32Array,
): void {
  const byItem = new Float64Array(timestamps.length);
  const next = starts.slice();
  for (let k = 0; k < timestamps.length; k++) byItem[next[items[k]]++] = timestamps[k];
  const at = offsets.slice();
  for (let k = 0; k < timestamps.length; k++) timestamps[at[sorted[k] & INDEX_MASK]++] = byItem[k];
}
