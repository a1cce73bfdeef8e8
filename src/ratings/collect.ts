import { checkChoice, checkOptionNames } from "../training/options";
import { checkIterable, checkScale, checkTitle, ratedTwice } from "./checks";
import type { PathOf } from "./checks";
import { RatingCollector } from "./collector";
import { IdIndex } from "./ids";
import type { Id } from "./ids";
import { sortedRows } from "./sort";
import type { Duplicates, OnDuplicate } from "./sort";
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

/** Ratings that are still to be read, and how errors name them. */
export interface RatingsSource {
  /** Reads them all into a collector. */
  readonly readInto: (collector: RatingCollector) => void;
  readonly pathOf: PathOf;
}

const inList: PathOf = (index, field) => `ratings[${index}]${field ? `.${field}` : ""}`;

/** The source of ratings that are given one by one. @param pathOf how errors name one. @default as in `ratings[12]` */
export function entrySource(entries: Iterable<unknown>, pathOf: PathOf = inList): RatingsSource {
  checkIterable(entries);
  const readInto = (collector: RatingCollector): void => {
    if (Array.isArray(entries)) collector.reserve(entries.length, false);
    for (const entry of entries) collector.push(entry);
  };
  return { readInto, pathOf };
}

/** Reads and checks ratings from outside. @throws ValueError naming the rating. */
export function collect({ readInto, pathOf }: RatingsSource, options: RatingsOptions): Collected {
  checkOptionNames(options, RATINGS_OPTIONS);
  const scale = options.scale === undefined ? undefined : checkScale(options.scale);
  const duplicates = checkChoice(options.duplicates ?? "error", "duplicates", POLICIES);
  for (const name of ["users", "items", "titles"] as const)
    if (options[name] !== undefined) checkIterable(options[name], name, LISTS[name]);
  const userIds = new IdIndex("user", options.users);
  const itemIds = new IdIndex("item", options.items);
  const collector = new RatingCollector(userIds, itemIds, scale, pathOf);
  readInto(collector);
  const shape = { rows: userIds.size, columns: itemIds.size };
  const onDuplicate: OnDuplicate = (first, second, user, item) => {
    throw ratedTwice(pathOf, first, second, { user: userIds.at(user), item: itemIds.at(item) });
  };
  const sorted = sortedRows(collector.take(), shape, duplicates, onDuplicate, collector.running);
  const titles = new Map(Array.from<unknown, [string, string]>(options.titles ?? [], checkTitle));
  const { rows, timestamps, range } = sorted;
  return { userIds, itemIds, rows, timestamps, scale: scale ?? range ?? scaleOf(rows.values), titles };
}

/** The lowest and the highest of some values. */
function scaleOf(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    // Of 0 and −0, the lower one is −0, which no comparison tells.
    if (value < low || value === 0) low = Math.min(low, value);
    if (value > high || value === 0) high = Math.max(high, value);
  }
  return [low, high];
}
