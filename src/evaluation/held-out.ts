import { wrongArgument } from "../errors";
import type { Ratings } from "../ratings/ratings";

/** How many of some ratings are held out: the share of them, but so that `left` remain. */
export function heldOutCount(share: number, ratings: number, left: number = 0): number {
  return Math.max(0, Math.min(Math.round(share * ratings), ratings - left));
}

/** What `choose` makes of each user's ratings, which it gets as indices in `rows.values`. */
export function* ofEachUser<T>({ rows, users }: Ratings, choose: (own: number[]) => T): Generator<T> {
  const { offsets } = rows;
  for (let u = 0; u < users; u++)
    yield choose(Array.from({ length: offsets[u + 1] - offsets[u] }, (_, n) => offsets[u] + n));
}

/** The indices of all ratings, the latest first. Of those with the same time, higher users and items count as later. */
export function latestFirst(ratings: Ratings): Uint32Array {
  const times = timesOf(ratings);
  const order = Uint32Array.from({ length: ratings.length }, (_, k) => k);
  return order.sort((a, b) => times[b] - times[a] || b - a);
}

/** @throws ValueError where the ratings have no times. */
export function timesOf(ratings: Ratings): Float64Array {
  if (ratings.timestamps) return ratings.timestamps;
  throw wrongArgument("ratings", ratings, "a timestamp with each rating", "without timestamps");
}
