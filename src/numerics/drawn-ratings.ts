/** Ratings that the draws of a Bayesian model expect: mean + deviation·(b_u + b_i + p_u·q_i), held within the scale. */
import { dot } from "./dot";

/** Draws of the users', or the items', parameters: row by row `places` biases, and as many times k factors. */
export interface Drawn {
  readonly biases: Float64Array;
  readonly factors: Float64Array;
}

/** How many draws there are, and what their numbers stand for. */
export interface Draws {
  /** How many draws there is room for in each row, and in how many of these places there is one. */
  readonly places: number;
  readonly filled: number;
  readonly k: number;
  /** The zero and the unit of biases and products, in the unit of the ratings. */
  readonly mean: number;
  readonly deviation: number;
  /** The scale of the ratings. */
  readonly low: number;
  readonly high: number;
}

/** Writes what each draw expects the first row of `user` to give to row `item` of `items`: `filled` numbers. Returns their mean. */
export function drawnRatings(
  user: Drawn,
  items: Drawn,
  item: number,
  draws: Draws,
  expected: Float64Array,
): number {
  const { places, filled, k, mean, deviation, low, high } = draws;
  let total = 0;
  for (let place = 0, own = item * places; place < filled; place++, own++) {
    const product = dot(user.factors, place * k, items.factors, own * k, k);
    const rating = mean + deviation * (user.biases[place] + items.biases[own] + product);
    expected[place] = rating < low ? low : rating > high ? high : rating;
    total += expected[place];
  }
  return total / filled;
}
