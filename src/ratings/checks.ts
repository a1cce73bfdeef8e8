import { describeValue, ValueError, wrongArgument } from "../errors";
import { isRounded } from "./ids";
import type { Id } from "./ids";
import { A_TIME } from "./time-text";

type RatingField = "user" | "item" | "rating" | "timestamp" | "weight";

/** Names a rating, or a field of it, in an error: `ratings[7].user`, or `user in line 8`. */
export type PathOf = (index: number, field?: RatingField) => string;

/** What helps where a rating or a time of some source cannot be read, behind what was expected of it. */
export type RemedyOf = (field: "rating" | "timestamp", value: unknown) => string;

/** The user, the item, the rating, the timestamp and the weight of an entry, not checked yet. */
export function ratingParts(entry: unknown, index: number, pathOf: PathOf): readonly unknown[] {
  if (Array.isArray(entry)) {
    if (entry.length === 3 || entry.length === 4) return entry as unknown[];
  } else if (typeof entry === "object" && entry !== null) {
    const { user, item, rating, timestamp, weight } = entry as Record<string, unknown>;
    return [user, item, rating, timestamp, weight];
  }
  const expected = "[user, item, rating], with a timestamp or without, or an object with these names";
  throw wrongRating(pathOf(index), describeValue(entry), expected, [index]);
}

/** A larger rating is surely a mistake, and squares of sums of such ratings would overflow. */
export const LARGEST_RATING = 1e15;

/** Whether a model can learn from this rating. */
export function isRating(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= LARGEST_RATING;
}

export const A_RATING = `a finite number within ±${LARGEST_RATING}`;

export function checkRating(
  value: unknown,
  index: number,
  scale: readonly [number, number] | undefined,
  pathOf: PathOf,
  remedyOf: RemedyOf,
): number {
  if (!isRating(value)) {
    const expected = A_RATING + remedyOf("rating", value);
    throw wrongRating(pathOf(index, "rating"), describeValue(value), expected);
  }
  if (scale && (value < scale[0] || value > scale[1]))
    throw wrongRating(
      pathOf(index, "rating"),
      `${value}`,
      `a number from ${scale[0]} to ${scale[1]}, the scale`,
    );
  return value;
}

/** What a weight may be. */
export const A_WEIGHT = `a weight: a finite number from 0 to ${LARGEST_RATING}`;

/** Whether a rating can count so often. */
export function isWeight(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= LARGEST_RATING;
}

/** @throws ValueError naming the rating whose weight is none. */
export function checkWeight(weight: unknown, path: string): number {
  if (isWeight(weight)) return weight;
  throw wrongArgument(path, weight, A_WEIGHT);
}

/** A rating that was read as [user, item, rating] or with a time, and its weight: null, which is none, is refused as such. */
export function withWeight([user, item, rating, timestamp]: readonly unknown[], weight: unknown): object {
  return { user, item, rating, timestamp, weight: weight ?? null };
}

export function checkTimestamp(value: unknown, index: number, pathOf: PathOf, remedyOf: RemedyOf): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const expected = A_TIME + remedyOf("timestamp", value);
  throw wrongRating(pathOf(index, "timestamp"), describeValue(value), expected);
}

export function checkScale(scale: unknown): readonly [number, number] {
  if (Array.isArray(scale) && scale.length === 2) {
    const [low, high] = scale as unknown[];
    if (typeof low === "number" && typeof high === "number" && low <= high && Number.isFinite(high - low))
      return [low, high];
  }
  throw wrongRating("scale", describeValue(scale), "two finite numbers, the lower one first, such as [1, 5]");
}

/** An id and its title, as a Map has them. */
export function checkTitle(pair: unknown, index: number): [string, string] {
  if (Array.isArray(pair) && pair.length === 2) {
    const [id, title] = pair as unknown[];
    if (typeof title === "string" && (typeof id === "string" || (typeof id === "number" && !isRounded(id))))
      return [`${id}`, title];
  }
  throw wrongRating(`titles[${index}]`, describeValue(pair), 'an id and its title, such as ["m1", "Alien"]', [
    index,
  ]);
}

export function checkIterable(
  input: unknown,
  argument: string = "ratings",
  expected: string = "a list of ratings, such as [[user, item, rating]]",
): void {
  if (typeof input === "object" && input !== null && Symbol.iterator in input) return;
  throw wrongRating(argument, describeValue(input), expected);
}

/** The error for a timestamp that is missing where the ratings before have one, or the other way round. */
export function mixedTimestamps(path: string, timestamp: unknown, remedyOf: RemedyOf): ValueError {
  const [actual, before] = timestamp === undefined ? ["missing", "have"] : [describeValue(timestamp), "lack"];
  const expected = `one for each rating or none: those before ${before} it`;
  return wrongRating(path, actual, expected + remedyOf("timestamp", timestamp));
}

/** The error for a second rating of the same user and item. */
export function ratedTwice(
  pathOf: PathOf,
  first: number,
  second: number,
  { user, item }: { user: Id; item: Id },
): ValueError {
  const actual = `rated by ${describeValue(user)} for ${describeValue(item)}`;
  const expected =
    'one rating of a user for an item, or duplicates: "first", "last", "mean", "sum" or another rule';
  const message = `${pathOf(second)} has user ${describeValue(user)} and item ${describeValue(item)}`;
  return new ValueError(`${message}, as ${pathOf(first)} has already, expected ${expected}`, {
    argument: pathOf(second),
    index: [second],
    actual,
    expected,
  });
}

/** The error for a wrong value. @param path where it stands, such as `ratings[2].user`. @param actual in words. */
export function wrongRating(
  path: string,
  actual: string,
  expected: string,
  index: readonly number[] = [],
): ValueError {
  return wrongArgument(path, actual, expected, actual, index);
}
