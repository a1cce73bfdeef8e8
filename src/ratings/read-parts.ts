import type { Collected } from "./collect";
import type { RatingCollector } from "./collector";
import type { Id, IdIndex } from "./ids";
import { rowOfEach } from "./sparse";

/** What is read of ratings. */
export type RatingParts = Pick<Collected, "userIds" | "itemIds" | "rows" | "timestamps">;

/** The index of each id among others; −1 where it is none of them. */
export function indicesIn(ids: IdIndex, among: IdIndex): Int32Array {
  return Int32Array.from(ids, (id) => among.find(id) ?? -1);
}

/** Reads ratings that are there already, those of users and items that the collector knows. Their times are read if `timed`. */
export function readParts(
  { userIds, itemIds, rows, timestamps }: RatingParts,
  timed: boolean,
  collector: RatingCollector,
): void {
  const users = indicesIn(userIds, collector.userIds);
  const items = indicesIn(itemIds, collector.itemIds);
  const { low, high } = collector;
  const { indices, values } = rows;
  const user = rowOfEach(rows);
  collector.reserve(collector.length + values.length, timed);
  for (let k = 0; k < values.length; k++) {
    const [u, i, value] = [users[user[k]], items[indices[k]], values[k]];
    if (u < 0 || i < 0) continue;
    const time = timed ? timestamps![k] : undefined;
    if (value >= low && value <= high) collector.add(u, i, value, time);
    // The collector knows what is wrong with it.
    else collector.push(entryOf(userIds.at(user[k]), itemIds.at(indices[k]), value, time));
  }
}

function entryOf(user: Id, item: Id, value: number, time: number | undefined): unknown[] {
  return time === undefined ? [user, item, value] : [user, item, value, time];
}
