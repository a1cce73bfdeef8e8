import { createRandom } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { hasColumn, missingColumn } from "../../numerics/sparse-row";
import type { SparseRows } from "../../ratings/sparse";

/** Draws a whole number from 0 up to, but not including, `count`. */
export function drawIndex(count: number, random: Random): number {
  return Math.floor(random() * count);
}

/** Draws uniformly an item that the user has no entry for; −1 if there is none. */
export function drawOther({ offsets, indices, columns }: SparseRows, user: number, random: Random): number {
  const [from, to] = [offsets[user], offsets[user + 1]];
  const missing = columns - (to - from);
  return missing === 0 ? -1 : missingColumn(indices, from, to, drawIndex(missing, random));
}

/**
 * Draws items that a new user does not have. Each item of `liked`, in ascending order, has a random source of its own:
 * leaving one out does not change the draws of the others, so that the difference is the effect of this one.
 * @returns a function that draws an item for the n-th of `liked`; null if there is no other item.
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

/** The cells where at least one of two matrices of the same shape has an entry, row by row. Values are 1. */
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
