import { checkChoice, checkOptionNames } from "../training/options";
import { checkIterable, checkScale, checkTitle, ratedTwice } from "./checks";
import type { PathOf, RemedyOf } from "./checks";
import type { Columns } from "./by-keys";
import { RatingCollector } from "./collector";
import { PackedRows } from "./packed/packed-rows";
import { IdIndex } from "./ids";
import type { Id } from "./ids";
import { checkMerged, checkTimes, DUPLICATES } from "./duplicates";
import type { Duplicates } from "./duplicates";
import { LeftOut } from "./left-out";
import type { LeavingOut } from "./left-out";
import { readReport } from "./report";
import type { ReadReport, SourceReport } from "./report";
import { sortedRows } from "./sort";
import { counting, withWeights } from "./weights";
import type { OnDuplicate } from "./sort";
import type { SparseRows } from "./sparse";
import { toSeconds } from "./time-text";

/** When somebody rated: seconds since 1970, or milliseconds, which their size tells; a Date; or text in ISO 8601. */
export type TimeInput = number | Date | string;

/** One rating as it may be given. */
export type RatingInput =
  | readonly [user: Id, item: Id, rating: number, timestamp?: TimeInput]
  | {
      /** The user's id. */
      readonly user: Id;
      /** The item's id. */
      readonly item: Id;
      /** The value of the rating. */
      readonly rating: number;
      /** When it was given. */
      readonly timestamp?: TimeInput;
      /** How often it counts, ≥ 0: 2 as if it were there twice, 0 as if it were not. @default 1 */
      readonly weight?: number;
    };

/** How ratings are read: their scale, which are left out, and what becomes of those that are there twice. */
export interface RatingsOptions extends LeavingOut {
  /** The lowest and the highest rating that can be given. @default those among the ratings */
  scale?: readonly [low: number, high: number];
  /**
   * What becomes of several rows with the same user and item: `"first"` and `"last"` go by the order of the rows,
   * `"latest"` by their times. @default "error"
   */
  duplicates?: Duplicates;
  /** All users, in order; users of the ratings that are missing here follow. @default the users of the ratings */
  users?: Iterable<Id>;
  /** All items, in order; items of the ratings that are missing here follow. @default the items of the ratings */
  items?: Iterable<Id>;
  /** The titles of items, by their ids. @default the ids */
  titles?: Iterable<readonly [Id, string]>;
}

/** The names of {@link RatingsOptions}. */
export const RATINGS_OPTIONS = [
  ...["scale", "duplicates", "missing", "invalid", "users", "items", "titles"],
] as const;

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
  /** By which rule rows of the same user and item were merged. */
  readonly duplicates: Duplicates;
  readonly report: ReadReport;
  /** Where the ratings are, in words, that are not among these; absent where these are all. */
  readonly elsewhere?: string;
}

/** Ratings that are still to be read, and how errors name them. */
export interface RatingsSource {
  /** Reads them all into a collector. */
  readonly readInto: (collector: RatingCollector) => void;
  readonly pathOf: PathOf;
  /** What errors advise. @default nothing */
  readonly remedyOf?: RemedyOf;
  /** What was found there, once they have been read. @default a list */
  readonly found?: () => SourceReport;
}

const inList: PathOf = (index, field) => `ratings[${index}]${field ? `.${field}` : ""}`;

/** Stands for an entry that could not be read. */
export class Unreadable {
  constructor(readonly error: unknown) {}
}

/** The source of ratings that are given one by one. @param pathOf how errors name one. @default as in `ratings[12]` */
export function entrySource(entries: Iterable<unknown>, pathOf: PathOf = inList): RatingsSource {
  checkIterable(entries);
  const readInto = (collector: RatingCollector): void => {
    if (Array.isArray(entries)) collector.reserve(entries.length, false);
    for (const entry of entries) {
      if (entry instanceof Unreadable) collector.refuse(entry.error);
      else collector.push(entry);
    }
  };
  return { readInto, pathOf };
}

/** Reads and checks ratings from outside. @throws ValueError naming the rating. */
export function collect(source: RatingsSource, options: RatingsOptions): Collected {
  const { readInto, pathOf, remedyOf, found } = source;
  const { scale, duplicates } = checkRatingsOptions(options);
  const collector = new RatingCollector(
    new IdIndex("user", options.users),
    new IdIndex("item", options.items),
    scale,
    pathOf,
    new LeftOut(options),
    remedyOf,
  );
  readInto(collector);
  const { rows: read, leftOut } = collector;
  const kept = collector.length;
  const { weights } = collector;
  if (weights !== null) collector.unpack();
  const columns = collector.take();
  const { userIds, itemIds } = collector;
  const shape = { rows: userIds.size, columns: itemIds.size };
  const placeOf: PathOf = (index, field) => pathOf(collector.rowOf(index), field);
  const onDuplicate: OnDuplicate = (first, second, user, item) => {
    throw ratedTwice(placeOf, first, second, { user: userIds.at(user), item: itemIds.at(item) });
  };
  const isTimed = columns instanceof PackedRows ? columns.timed : columns.timestamps.length > 0;
  checkTimes(duplicates, isTimed);
  // Sorting uses up values and times.
  const weighted = weights !== null && !(columns instanceof PackedRows) ? copyOf(columns) : null;
  const merged = sortedRows(columns, shape, duplicates, onDuplicate, collector.running);
  const { length } = merged.rows.values;
  const { rows, timestamps, range } =
    weighted && weights ? counting(withWeights(weighted, weights, shape, duplicates, merged)) : merged;
  if (duplicates === "sum" || duplicates === "count") checkMerged(rows, scale, userIds, itemIds);
  const times = timestamps === null ? null : toSeconds(timestamps);
  const counts = { rows: read, merged: kept - length, leftOut: leftOut.report(), times };
  const report = readReport(found?.() ?? { format: "list" }, counts);
  const titles = new Map(Array.from<unknown, [string, string]>(options.titles ?? [], checkTitle));
  const ownScale = scale ?? range ?? scaleOf(rows.values);
  return { userIds, itemIds, rows, timestamps, scale: ownScale, titles, duplicates, report };
}

function copyOf(columns: Columns): Columns {
  return { ...columns, values: columns.values.slice(), timestamps: columns.timestamps.slice() };
}

function checkRatingsOptions(options: RatingsOptions): {
  scale: readonly [number, number] | undefined;
  duplicates: Duplicates;
} {
  checkOptionNames(options, RATINGS_OPTIONS);
  const scale = options.scale === undefined ? undefined : checkScale(options.scale);
  const duplicates = checkChoice(options.duplicates ?? "error", "duplicates", DUPLICATES);
  checkChoice(options.invalid ?? "error", "invalid", ["error", "skip"]);
  for (const name of ["users", "items", "titles"] as const)
    if (options[name] !== undefined) checkIterable(options[name], name, LISTS[name]);
  return { scale, duplicates };
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
