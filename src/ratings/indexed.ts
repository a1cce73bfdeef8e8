import { checkChoice } from "../training/options";
import { A_RATING, checkScale, checkTitle, isRating, isWeight, ratedTwice, wrongRating } from "./checks";
import type { PathOf } from "./checks";
import type { Collected } from "./collect";
import { DUPLICATES } from "./duplicates";
import type { Duplicates } from "./duplicates";
import { IdIndex } from "./ids";
import type { Id } from "./ids";
import { readReport } from "./report";
import { sortedRows } from "./sort";
import type { SparseRows } from "./sparse";
import { withWeights } from "./weights";

/** Ratings by the indices of their users and items. */
export interface IndexedRatings {
  /** The ids of the users, each once. */
  readonly users: Iterable<Id>;
  /** The ids of the items, each once. */
  readonly items: Iterable<Id>;
  /** The user index of each rating. */
  readonly user: Int32Array;
  /** The item index of each rating. */
  readonly item: Int32Array;
  /** The value of each rating. */
  readonly rating: Float64Array;
  /** The time of each rating, in seconds since 1970; null if unknown. */
  readonly timestamp: Float64Array | null;
  /** How often each rating counts, > 0; null where each counts once. @default null */
  readonly weight?: Float64Array | null;
  readonly scale: readonly [low: number, high: number];
  /** The titles of items, by their ids. */
  readonly titles: Iterable<readonly [Id, string]>;
  /** By which rule ratings were merged, and are with those that follow. @default "error" */
  readonly duplicates?: Duplicates;
  /** Where other ratings of these users and items are, in words; there may be none here then. @default these are all */
  readonly elsewhere?: string;
}

const NONE_LEFT_OUT = { missing: 0, invalid: 0, first: [] };

const pathOf: PathOf = (index, field = "rating") => `ratings.${field}[${index}]`;

/**
 * Checks ratings that are columns of numbers already. Where they are sorted, the columns are kept, not copied.
 * @throws ValueError naming the entry.
 */
export function collectIndexed(given: IndexedRatings): Collected {
  const { user, item, rating, timestamp, weight, elsewhere } = given;
  const userIds = distinctIds("user", given.users);
  const itemIds = distinctIds("item", given.items);
  if (rating.length === 0 && elsewhere === undefined)
    throw wrongRating("ratings", "empty", "at least one rating");
  for (const [field, column] of Object.entries({
    user,
    item,
    ...(timestamp && { timestamp }),
    ...(weight && { weight }),
  }))
    if (column.length !== rating.length)
      throw wrongRating(`ratings.${field}`, `a list of ${column.length}`, `one of ${rating.length}`);
  checkIndices(user, userIds);
  checkIndices(item, itemIds);
  rating.forEach((value, k) => {
    if (!isRating(value)) throw wrongRating(pathOf(k), String(value), A_RATING);
  });
  timestamp?.forEach((value, k) => {
    if (!Number.isFinite(value)) throw wrongRating(pathOf(k, "timestamp"), `${value}`, "seconds since 1970");
  });
  weight?.forEach((value, k) => {
    if (!(isWeight(value) && value > 0))
      throw wrongRating(pathOf(k, "weight"), `${value}`, "a weight above 0");
  });
  const { rows, timestamps } = areSorted(user, item)
    ? rowsOf(given, userIds.size, itemIds.size)
    : rowsSorted(given, userIds, itemIds);
  const titles = new Map(Array.from<unknown, [string, string]>(given.titles, checkTitle));
  const duplicates = checkChoice(given.duplicates ?? "error", "ratings.duplicates", DUPLICATES);
  const report = readReport(
    { format: "list" },
    { rows: rating.length, merged: 0, leftOut: NONE_LEFT_OUT, times: timestamps && "seconds" },
  );
  const scale = [...checkScale(given.scale)] as const;
  const all = { userIds, itemIds, rows, timestamps, scale, titles, duplicates, report };
  return elsewhere === undefined ? all : { ...all, elsewhere };
}

function distinctIds(what: "user" | "item", ids: Iterable<Id>): IdIndex {
  const index = new IdIndex(what);
  let count = 0;
  for (const id of ids) {
    if (index.add(id, () => `ratings.${what}s[${count}]`) !== count)
      throw wrongRating(`ratings.${what}s[${count}]`, `${JSON.stringify(id)} again`, "each id once");
    count++;
  }
  return index;
}

function checkIndices(indices: Int32Array, ids: IdIndex): void {
  indices.forEach((index, k) => {
    if (index < 0 || index >= ids.size)
      throw wrongRating(pathOf(k, ids.what), `${index}`, `the index of one of the ${ids.size} ${ids.what}s`);
  });
}

/** Whether the ratings are in the order of their users, and each user's in that of their items, none twice. */
function areSorted(user: Int32Array, item: Int32Array): boolean {
  for (let k = 1; k < user.length; k++)
    if (user[k] < user[k - 1] || (user[k] === user[k - 1] && item[k] <= item[k - 1])) return false;
  return true;
}

interface Sorted {
  rows: SparseRows;
  timestamps: Float64Array | null;
}

function rowsOf(
  { user, item, rating, timestamp, weight }: IndexedRatings,
  rows: number,
  columns: number,
): Sorted {
  const offsets = new Int32Array(rows + 1);
  for (let k = 0; k < user.length; k++) offsets[user[k] + 1]++;
  for (let u = 0; u < rows; u++) offsets[u + 1] += offsets[u];
  const weights = weight ? { weights: weight } : {};
  return {
    rows: { rows, columns, offsets, indices: item, values: rating, ...weights },
    timestamps: timestamp,
  };
}

function rowsSorted(
  { user, item, rating, timestamp, weight }: IndexedRatings,
  userIds: IdIndex,
  itemIds: IdIndex,
): Sorted {
  const columns = { users: user, items: item, values: rating, timestamps: timestamp ?? new Float64Array(0) };
  const shape = { rows: userIds.size, columns: itemIds.size };
  const copies = { ...columns, values: rating.slice(), timestamps: columns.timestamps.slice() };
  const sorted = sortedRows(columns, shape, "error", (first, second, u, i) => {
    throw ratedTwice(pathOf, first, second, { user: userIds.at(u), item: itemIds.at(i) });
  });
  return weight ? withWeights(copies, weight, shape, "error", sorted) : sorted;
}
