import { collect, entrySource } from "./collect";
import type { Collected } from "./collect";
import { laterDuplicates } from "./duplicates";
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
  const { indices, values, weights } = rows;
  const user = rowOfEach(rows);
  collector.reserve(collector.length + values.length, timed);
  for (let k = 0; k < values.length; k++) {
    const [u, i, value] = [users[user[k]], items[indices[k]], values[k]];
    if (u < 0 || i < 0) continue;
    const time = timed ? timestamps![k] : undefined;
    if (value >= low && value <= high) collector.add(u, i, value, time);
    // The collector knows what is wrong with it.
    else collector.push(entryOf(userIds.at(user[k]), itemIds.at(indices[k]), value, time));
    if (weights !== undefined) collector.weigh(weights[k]);
  }
}

function entryOf(user: Id, item: Id, value: number, time: number | undefined): unknown[] {
  return time === undefined ? [user, item, value] : [user, item, value, time];
}

/** Ratings and others, those of the same user and item merged. Users and items of the first keep their indices. */
export function joined(ratings: Collected, others: Collected): Collected {
  const timed = ratings.timestamps !== null && others.timestamps !== null;
  const readInto = (collector: RatingCollector): void => {
    readParts(ratings, timed, collector);
    readParts(others, timed, collector);
  };
  const duplicates = laterDuplicates(ratings.duplicates, timed);
  const [[low, high], [otherLow, otherHigh]] = [ratings.scale, others.scale];
  const scale = [Math.min(low, otherLow), Math.max(high, otherHigh)] as const;
  const parts = collect(
    { ...entrySource([]), readInto },
    {
      // Ratings that are all equal, such as likes, have no scale to pass on; sums may leave theirs.
      ...(scale[0] < scale[1] && duplicates !== "sum" ? { scale } : {}),
      duplicates,
      users: [...ratings.userIds, ...others.userIds],
      items: [...ratings.itemIds, ...others.itemIds],
      titles: new Map([...ratings.titles, ...others.titles]),
    },
  );
  const report = {
    ...ratings.report,
    rows: ratings.report.rows + others.report.rows,
    merged: ratings.report.merged + others.report.merged + parts.report.merged,
  };
  return {
    ...parts,
    scale: [Math.min(scale[0], parts.scale[0]), Math.max(scale[1], parts.scale[1])],
    duplicates: ratings.duplicates,
    report,
  };
}
