import { createRandom } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { hasColumn, missingColumn } from "../../numerics/sparse-row";
import type { SparseRows } from "../../ratings/sparse";

/** A whole number drawn from 0 up to, not including, `count`. */
export function drawIndex(count: number, random: Random): number {
  return Math.floor(random() * count);
}

/** An item, drawn evenly, that the user has no entry for; −1 where there is none. */
export function drawOther({ offsets, indices, columns }: SparseRows, user: number, random: Random): number {
  const [from, to] = [offsets[user], offsets[user + 1]];
  const missing = columns - (to - from);
  return missing === 0 ? -1 : missingColumn(indices, from, to, drawIndex(missing, random));
}

/**
 * Draws items that a new user does not have, for each one that they have (`liked`, rising) from a source of its own:
 * without one of them, all others draw what they drew with it, so that the difference is what this one does.
 * @returns gives an item for the n-th of `liked`; null where there is no other.
 */
export function othersForEach(
  liked: Int32Array,
  items: number,
  seed: number,
): ((n: number) => number) | null {
  if (liked.length === items) return null;
  const sources = Array.from(liked, (item) => createRandom(seed, `fold in ${item}`));
  return (n) => {
    for (;;) {
      const other = drawIndex(items, sources[n]);
      if (!hasColumn(liked, 0, liked.length, other)) return other;
    }
  };
}

/** The places where one of the two has an entry, row by row; both of the same shape. Values are 1. */
export function union(first: SparseRows, second: SparseRows): SparseRows {
  if (first === second) return first;
  const offsets = new Int32Array(first.offsets.length);
  const indices = new Int32Array(first.indices.length + second.indices.length);
  let n = 0;
  for (let u = 0; u < first.rows; u++) {
    let p = first.offsets[u];
    let q = second.offsets[u];
    while (p < first.offsets[u + 1] || q < second.offsets[u + 1]) {
      const left = p < first.offsets[u + 1] ? first.indices[p] : Infinity;
      const right = q < second.offsets[u + 1] ? second.indices[q] : Infinity;
      indices[n++] = Math.min(left, right);
      if (left <= right) p++;
      if (right <= left) q++;
    }
    offsets[u + 1] = n;
  }
  return { ...first, offsets, indices: indices.subarray(0, n), values: new Float64Array(n).fill(1) };
}
