import type { Ratings } from "./ratings";

/**
 * Whether a value is Ratings, by its members: code that only refuses ratings need not import the class and all its
 * readers.
 */
export function isRatings(value: unknown): value is Ratings {
  const { userIds, itemIds, rows } = (value ?? {}) as Partial<Ratings>;
  return userIds !== undefined && itemIds !== undefined && rows !== undefined;
}
