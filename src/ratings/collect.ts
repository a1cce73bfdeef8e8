import { checkChoice, checkOptionNames } from "../training/options";
import {
  checkIterable,
  checkRating,
  checkScale,
  checkTimestamp,
  checkTitle,
  ratingParts,
  timedByHalf,
  twice,
  wrongRating,
} from "./checks";
import type { PlaceOf } from "./checks";
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
  /** The lowest and the highest rating that can be given. @default as the ratings have it */
  scale?: readonly [low: number, high: number];
  /** What holds where a user rated an item more than once. @default "error" */
  duplicates?: Duplicates;
  /** All users, in their order; those of the ratings that are not among them follow. @default those of the ratings */
  users?: Iterable<Id>;
  /** All items, in their order; those of the ratings that are not among them follow. @default those of the ratings */
  items?: Iterable<Id>;
  /** What items are called, by their ids. @default their ids */
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

/** What ratings are made of. */
export interface Collected {
  readonly userIds: IdIndex;
  readonly itemIds: IdIndex;
  readonly rows: SparseRows;
  readonly timestamps: Float64Array | null;
  readonly scale: readonly [number, number];
  readonly titles: ReadonlyMap<string, string>;
}

const inList: PlaceOf = (index, field) => `ratings[${index}]${field ? `.${field}` : ""}`;

/**
 * Reads ratings from outside, once, at the door.
 * @param placeOf how errors name a rating. @default as in `ratings[12]`
 * @throws ValueError naming the place.
 */
export function collect(
  input: Iterable<RatingInput>,
  options: RatingsOptions,
  placeOf: PlaceOf = inList,
): Collected {
  checkIterable(input);
  checkOptionNames(options, RATINGS_OPTIONS);
  const scale = options.scale && checkScale(options.scale);
  const duplicates = checkChoice(options.duplicates ?? "error", "duplicates", POLICIES);
  for (const name of ["users", "items", "titles"] as const)
    if (options[name] !== undefined) checkIterable(options[name], name, LISTS[name]);
  const userIds = new IdIndex("user", options.users);
  const itemIds = new IdIndex("item", options.items);
  const columns = readColumns(input, userIds, itemIds, scale, placeOf);
  const shape = { rows: userIds.size, columns: itemIds.size };
  const sorted = sortedRows(columns, shape, duplicates, (first, second) => {
    throw twice(placeOf, first, second, {
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
  placeOf: PlaceOf,
): Columns {
  const [users, items, values, timestamps] = [growingInts(), growingInts(), growingFloats(), growingFloats()];
  let index = 0;
  // Made once and not for each rating, of which there may be millions.
  const userName = (): string => placeOf(index, "user");
  const itemName = (): string => placeOf(index, "item");
  for (const entry of input) {
    const [user, item, rating, timestamp] = ratingParts(entry, index, placeOf);
    users.push(userIds.add(user, userName));
    items.push(itemIds.add(item, itemName));
    values.push(checkRating(rating, index, scale, placeOf));
    if (timestamp !== undefined) timestamps.push(checkTimestamp(timestamp, index, placeOf));
    if (timestamps.length !== 0 && timestamps.length !== index + 1)
      throw timedByHalf(placeOf(index, "timestamp"), timestamp);
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
