import { describeValue, ValueError } from "../errors";
import { checkRatings as checkAreRatings } from "../ratings/ratings";
import type { Ratings } from "../ratings/ratings";

/** @throws ValueError unless `value` is Ratings with at least one rating. */
export function checkRatings(value: unknown, argument: string): Ratings {
  checkAreRatings(value, argument);
  if (value.length > 0) return value;
  throw wrong(argument, value, "at least one rating", "empty");
}

/** @throws ValueError unless `value` is a share: a number between 0 and 1, neither of them. */
export function checkShare(value: unknown, argument: string): number {
  if (typeof value === "number" && value > 0 && value < 1) return value;
  throw wrong(argument, value, "a share: a number above 0 and below 1, such as 0.2");
}

/** The error for an argument. @param is what it is, in words. @default the value's description */
export function wrong(
  argument: string,
  actual: unknown,
  expected: string,
  is: string = describeValue(actual),
): ValueError {
  return new ValueError(`${argument} is ${is}, expected ${expected}`, { argument, actual, expected });
}
