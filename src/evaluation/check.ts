import { describeValue, ValueError } from "../errors";

export { checkRatings } from "../models/recommender/check-ratings";

/** @throws ValueError unless `value` is a share: a number between 0 and 1, neither of them. */
export function checkShare(value: unknown, argument: string): number {
  if (typeof value === "number" && value > 0 && value < 1) return value;
  throw wrongArgument(argument, value, "a share: a number above 0 and below 1, such as 0.2");
}

/** The error for an argument. @param is what it is, in words. @default the value's description */
export function wrongArgument(
  argument: string,
  actual: unknown,
  expected: string,
  is: string = describeValue(actual),
): ValueError {
  return new ValueError(`${argument} is ${is}, expected ${expected}`, { argument, actual, expected });
}
