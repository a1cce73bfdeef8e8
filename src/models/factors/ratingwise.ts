import { shuffle } from "../../matrix/random";
import type { BiasedFactors } from "../../numerics/biased-factors";
import { biasedEpoch } from "../../numerics/biased-sgd";
import type { Ratings } from "../../ratings/ratings";
import { rowOfEach } from "../../ratings/sparse";
import type { Epoch } from "../recommender/rating-model";

/**
 * Prepares stochastic gradient descent over biases and factors, rating by rating, for ratings that 32-bit floats cannot
 * hold. Returns what runs an epoch: it changes the factors in place, and gives the sum of squared errors.
 */
export function ratingwiseDescent(
  { rows }: Ratings,
  factors: BiasedFactors,
  regularization: number,
): (epoch: Epoch) => number {
  const list = { users: rowOfEach(rows), items: rows.indices, values: rows.values };
  const order = new Int32Array(rows.values.length);
  return ({ learningRate, random }) => {
    // Reset, so that an epoch's order does not depend on earlier epochs.
    for (let n = 0; n < order.length; n++) order[n] = n;
    shuffle(order, random);
    return biasedEpoch(list, order, factors, learningRate!, regularization);
  };
}
