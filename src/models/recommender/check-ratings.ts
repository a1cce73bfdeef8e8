import { ValueError } from "../../errors";
import { checkIsRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";

/** @throws ValueError unless `value` is Ratings with at least one rating. */
export function checkRatings(value: unknown, argument: string): Ratings {
  checkIsRatings(value, argument);
  if (value.length > 0) return value;
  const expected = "at least one rating";
  throw new ValueError(`${argument} is empty, expected ${expected}`, { argument, actual: value, expected });
}
