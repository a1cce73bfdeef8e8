import type { IdIndex } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";

/**
 * Predicts each of these ratings, in the order of `rows`; NaN if `known` has no such user or item.
 * @param predict returns, for a user's index in `known`, a function that predicts for an item's index.
 */
export function predictEach(
  { userIds, itemIds, rows }: Ratings,
  known: Ratings,
  predict: (user: number) => (item: number) => number,
): Float64Array {
  const [users, items] = [indicesIn(userIds, known.userIds), indicesIn(itemIds, known.itemIds)];
  const predicted = new Float64Array(rows.values.length).fill(NaN);
  for (let u = 0; u < rows.rows; u++) {
    const user = users[u];
    if (user === undefined) continue;
    const forItem = predict(user);
    for (let n = rows.offsets[u]; n < rows.offsets[u + 1]; n++) {
      const item = items[rows.indices[n]];
      if (item !== undefined) predicted[n] = forItem(item);
    }
  }
  return predicted;
}

function indicesIn(ids: IdIndex, known: IdIndex): (number | undefined)[] {
  if (ids === known) return Array.from(ids, (_, index) => index);
  return Array.from(ids, (id) => known.find(id));
}
