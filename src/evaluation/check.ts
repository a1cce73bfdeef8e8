import { wrongArgument } from "../errors";

export { checkRatings } from "../models/recommender/check-ratings";

/** @throws ValueError unless `value` is a share: a number above 0 and below 1. */
export function checkShare(value: unknown, argument: string): number {
  if (typeof value === "number" && value > 0 && value < 1) return value;
  throw wrongArgument(argument, value, "a share: a number above 0 and below 1, such as 0.2");
}
