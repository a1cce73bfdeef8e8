// How many ratings users and items have by the power laws that made-up ratings are drawn from, without drawing any.
import { MOST_OF_ITEMS, popularityOf, wishOf } from "../speed/made-up.mjs";

/** So many groups stand for all users, and for all items: each for an equal share of them. */
const GROUPS = 20_000;

/**
 * The ratings of each user and of each item, by shares of them.
 * @param {{ users: number, items: number, ratings: number }} shape
 * @returns {{ users: import("./cost.mjs").Side, items: import("./cost.mjs").Side }}
 */
export function lawOf({ users, items, ratings }) {
  const places = Float64Array.from({ length: GROUPS }, (_, n) => (n + 0.5) / GROUPS);
  const side = (rows, weights, most) => ({
    counts: shared(weights, ratings / (rows / GROUPS), most),
    each: rows / GROUPS,
  });
  return {
    users: side(users, places.map(wishOf), MOST_OF_ITEMS * items),
    items: side(
      items,
      places.map((place) => popularityOf(place * items, items)),
      users,
    ),
  };
}

/** Numbers in the ratio of their weights with a given sum, each at least 1 and at most `most`. */
function shared(weights, sum, most) {
  const of = (factor) => weights.map((weight) => Math.min(most, Math.max(1, factor * weight)));
  const total = (factor) => of(factor).reduce((a, b) => a + b, 0);
  let [low, high] = [0, 1];
  while (total(high) < sum) high *= 2;
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (total(middle) < sum) low = middle;
    else high = middle;
  }
  return of(high);
}
