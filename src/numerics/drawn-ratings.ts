/** Ratings that the draws of a Bayesian model expect: mean + deviation·(b_u + b_i + p_u·q_i), clamped to the scale. */
import { dot } from "./dot";

/** Draws of the users', or the items', parameters: row by row `capacity` biases, and `capacity` × k factors. */
export interface Drawn {
  readonly biases: Float64Array;
  readonly factors: Float64Array;
}

/** The number of draws, and the units of their numbers. */
export interface Draws {
  /** How many draws each row has room for, and how many it holds. */
  readonly capacity: number;
  readonly filled: number;
  readonly k: number;
  /** The zero and the unit of biases and products, in the unit of the ratings. */
  readonly mean: number;
  readonly deviation: number;
  /** The scale of the ratings. */
  readonly low: number;
  readonly high: number;
}

/**
 * Writes the rating that each draw expects of the first row of `user` for row `item` of `items`: `filled` numbers.
 * Returns their mean.
 */
export function drawnRatings(
  user: Drawn,
  items: Drawn,
  item: number,
  draws: Draws,
  expected: Float64Array,
): number {
  const { capacity, filled, k, mean, deviation, low, high } = draws;
  let total = 0;
  for (let draw = 0, own = item * capacity; draw < filled; draw++, own++) {
    const product = dot(user.factors, draw * k, items.factors, own * k, k);
    const rating = mean + deviation * (user.biases[draw] + items.biases[own] + product);
    expected[draw] = rating < low ? low : rating > high ? high : rating;
    total += expected[draw];
  }
  return total / filled;
}
