import { ValueError } from "../../errors";
import { Ratings } from "../../ratings/ratings";
import { valueError } from "../../training/options";

/** @throws ValueError unless `value` is Ratings. */
export function checkIsRatings(value: unknown, argument: string): Ratings {
  if (value instanceof Ratings) return value;
  throw valueError(argument, value, "Ratings, as Ratings.from(…) makes them");
}

/** @throws ValueError unless `value` is Ratings with at least one rating. */
export function checkRatings(value: unknown, argument: string): Ratings {
  const ratings = checkIsRatings(value, argument);
  if (ratings.length > 0) return ratings;
  const expected = "at least one rating";
  throw new ValueError(`${argument} is empty, expected ${expected}`, { argument, actual: value, expected });
}
