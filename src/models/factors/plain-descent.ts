import { shuffle } from "../../matrix/random";
import { biasedEpoch } from "../../numerics/biased-sgd";
import type { BiasedFactors } from "../../numerics/biased-factors";
import { divided, multiplied } from "../../numerics/scale";
import { svdPlusPlusEpoch } from "../../numerics/svd-plus-plus";
import type { Ratings } from "../../ratings/ratings";
import { rowOfEach } from "../../ratings/sparse";
import type { Parameters } from "../recommender/parameters";
import type { Epoch } from "../recommender/rating-model";
import { spreadOf } from "./spread";

/** Parameters that biased factors are made of, with the unit that each is divided by. */
const UNITS = {
  userBiases: "rating",
  itemBiases: "rating",
  userFactors: "factor",
  itemFactors: "factor",
  implicitFactors: "factor",
} as const;
type Name = keyof typeof UNITS;

/** How an epoch is run on copies of the parameters in units of the ratings' spread, which then take their place. */
interface PlainDescent {
  readonly ratings: Ratings;
  readonly parameters: Parameters;
  readonly features: number;
  /** Returns the sum of squared errors, each as often as it counts. */
  readonly run: (factors: BiasedFactors, implicitFactors: Float64Array, epoch: Epoch) => number;
}

function epochOf({ ratings, parameters, features: k, run }: PlainDescent): (epoch: Epoch) => number {
  const unit = spreadOf(ratings);
  const names = (Object.keys(UNITS) as Name[]).filter((name) => parameters[name] !== undefined);
  return (epoch) => {
    epoch.check();
    const own = Object.fromEntries(names.map((name) => [name, divided(parameters[name], unit[UNITS[name]])]));
    const { userBiases, itemBiases, userFactors: P, itemFactors: Q } = own;
    const sum = run({ mean: 0, userBiases, itemBiases, P, Q, k }, own.implicitFactors, epoch);
    for (const name of names) parameters[name].set(multiplied(own[name], unit[UNITS[name]]));
    return sum;
  };
}

/** The deviations of ratings from the mean, in units of their spread. */
function deviationsOf(ratings: Ratings): Float64Array {
  const { rating } = spreadOf(ratings);
  const { mean } = ratings;
  return ratings.rows.values.map((value) => (value - mean) / rating);
}

/**
 * Stochastic gradient descent of biased factors without kernels, for ratings with weights: one rating after the other, in random
 * order. What it returns runs an epoch, and gives the sum of squared errors in units.
 */
export function plainDescent(
  ratings: Ratings,
  parameters: Parameters,
  features: number,
  regularization: number,
): (epoch: Epoch) => number {
  const { rows } = ratings;
  const list = {
    users: rowOfEach(rows),
    items: rows.indices,
    values: deviationsOf(ratings),
    weights: rows.weights,
  };
  const order = new Int32Array(ratings.length);
  return epochOf({
    ratings,
    parameters,
    features,
    run(factors, _, { random, learningRate }) {
      for (let n = 0; n < order.length; n++) order[n] = n;
      shuffle(order, random);
      return biasedEpoch(list, order, factors, learningRate!, regularization);
    },
  });
}

/** The same of SVD++, user by user in random order. */
export function plainUserwiseDescent(
  ratings: Ratings,
  parameters: Parameters,
  features: number,
  regularization: number,
): (epoch: Epoch) => number {
  const rows = { ...ratings.rows, values: deviationsOf(ratings) };
  const order = new Int32Array(ratings.users);
  return epochOf({
    ratings,
    parameters,
    features,
    run(factors, implicitFactors, { random, learningRate }) {
      for (let u = 0; u < order.length; u++) order[u] = u;
      shuffle(order, random);
      return svdPlusPlusEpoch(rows, order, factors, implicitFactors, learningRate!, regularization);
    },
  });
}
