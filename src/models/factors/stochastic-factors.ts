import type { Random } from "../../matrix/random";
import { solveBiasedRow } from "../../numerics/biased-factors";
import { largestSize } from "../../numerics/dense";
import { weightOf } from "../../numerics/sparse";
import { divided } from "../../numerics/scale";
import type { Penalty } from "../../numerics/biased-least-squares";
import { square } from "../../numerics/powers";
import type { Ratings } from "../../ratings/ratings";
import { checkNotNegative, checkOptionNames, checkPositive } from "../../training/options";
import { BiasedFactorModel } from "./biased-factors";
import { checkFeatures } from "./factor-model";
import type { FactorSettings } from "./factor-model";
import { spreadOf } from "./spread";
import { normalOf } from "./starting";
import type { Row } from "../recommender/parameters";

/** The options of models trained by stochastic gradient descent. */
export interface StochasticOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. */
  features?: number;
  /** The number of passes over all ratings, a whole number ≥ 1. @default 20 */
  epochs?: number;
  /** The length of a step along the gradient of one rating, > 0, in units of the ratings' spread. */
  learningRate?: number;
  /** L2 strength, λ, on biases and all factors, for each rating, ≥ 0, in units of the ratings' spread. @default 0.02 */
  regularization?: number;
  /** The standard deviation of the starting factors, which are drawn from a normal distribution around 0, ≥ 0, in units of the ratings' spread. @default 0.05 */
  initScale?: number;
  /** Fixes the starting factors and the order of training: a whole number within ±(2⁵³ − 1). @default a new one, kept in `settings.seed` */
  seed?: number;
}

export interface StochasticSettings extends FactorSettings {
  readonly learningRate: number;
  readonly regularization: number;
  readonly initScale: number;
}

const STOCHASTIC_OPTIONS = [
  "features",
  "epochs",
  "learningRate",
  "regularization",
  "initScale",
  "seed",
] as const;

/** An RMSE of so many units, a million times the range of the scale, counts as divergence. */
const DIVERGED = 4e6;

/** The common part of BiasedMF and SVDPlusPlus: options, starting values and folding in. */
export abstract class StochasticFactorModel extends BiasedFactorModel<StochasticSettings> {
  /** @throws ValueError for an unknown or invalid option. */
  protected constructor(options: StochasticOptions, defaults: { features: number; learningRate: number }) {
    checkOptionNames(options, STOCHASTIC_OPTIONS);
    const { features = defaults.features, epochs = 20, learningRate = defaults.learningRate } = options;
    const { regularization = 0.02, initScale = 0.05, seed } = options;
    super({
      features: checkFeatures(features),
      epochs,
      learningRate: checkPositive(learningRate, "learningRate"),
      regularization: checkNotNegative(regularization, "regularization"),
      initScale: checkNotNegative(initScale, "initScale"),
      seed,
    });
  }

  /** Uses the errors of the mean rating and the variance of the starting factors, in units of the ratings' spread. */
  protected override curvatureBound(ratings: Ratings): number {
    const { features, regularization, initScale } = this.settings;
    const { rating } = spreadOf(ratings);
    const largest = largestSize(ratings.rows.values.map((r) => (r - ratings.mean) / rating));
    // A weight makes a step longer.
    const weight = ratings.weights === null ? 1 : Math.max(1, largestSize(ratings.weights));
    return weight * (1 + regularization + largest + features * square(initScale));
  }

  protected startingFactors(random: Random): Random {
    return normalOf(this.settings.initScale, random);
  }

  /**
   * The bias and the factors of a new user or item by regularized least squares.
   * @param vectors the other side's vectors, one row for each of `others`.
   */
  protected solveRow(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    vectors: Float64Array,
    weights?: Float64Array,
  ): Row {
    const { features, regularization } = this.settings;
    const { rating, factor } = spreadOf(this.ratings);
    const biases = per === "user" ? this.itemBiases : this.userBiases;
    const residuals = values.map((value, n) => (value - this.globalMean - biases[others[n]]) / rating);
    const solved = solveBiasedRow(residuals, divided(vectors, factor), features, regularization, weights);
    return this.outOfUnits(per, solved.subarray(0, 1), solved.subarray(1));
  }

  protected override shortcutWithout(
    items: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): (n: number) => Row | null {
    // The penalty goes by the weights of the others, which differ with each that is left out.
    if (weights !== undefined) return () => null;
    return this.solveWithout(items, values, this.penaltyFor(items.length - 1));
  }

  /** The penalty on a user's bias and factors, which counts once for each of `count` ratings. */
  protected penaltyFor(count: number): Penalty {
    const regularization = this.settings.regularization * count;
    return { biasRegularization: regularization, regularization, scaled: false };
  }
}

/**
 * What gives the RMSE of an epoch from its sum of squared errors in units of the ratings' spread; Infinity, which counts as
 * divergence, if it is a million times the scale's range. A first epoch can diverge to numbers that are still finite, and there
 * is no earlier epoch to compare it with.
 */
export function epochLoss(ratings: Ratings): (sum: number) => number {
  const { rating } = spreadOf(ratings);
  const count = weightOf(ratings.rows, 0, ratings.length);
  return (sum) => {
    const loss = Math.sqrt(sum / count);
    return loss <= DIVERGED ? loss * rating : Infinity;
  };
}
