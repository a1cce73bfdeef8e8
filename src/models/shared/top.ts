/**
 * Writes the indices of the highest scores into `indices` and the scores into `best`, as many as there is room for, the
 * highest first; of equal scores, the lower index first. NaN scores are left out. Writes −1 and NaN where there are fewer.
 * @param skip whether to leave an index out; asked only where the score is high enough.
 * @returns how many there are.
 */
export function topInto(
  scores: Float64Array | Float32Array,
  skip: (index: number) => boolean,
  indices: Int32Array,
  best: Float64Array,
): number {
  const count = indices.length;
  let size = 0;
  let least = NaN;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index];
    if (size === count ? !(score > least) : Number.isNaN(score)) continue;
    if (skip(index)) continue;
    if (size < count) rise(indices, best, size++, index, score);
    else sink(indices, best, size, index, score);
    least = best[0];
  }
  sortHeap(indices, best, size);
  indices.fill(-1, size);
  best.fill(NaN, size);
  return size;
}

/** {@link topInto} as a list of indices. */
export function topIndices(scores: Float64Array, count: number, skip: (index: number) => boolean): number[] {
  const most = Math.min(count, scores.length);
  const indices = new Int32Array(most);
  const size = topInto(scores, skip, indices, new Float64Array(most));
  return Array.from(indices.subarray(0, size));
}

/** Whether an index is among these, out of `count`. */
export function isAmong(indices: Iterable<number>, count: number): (index: number) => boolean {
  const marks = new Uint8Array(count);
  for (const index of indices) marks[index] = 1;
  return (index) => marks[index] === 1;
}

/*
 * A heap of entries: none of the two below an entry, at 2·n + 1 and 2·n + 2, comes before it in the order from the last of the
 * list to the first. So the root is the one that goes when a better one comes.
 */

/** Whether an entry comes behind the one at `at`: its score is lower, or of equal scores its index higher. */
function isBehind(
  indices: Int32Array,
  best: Float64Array,
  index: number,
  score: number,
  at: number,
): boolean {
  return score === best[at] ? index > indices[at] : score < best[at];
}

/** Puts one more entry into the heap, which had `at`. */
function rise(indices: Int32Array, best: Float64Array, at: number, index: number, score: number): void {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBehind(indices, best, index, score, parent)) break;
    indices[at] = indices[parent];
    best[at] = best[parent];
    at = parent;
  }
  indices[at] = index;
  best[at] = score;
}

/** Puts an entry in the place of the root. */
function sink(indices: Int32Array, best: Float64Array, size: number, index: number, score: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && isBehind(indices, best, indices[child + 1], best[child + 1], child)) child++;
    if (isBehind(indices, best, index, score, child)) break;
    indices[at] = indices[child];
    best[at] = best[child];
    at = child;
  }
  indices[at] = index;
  best[at] = score;
}

/** Takes the root, which is the last of those left, to the end of them, until none is left. */
function sortHeap(indices: Int32Array, best: Float64Array, size: number): void {
  for (let end = size - 1; end > 0; end--) {
    const [index, score] = [indices[end], best[end]];
    indices[end] = indices[0];
    best[end] = best[0];
    sink(indices, best, end, index, score);
  }
}
