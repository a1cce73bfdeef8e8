import type { Matrix } from "../matrix/matrix";
import { normal } from "../matrix/random";
import type { Random } from "../matrix/random";
import { biasedSquaredError, solveBiasedRow } from "../numerics/biased-factors";
import { largestSize } from "../numerics/dense";
import { dot } from "../numerics/dot";
import type { BiasedFactors } from "../numerics/biased-factors";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkNotNegative, checkPositive, checkWhole } from "../training/options";
import type { ParameterShape, Parameters, Row } from "./recommender/parameters";
import { Recommender } from "./recommender/recommender";
import type { CommonSettings } from "./recommender/recommender";

/** The options of models that stochastic gradient descent trains. Defaults are the model's. */
export interface StochasticOptions {
  features?: number;
  epochs?: number;
  learningRate?: number;
  regularization?: number;
  initScale?: number;
  seed?: number;
}

export interface StochasticSettings extends CommonSettings {
  readonly features: number;
  readonly learningRate: number;
  readonly regularization: number;
  readonly initScale: number;
}

export const STOCHASTIC_OPTIONS = [
  "features",
  "epochs",
  "learningRate",
  "regularization",
  "initScale",
  "seed",
] as const;

/** More than any model of ratings has use for: a slip of the keyboard is told before memory is asked for. */
const MOST_FEATURES = 10_000;

/** A loss this many times the size of the ratings is none that learning passes through. */
const RUN_AWAY = 1e6;

/** @throws ValueError for an option that cannot be used. */
export function checkStochastic(
  options: Required<Omit<StochasticOptions, "seed">> & { seed?: number },
): Omit<StochasticSettings, "seed"> & { seed?: number } {
  return {
    features: checkWhole(options.features, "features", 1, MOST_FEATURES),
    epochs: checkWhole(options.epochs, "epochs", 1),
    learningRate: checkPositive(options.learningRate, "learningRate"),
    regularization: checkNotNegative(options.regularization, "regularization"),
    initScale: checkNotNegative(options.initScale, "initScale"),
    seed: options.seed,
  };
}

/**
 * What BiasedMF and SVDPlusPlus have in common: a rating is μ + b_u + b_i + q_i·v_u, where the model says which vector
 * v_u its parameters of a user make.
 */
export abstract class BiasedFactorModel extends Recommender<StochasticSettings> {
  readonly lossName = "RMSE";
  protected readonly predictsRatings = true;

  /** The mean of the ratings that the model was trained on, μ. @throws NotFittedError before training. */
  get globalMean(): number {
    return this.parameters.globalMean[0];
  }

  /** How far a user rates above the mean, b_u: one number a user. Shared, not copied. @throws NotFittedError */
  get userBiases(): Float64Array {
    return this.parameters.userBiases;
  }

  /** How far an item is rated above the mean, b_i: one number an item. Shared, not copied. @throws NotFittedError */
  get itemBiases(): Float64Array {
    return this.parameters.itemBiases;
  }

  /** p_u: users × features. Shared, not copied. @throws NotFittedError before training. */
  get userFactors(): Matrix {
    return this.matrix("userFactors", this.settings.features);
  }

  /** q_i: items × features. Shared, not copied. @throws NotFittedError before training. */
  get itemFactors(): Matrix {
    return this.matrix("itemFactors", this.settings.features);
  }

  protected shapes(): readonly ParameterShape[] {
    const { features } = this.settings;
    return [
      { name: "globalMean", per: "model", width: 1 },
      { name: "userBiases", per: "user", width: 1 },
      { name: "itemBiases", per: "item", width: 1 },
      { name: "userFactors", per: "user", width: features },
      { name: "itemFactors", per: "item", width: features },
    ];
  }

  /** Draws factors from N(0, initScale²); all else starts with zeros. */
  protected start({ width }: ParameterShape, values: Float64Array, random: Random): void {
    if (width === 1) return;
    const draw = normal(random);
    for (let t = 0; t < values.length; t++) values[t] = this.settings.initScale * draw();
  }

  /** Errors are of the mean to begin with, and the squares of factors those of the start. */
  protected override steepness({ rows, mean }: Ratings): number {
    const { features, regularization, initScale } = this.settings;
    return 1 + regularization + largestSize(rows.values.map((r) => r - mean)) + features * initScale ** 2;
  }

  /** v_u of a user's parameters: `features` numbers. */
  protected abstract userVector(user: Row): Float64Array;

  /** v_u of all users: users × features. */
  protected abstract userVectors(): Float64Array;

  protected score(user: Row, item: Row): number {
    const { features } = this.settings;
    const product = dot(this.userVector(user), 0, item.itemFactors, 0, features);
    return this.globalMean + user.userBiases[0] + item.itemBiases[0] + product;
  }

  protected override scoreAll(user: Row, scores: Float64Array): void {
    const { features } = this.settings;
    const { itemBiases, itemFactors } = this.parameters;
    const vector = this.userVector(user);
    const base = this.globalMean + user.userBiases[0];
    for (let i = 0; i < scores.length; i++)
      scores[i] = base + itemBiases[i] + dot(vector, 0, itemFactors, i * features, features);
  }

  /** The RMSE of predictions that are not held within the scale. */
  protected lossOn(rows: SparseRows): number {
    const factors = { ...this.factorsOf(this.parameters), P: this.userVectors() };
    return Math.sqrt(biasedSquaredError(rows, factors) / rows.values.length);
  }

  /** The parameters as the numerics name them. */
  protected factorsOf(parameters: Parameters): BiasedFactors {
    return {
      mean: parameters.globalMean[0],
      userBiases: parameters.userBiases,
      itemBiases: parameters.itemBiases,
      P: parameters.userFactors,
      Q: parameters.itemFactors,
      k: this.settings.features,
    };
  }

  /**
   * The bias and the factors of a new user or item by regularized least squares.
   * @param vectors the other side's, one row for each of `others`.
   */
  protected solveRow(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    vectors: Float64Array,
  ): Row {
    const { features, regularization } = this.settings;
    const biases = per === "user" ? this.itemBiases : this.userBiases;
    const residuals = values.map((value, n) => value - this.globalMean - biases[others[n]]);
    const solved = solveBiasedRow(residuals, vectors, features, regularization);
    return { [`${per}Biases`]: solved.slice(0, 1), [`${per}Factors`]: solved.slice(1) };
  }
}

/**
 * The RMSE of an epoch from its sum of squared errors; Infinity, which counts as divergence, where it is a million
 * times the size of the ratings. A first epoch can run away to numbers that are still finite, and has no earlier one to
 * be compared with.
 */
export function epochLoss(sum: number, ratings: Ratings): number {
  const { values } = ratings.rows;
  const loss = Math.sqrt(sum / values.length);
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return loss <= RUN_AWAY * size ? loss : Infinity;
}

/** The rows of `values` at these places, one after the other. */
export function rowsAt(values: Float64Array, places: Int32Array, width: number): Float64Array {
  const rows = new Float64Array(places.length * width);
  places.forEach((place, n) => rows.set(values.subarray(place * width, (place + 1) * width), n * width));
  return rows;
}
