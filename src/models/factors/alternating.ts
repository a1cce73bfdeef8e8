/** What alternating least squares have in common: ratings by users and by items, and factors, as kernels take them. */
import { float32, float64, heapBytes, int32, LARGEST_HEAP } from "../../kernels/heap";
import type { Layout, Wanted } from "../../kernels/heap";
import { rowChunks } from "../../numerics/row-chunks";
import type { Ratings } from "../../ratings/ratings";
import { ratingsPerItem } from "../recommender/parameters";

/** Kernels read four values at once, also behind the last. */
const BEHIND = 4;

/** How the rows of both sides are cut into tasks. */
export interface Chunks {
  readonly user: Int32Array;
  readonly item: Int32Array;
  /** Where the ratings of each item begin, and where the last ones end. */
  readonly itemOffsets: Int32Array;
}

/** The arrays of alternating least squares. */
export type AlternatingLayout = Readonly<
  Record<"userOffsets" | "userIndices" | "itemOffsets" | "itemIndices", Wanted<"int32">> &
    Record<"userValues" | "itemValues" | "userFactors" | "itemFactors", Wanted<"float32">> &
    Record<"userChunks" | "itemChunks", Wanted<"int32">> &
    Record<"sums", Wanted<"float64">>
>;

/** @param stride the length of a row of factors. */
export function alternatingLayout(
  { users, items, length }: Ratings,
  { user, item }: Chunks,
  stride: number,
): AlternatingLayout {
  return {
    userOffsets: int32(users + 1),
    userIndices: int32(length),
    userValues: float32(length + BEHIND),
    itemOffsets: int32(items + 1),
    itemIndices: int32(length),
    itemValues: float32(length + BEHIND),
    userChunks: int32(user.length),
    itemChunks: int32(item.length),
    userFactors: float32(users * stride),
    itemFactors: float32(items * stride),
    sums: float64(user.length - 1),
  };
}

/** The arrays of ratings by users and by items. */
export type RatingViews = Readonly<
  Record<`${"user" | "item"}${"Offsets" | "Indices" | "Chunks"}`, Int32Array> &
    Record<"userValues" | "itemValues", Float32Array | Float64Array>
>;

/** Cuts the rows of both sides. @param perEntry multiplications for each rating. @param perRow for each user or item. */
export function chunksOf(ratings: Ratings, perEntry: number, perRow: number): Chunks {
  const itemOffsets = offsetsPerItem(ratings);
  return {
    user: rowChunks(ratings.rows.offsets, perEntry, perRow),
    item: rowChunks(itemOffsets, perEntry, perRow),
    itemOffsets,
  };
}

/** Where the ratings of each item would begin if they stood by items, and where the last ones would end. */
export function offsetsPerItem(ratings: Ratings): Int32Array {
  const counts = ratingsPerItem(ratings);
  const offsets = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) offsets[i + 1] = offsets[i] + counts[i];
  return offsets;
}

/**
 * Writes the ratings by users and by items. The latter are made here and not kept elsewhere, so that large data are in
 * memory once.
 * @param valueOf what a kernel takes for a rating.
 */
export function fillRatings(
  { rows: { offsets, indices, values } }: Ratings,
  chunks: Chunks,
  views: RatingViews,
  valueOf: (rating: number) => number,
): void {
  const { userValues, itemIndices, itemValues } = views;
  views.userChunks.set(chunks.user);
  views.itemChunks.set(chunks.item);
  views.userOffsets.set(offsets);
  views.userIndices.set(indices);
  views.itemOffsets.set(chunks.itemOffsets);
  const next = chunks.itemOffsets.slice();
  // Engines optimize what is called for each user sooner than a loop that is entered once.
  const fillUser = (u: number, from: number, end: number): void => {
    for (let p = from; p < end; p++) {
      const to = next[indices[p]]++;
      itemIndices[to] = u;
      itemValues[to] = userValues[p] = valueOf(values[p]);
    }
  };
  for (let u = 0; u + 1 < offsets.length; u++) fillUser(u, offsets[u], offsets[u + 1]);
}

/** Where a kernel finds the ratings by users, or by items: offsets, indices, values. */
export function ratingsAt(at: Readonly<Record<keyof RatingViews, number>>, per: "user" | "item"): number[] {
  return [at[`${per}Offsets`], at[`${per}Indices`], at[`${per}Values`]];
}

/** Whether a layout for one thread fits where kernels work. */
export function fitsHeap(layout: Layout): boolean {
  return heapBytes(layout) <= LARGEST_HEAP;
}

/** Bytes that the equations of all threads together may take; with more features, fewer threads work. */
const MOST_SCRATCH = 2 ** 28;

/** How many threads have room for their equations. @param numbers of 64 bits that each needs. */
export function threadsFor(threads: number, numbers: number): number {
  return Math.max(1, Math.min(threads, Math.floor(MOST_SCRATCH / (8 * numbers))));
}

/** Σ of the tasks' sums, in their order. */
export function sumOf(sums: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < sums.length; t++) sum += sums[t];
  return sum;
}
