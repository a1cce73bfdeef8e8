import type { Ratings } from "./ratings";

/**
 * Whether a value is Ratings, told by its members. Who only wants to refuse ratings asks here, and does not bring
 * along all that reads them.
 */
export function isRatings(value: unknown): value is Ratings {
  const { userIds, itemIds, rows } = (value ?? {}) as Partial<Ratings>;
  return userIds !== undefined && itemIds !== undefined && rows !== undefined;
}
