import { describeValue, ValueError, wrongArgument } from "../errors";
import { nearestName } from "../training/nearest";

/** Which columns of a table are read. */
export interface ColumnOptions {
  /** Who rated: a column's name, its index from 0 or, in records, a path such as "user.id". @default the column named `userId` or the like, else 0 */
  user?: string | number;
  /** What was rated. @default the column named `itemId`, `movieId` or the like, else 1 */
  item?: string | number;
  /** The rating; null counts each row as 1. @default the column named `rating` or the like, else 2 */
  rating?: string | number | null;
  /** When: seconds or milliseconds since 1970, or a date as text; null reads none. @default the column named `timestamp` or the like, else 3 if it exists */
  timestamp?: string | number | null;
  /** How often the rating counts, ≥ 0: 2 as if it were there twice, 0 as if it were not. Only a column that is named here is read. @default each once */
  weight?: string | number | null;
}

/** The names of {@link ColumnOptions}. */
export const COLUMN_OPTIONS = ["user", "item", "rating", "timestamp", "weight"] as const;

/** The indices of a table's columns; null for a column that is not read. */
export interface ColumnIndices {
  readonly user: number;
  readonly item: number;
  readonly rating: number | null;
  readonly timestamp: number | null;
  readonly weight: number | null;
}

type ColumnField = keyof ColumnIndices;

/** More columns surely are no table of ratings with a row for each. */
const MOST_COLUMNS = 100_000;

function checkWidth(count: number): void {
  if (count <= MOST_COLUMNS) return;
  const expected = `at most ${MOST_COLUMNS}: a row has a user, an item and a rating`;
  throw new ValueError(`the first row has ${count} columns, expected ${expected}`, {
    argument: "columns",
    actual: count,
    expected,
  });
}

/** Column names of widely used data sets, in lower case, without spaces and punctuation, likeliest first. */
const USUAL: Record<ColumnField, readonly string[]> = {
  user: [
    ...["user", "userid", "uid", "username", "customerid", "customer", "reviewerid", "memberid", "member"],
    ...["readerid", "reader", "visitorid", "personid", "person", "profileid"],
  ],
  item: [
    ...["item", "itemid", "iid", "movieid", "movie", "filmid", "film", "bookid", "book", "isbn"],
    ...[
      "productid",
      "product",
      "asin",
      "parentasin",
      "artistid",
      "artist",
      "trackid",
      "track",
      "songid",
      "song",
    ],
    ...["animeid", "anime", "gameid", "game", "jokeid", "joke", "recipeid", "recipe", "dish", "businessid"],
  ],
  rating: [
    ...["rating", "ratings", "userrating", "bookrating", "score", "stars", "overall", "value", "count"],
    ...["plays", "playcount", "listencount", "weight", "strength"],
  ],
  timestamp: ["timestamp", "time", "ts", "unixreviewtime", "unixtime", "timestampseconds"],
  // A column of this name is more often a count or a strength, which is the rating.
  weight: [],
};

/** Whether a row names a column of users and a column of items, so that it is a header. */
export function looksLikeHeader(names: readonly string[]): boolean {
  return names.length <= MOST_COLUMNS && usualIndex("user", names) >= 0 && usualIndex("item", names) >= 0;
}

/** Whether a column is named as those of users usually are. */
export function isUserName(name: string): boolean {
  return usualIndex("user", [name]) >= 0;
}

/** Finds columns by their names. @throws ValueError listing the columns if one is missing, or where there are too many. */
export function columnsByName(names: readonly string[], options: ColumnOptions): ColumnIndices {
  checkWidth(names.length);
  return {
    user: indexByName("user", names, options.user),
    item: indexByName("item", names, options.item),
    rating: options.rating === null ? null : indexByName("rating", names, options.rating),
    timestamp:
      options.timestamp === null || (options.timestamp === undefined && usualIndex("timestamp", names) < 0)
        ? null
        : indexByName("timestamp", names, options.timestamp),
    weight: options.weight == null ? null : indexByName("weight", names, options.weight),
  };
}

/** Finds columns by their indices. @throws ValueError if there are fewer columns. */
export function columnsByIndex(count: number, options: ColumnOptions): ColumnIndices {
  checkWidth(count);
  const index = (field: ColumnField, usual: number): number =>
    checkColumnIndex(field, options[field] ?? usual, count);
  return {
    user: index("user", 0),
    item: index("item", 1),
    rating: options.rating === null ? null : index("rating", 2),
    timestamp:
      options.timestamp === null || (options.timestamp === undefined && !timeFollows(count, options))
        ? null
        : index("timestamp", 3),
    weight: options.weight == null ? null : index("weight", 4),
  };
}

/** A fourth column counts as the time only where the options name none of the first three. */
function timeFollows(count: number, { user, item, rating, weight }: ColumnOptions): boolean {
  return count > 3 && weight !== 3 && user === undefined && item === undefined && rating === undefined;
}

function indexByName(
  field: ColumnField,
  names: readonly string[],
  wanted: string | number | undefined,
): number {
  if (typeof wanted === "number") return checkColumnIndex(field, wanted, names.length);
  if (wanted !== undefined && typeof wanted !== "string") throw noName(field, wanted);
  const index = wanted === undefined ? usualIndex(field, names) : names.indexOf(wanted);
  if (index >= 0) return index;
  const some = names.slice(0, 20).map((name) => describeValue(name));
  const known = `the columns are ${some.join(", ")}`;
  if (wanted === undefined) {
    const counted = field === "rating" ? "; rating: null counts each row as 1" : "";
    const expected = `one named like ${USUAL[field][0]}, or the option ${field} to name it${counted}`;
    throw new ValueError(`no column for the ${field} was found: ${known}; expected ${expected}`, {
      argument: field,
      actual: names,
      expected,
    });
  }
  const hint =
    names.length > 0 ? `; did you mean ${describeValue(nearestName(wanted, names.slice(0, 1000)))}?` : "";
  throw new ValueError(`${field} is ${describeValue(wanted)}, which is no column: ${known}${hint}`, {
    argument: field,
    actual: wanted,
    expected: names,
  });
}

function checkColumnIndex(field: ColumnField, index: unknown, count: number): number {
  if (typeof index === "number" && Number.isInteger(index) && index >= 0 && index < count) return index;
  if (typeof index !== "number") throw noName(field, index);
  const expected = `the place of a column from 0 to ${count - 1}, as there are ${count}`;
  throw wrongArgument(field, index, expected, `column ${index}`);
}

function noName(field: ColumnField, actual: unknown): ValueError {
  const expected = "a column's name, where a header names the columns, or its place from 0";
  return wrongArgument(field, actual, expected);
}

/** The index of the column with the likeliest name for a field, or −1. */
function usualIndex(field: ColumnField, names: readonly string[]): number {
  const plain = names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  for (const usual of USUAL[field]) {
    const index = plain.indexOf(usual);
    if (index >= 0) return index;
  }
  return -1;
}
