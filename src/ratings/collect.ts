import { checkChoice, checkOptionNames } from "../training/options";
import {
  checkIterable,
  checkRating,
  checkScale,
  checkTimestamp,
  checkTitle,
  ratingParts,
  mixedTimestamps,
  ratedTwice,
  wrongRating,
} from "./checks";
import type { PathOf } from "./checks";
import { growingFloats, growingInts } from "./growing";
import { IdIndex } from "./ids";
import type { Id } from "./ids";
import { sortedRows } from "./sort";
import type { Columns, Duplicates } from "./sort";
import type { SparseRows } from "./sparse";

/** One rating as it may be given; `timestamp` in seconds since 1970. */
export type RatingInput =
  | readonly [user: Id, item: Id, rating: number, timestamp?: number]
  | {
      /** The user's id. */
      readonly user: Id;
      /** The item's id. */
      readonly item: Id;
      /** The value of the rating. */
      readonly rating: number;
      /** In seconds since 1970. */
      readonly timestamp?: number;
    };

/** How ratings are read: their scale, and what becomes of those that are there twice. */
export interface RatingsOptions {
  /** The lowest and the highest rating that can be given. @default those among the ratings */
  scale?: readonly [low: number, high: number];
  /** Which rating counts where a user rated an item more than once. @default "error" */
  duplicates?: Duplicates;
  /** All users, in order; users of the ratings that are missing here follow. @default the users of the ratings */
  users?: Iterable<Id>;
  /** All items, in order; items of the ratings that are missing here follow. @default the items of the ratings */
  items?: Iterable<Id>;
  /** The titles of items, by their ids. @default the ids */
  titles?: Iterable<readonly [Id, string]>;
}

/** The names of {@link RatingsOptions}. */
export const RATINGS_OPTIONS = ["scale", "duplicates", "users", "items", "titles"] as const;

const POLICIES: readonly Duplicates[] = ["error", "first", "last", "mean"];

const LISTS = {
  users: "a list of ids",
  items: "a list of ids",
  titles: "a Map of ids and titles, or a list of such pairs",
};

/** The parts of {@link Ratings}, checked and sorted. */
export interface Collected {
  readonly userIds: IdIndex;
  readonly itemIds: IdIndex;
  readonly rows: SparseRows;
  readonly timestamps: Float64Array | null;
  readonly scale: readonly [number, number];
  readonly titles: ReadonlyMap<string, string>;
}

const inList: PathOf = (index, field) => `ratings[${index}]${field ? `.${field}` : ""}`;

/**
 * Reads and checks ratings from outside.
 * @param pathOf how errors name a rating. @default as in `ratings[12]`
 * @throws ValueError naming the rating.
 */
export function collect(
  input: Iterable<RatingInput>,
  options: RatingsOptions,
  pathOf: PathOf = inList,
): Collected {
  checkIterable(input);
  checkOptionNames(options, RATINGS_OPTIONS);
  const scale = options.scale && checkScale(options.scale);
  const duplicates = checkChoice(options.duplicates ?? "error", "duplicates", POLICIES);
  for (const name of ["users", "items", "titles"] as const)
    if (options[name] !== undefined) checkIterable(options[name], name, LISTS[name]);
  const userIds = new IdIndex("user", options.users);
  const itemIds = new IdIndex("item", options.items);
  const columns = readColumns(input, userIds, itemIds, scale, pathOf);
  const shape = { rows: userIds.size, columns: itemIds.size };
  const sorted = sortedRows(columns, shape, duplicates, (first, second) => {
    throw ratedTwice(pathOf, first, second, {
      user: userIds.at(columns.users[first]),
      item: itemIds.at(columns.items[first]),
    });
  });
  const titles = new Map(Array.from<unknown, [string, string]>(options.titles ?? [], checkTitle));
  return { userIds, itemIds, ...sorted, scale: scale ?? scaleOf(sorted.rows.values), titles };
}

function readColumns(
  input: Iterable<RatingInput>,
  userIds: IdIndex,
  itemIds: IdIndex,
  scale: readonly [number, number] | undefined,
  pathOf: PathOf,
): Columns {
  const [users, items, values, timestamps] = [growingInts(), growingInts(), growingFloats(), growingFloats()];
  let index = 0;
  // Created once, not for each of perhaps millions of ratings.
  const userName = (): string => pathOf(index, "user");
  const itemName = (): string => pathOf(index, "item");
  for (const entry of input) {
    const [user, item, rating, timestamp] = ratingParts(entry, index, pathOf);
    users.push(userIds.add(user, userName));
    items.push(itemIds.add(item, itemName));
    values.push(checkRating(rating, index, scale, pathOf));
    if (timestamp !== undefined) timestamps.push(checkTimestamp(timestamp, index, pathOf));
    if (timestamps.length !== 0 && timestamps.length !== index + 1)
      throw mixedTimestamps(pathOf(index, "timestamp"), timestamp);
    index++;
  }
  if (index === 0) throw wrongRating("ratings", "empty", "at least one rating");
  return {
    users: users.values,
    items: items.values,
    values: values.values,
    timestamps: timestamps.values,
  };
}

function scaleOf(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
