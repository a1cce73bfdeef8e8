/** The units in which models of ratings work, so that their options mean the same on every scale. */
import type { Ratings } from "../../ratings/ratings";

/** So many units wide is every scale: on one from 1 to 5, numbers stay as they are. */
const WIDTH = 4;

/** What numbers are divided by before a model works with them, and multiplied by afterwards. */
export interface Spread {
  /** The unit of ratings, and so of deviations, errors and biases: a quarter of the scale's range; 1 where that is 0. */
  readonly rating: number;
  /** The unit of factors, the root of the other, since the product of two is a rating. */
  readonly factor: number;
}

/** The units of ratings on a scale. */
export function spreadOf({ scale: [low, high] }: Pick<Ratings, "scale">): Spread {
  return spreadFrom(Math.min((high - low) / WIDTH, Number.MAX_VALUE) || 1);
}

/** The units, where that of ratings is given. */
export function spreadFrom(rating: number): Spread {
  return { rating, factor: Math.sqrt(rating) };
}
