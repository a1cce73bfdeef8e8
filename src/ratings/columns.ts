import { describeValue, ValueError } from "../errors";
import { nearestName } from "../training/nearest";

/** Which columns of a table are read. */
export interface ColumnOptions {
  /** Who rated: a column's name, or its place from 0. @default the column named `userId` or alike, else 0 */
  user?: string | number;
  /** What was rated. @default the column named `itemId`, `movieId` or alike, else 1 */
  item?: string | number;
  /** The rating; null counts each row as 1. @default the column named `rating` or alike, else 2 */
  rating?: string | number | null;
  /** When, in seconds since 1970; null reads none. @default the column named `timestamp` or alike, else 3, if there */
  timestamp?: string | number | null;
}

/** The names of {@link ColumnOptions}. */
export const COLUMN_OPTIONS = ["user", "item", "rating", "timestamp"] as const;

/** Where the columns of a table are; null for what it is not read for. */
export interface ColumnPlaces {
  readonly user: number;
  readonly item: number;
  readonly rating: number | null;
  readonly timestamp: number | null;
}

type ColumnField = keyof ColumnPlaces;

/** What columns are called in data sets that are often used, without case, spaces and signs, likeliest first. */
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
};

/** Whether the names are those of users and of items as data sets have them: then they are no ratings. */
export function looksLikeHeader(names: readonly string[]): boolean {
  return usualPlace("user", names) >= 0 && usualPlace("item", names) >= 0;
}

/** Finds columns by their names. @throws ValueError naming the columns there are if one is not among them. */
export function columnsByName(names: readonly string[], options: ColumnOptions): ColumnPlaces {
  return {
    user: placeByName("user", names, options.user),
    item: placeByName("item", names, options.item),
    rating: options.rating === null ? null : placeByName("rating", names, options.rating),
    timestamp:
      options.timestamp === null || (options.timestamp === undefined && usualPlace("timestamp", names) < 0)
        ? null
        : placeByName("timestamp", names, options.timestamp),
  };
}

/** Finds columns by their places. @throws ValueError if there are not so many columns. */
export function columnsByPlace(count: number, options: ColumnOptions): ColumnPlaces {
  const place = (field: ColumnField, usual: number): number =>
    checkPlace(field, options[field] ?? usual, count);
  return {
    user: place("user", 0),
    item: place("item", 1),
    rating: options.rating === null ? null : place("rating", 2),
    timestamp:
      options.timestamp === null || (options.timestamp === undefined && !timeFollows(count, options))
        ? null
        : place("timestamp", 3),
  };
}

/** A column behind the usual three is taken for the time only where none of them was placed by hand. */
function timeFollows(count: number, { user, item, rating }: ColumnOptions): boolean {
  return count > 3 && user === undefined && item === undefined && rating === undefined;
}

function placeByName(
  field: ColumnField,
  names: readonly string[],
  wanted: string | number | undefined,
): number {
  if (typeof wanted === "number") return checkPlace(field, wanted, names.length);
  if (wanted !== undefined && typeof wanted !== "string") throw noName(field, wanted);
  const place = wanted === undefined ? usualPlace(field, names) : names.indexOf(wanted);
  if (place >= 0) return place;
  const some = names.slice(0, 20).map((name) => describeValue(name));
  const known = `the columns are ${some.join(", ")}`;
  if (wanted === undefined) {
    const expected = `one named like ${USUAL[field][0]}, or the option ${field} to name it`;
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

function checkPlace(field: ColumnField, place: unknown, count: number): number {
  if (typeof place === "number" && Number.isInteger(place) && place >= 0 && place < count) return place;
  if (typeof place === "string" || typeof place !== "number") throw noName(field, place);
  const expected = `the place of a column from 0 to ${count - 1}, as there are ${count}`;
  throw new ValueError(`${field} is column ${place}, expected ${expected}`, {
    argument: field,
    actual: place,
    expected,
  });
}

function noName(field: ColumnField, actual: unknown): ValueError {
  const expected = "a column's name, where a header names the columns, or its place from 0";
  return new ValueError(`${field} is ${describeValue(actual)}, expected ${expected}`, {
    argument: field,
    actual,
    expected,
  });
}

function usualPlace(field: ColumnField, names: readonly string[]): number {
  const plain = names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  for (const usual of USUAL[field]) {
    const place = plain.indexOf(usual);
    if (place >= 0) return place;
  }
  return -1;
}
