import type { Matrix } from "../matrix/matrix";
import { createRandom } from "../matrix/random";
import type { Random } from "../matrix/random";
import { largestSize } from "../numerics/dense";
import { addDots } from "../numerics/dot";
import { softplus } from "../numerics/logistic";
import { logisticStep, logOdds } from "../numerics/logistic-step";
import type { LogisticSide } from "../numerics/logistic-step";
import type { Ratings } from "../ratings/ratings";
import { rowOfEach } from "../ratings/sparse";
import type { SparseRows } from "../ratings/sparse";
import { checkNotNegative, checkOptionNames, checkPositive, checkWhole } from "../training/options";
import { checkCounts, checkGivenCounts } from "./counts";
import { drawOther, drawPlace, othersForEach, union } from "./negatives";
import type { ParameterShape, Parameters, Row } from "./recommender/parameters";
import { Recommender } from "./recommender/recommender";
import type { CommonSettings, Step } from "./recommender/recommender";

export interface LogisticMFOptions {
  /** How many numbers describe each user and each item, a whole number ≥ 1. @default 30 */
  features?: number;
  /** Of as many liked samples as there are ratings, a whole number ≥ 1. @default 30 */
  epochs?: number;
  /** How far each step goes, > 0. @default 0.05 */
  learningRate?: number;
  /** L2 strength λ, ≥ 0. @default 0.02 */
  regularization?: number;
  /**
   * A rating r weighs alpha × r, a cell without a rating 1; > 0. Steps grow with it: of counts in the hundreds, take
   * the logarithm, as the paper does. @default 1
   */
  alpha?: number;
  /** How many cells without a rating are drawn for each rating, a whole number ≥ 1. @default 5 */
  negatives?: number;
  /** Draws starting factors and samples. @default drawn anew */
  seed?: number;
}

interface Settings extends CommonSettings {
  readonly features: number;
  readonly learningRate: number;
  readonly regularization: number;
  readonly alpha: number;
  readonly negatives: number;
}

const OPTIONS = [
  ...["features", "epochs", "learningRate", "regularization"],
  ...["alpha", "negatives", "seed"],
] as const;

/**
 * Logistic matrix factorization: the probability that a user likes an item is σ(x·y + b + c), with their factors x and
 * y and biases b and c. The score is the log-odds, x·y + b + c.
 *
 * Each step draws a rating r, which weighs alpha × r, and `negatives` items that its user has not rated, which weigh 1
 * each; it follows the gradient of −ln p + λ/2 × the squares of all that it touches. The paper takes all cells and
 * AdaGrad; samples and plain steps need no more than the parameters to go on from.
 *
 * @example
 * const model = new LogisticMF({ seed: 1 }).fit(ratings.atLeast(4));
 * @see Johnson 2014, "Logistic Matrix Factorization for Implicit Feedback Data"
 */
export class LogisticMF extends Recommender<Settings> {
  readonly name = "LogisticMF";
  /** The weighted mean of −ln p over the epoch's samples, each before its own step. */
  readonly lossName = "log loss";
  protected readonly predictsRatings = false;

  /** @throws ValueError for an option that cannot be used. */
  constructor(options: LogisticMFOptions = {}) {
    checkOptionNames(options, OPTIONS);
    const { features = 30, epochs = 30, learningRate = 0.05, regularization = 0.02 } = options;
    super({
      features: checkWhole(features, "features", 1),
      epochs: checkWhole(epochs, "epochs", 1),
      learningRate: checkPositive(learningRate, "learningRate"),
      regularization: checkNotNegative(regularization, "regularization"),
      alpha: checkPositive(options.alpha ?? 1, "alpha"),
      negatives: checkWhole(options.negatives ?? 5, "negatives", 1),
      seed: options.seed,
    });
  }

  /** users × features. */
  get userFactors(): Matrix {
    return this.matrix("userFactors", this.settings.features);
  }

  /** items × features. */
  get itemFactors(): Matrix {
    return this.matrix("itemFactors", this.settings.features);
  }

  /** users × 1: how much each user likes everything. */
  get userBiases(): Matrix {
    return this.matrix("userBiases", 1);
  }

  /** items × 1: how much everybody likes each item. */
  get itemBiases(): Matrix {
    return this.matrix("itemBiases", 1);
  }

  protected shapes(): readonly ParameterShape[] {
    const width = this.settings.features;
    return [
      { name: "userFactors", per: "user", width },
      { name: "itemFactors", per: "item", width },
      { name: "userBiases", per: "user", width: 1 },
      { name: "itemBiases", per: "item", width: 1 },
    ];
  }

  /** Factors from ±0.5 ÷ features, biases 0. */
  protected start({ name }: ParameterShape, values: Float64Array, random: Random): void {
    if (name.endsWith("Biases")) return;
    for (let t = 0; t < values.length; t++) values[t] = (random() - 0.5) / values.length;
  }

  protected override check(ratings: Ratings): void {
    super.check(ratings);
    checkCounts(ratings);
  }

  /** An error is 1 at most, times its weight. */
  protected override steepness({ rows }: Ratings): number {
    const { alpha, regularization } = this.settings;
    return 2 + regularization + alpha * largestSize(rows.values);
  }

  protected begin({ rows }: Ratings, parameters: Parameters): Step {
    const { features: k, regularization, alpha, negatives } = this.settings;
    const [users, items] = sides(parameters);
    const userOf = rowOfEach(rows);
    return ({ learningRate, random }) => {
      const rates = { user: learningRate ?? 0, item: learningRate ?? 0 };
      const mean = new WeightedMean();
      for (let n = 0; n < userOf.length; n++) {
        const p = drawPlace(userOf.length, random);
        const [u, i, weight] = [userOf[p], rows.indices[p], alpha * rows.values[p]];
        mean.add(weight, logisticStep(users, u, items, i, k, true, weight, rates, regularization));
        for (let draw = 0; draw < negatives; draw++) {
          const other = drawOther(rows, u, random);
          if (other < 0) break;
          mean.add(1, logisticStep(users, u, items, other, k, false, 1, rates, regularization));
        }
      }
      return mean.value;
    };
  }

  protected score(user: Row, item: Row): number {
    return logOdds(sides(user)[0], 0, sides(item)[1], 0, this.settings.features);
  }

  protected override scoreAll(user: Row, scores: Float64Array): void {
    const { itemFactors, itemBiases } = this.parameters;
    for (let i = 0; i < scores.length; i++) scores[i] = user.userBiases[0] + itemBiases[i];
    addDots(user.userFactors, itemFactors, this.settings.features, scores);
  }

  /** As many steps as training would have made for this one, from zeros, with everything else as it is. */
  protected foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row {
    const { itemIds, userIds } = this.ratings;
    checkGivenCounts(others, values, per === "user" ? itemIds : userIds);
    const side = { factors: new Float64Array(this.settings.features), biases: new Float64Array(1) };
    if (per === "user") {
      this.foldInUser(side, others, values);
      return { userFactors: side.factors, userBiases: side.biases };
    }
    this.foldInItem(side, others, values);
    return { itemFactors: side.factors, itemBiases: side.biases };
  }

  private foldInUser(user: LogisticSide, liked: Int32Array, values: Float64Array): void {
    const { features: k, epochs, learningRate, regularization, alpha, negatives, seed } = this.settings;
    const items = sides(this.parameters)[1];
    const rates = { user: learningRate, item: 0 };
    const other = othersForEach(liked, this.ratings.items, seed);
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let n = 0; n < liked.length; n++) {
        logisticStep(user, 0, items, liked[n], k, true, alpha * values[n], rates, regularization);
        for (let draw = 0; other && draw < negatives; draw++)
          logisticStep(user, 0, items, other(n), k, false, 1, rates, regularization);
      }
    }
  }

  private foldInItem(item: LogisticSide, fans: Int32Array, values: Float64Array): void {
    const { features: k, epochs, learningRate, regularization, alpha, negatives, seed } = this.settings;
    const random = createRandom(seed, "fold in");
    const users = sides(this.parameters)[0];
    const userOf = rowOfEach(this.ratings.rows);
    const rates = { user: 0, item: learningRate };
    const likes = new Set(fans);
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let p = 0; p < fans.length; p++)
        logisticStep(users, fans[p], item, 0, k, true, alpha * values[p], rates, regularization);
      // Users are drawn by their ratings, as they are when an item's turn comes in training.
      for (let n = 0; n < (negatives * userOf.length) / this.ratings.items; n++) {
        const u = userOf[drawPlace(userOf.length, random)];
        if (!likes.has(u)) logisticStep(users, u, item, 0, k, false, 1, rates, regularization);
      }
    }
  }

  /** With items that their users rated neither in training nor here; the same ones each time. */
  protected lossOn(rows: SparseRows): number {
    const { features: k, alpha, negatives, seed } = this.settings;
    const [users, items] = sides(this.parameters);
    const rated = union(this.ratings.rows, rows);
    const random = createRandom(seed, "loss");
    const userOf = rowOfEach(rows);
    const mean = new WeightedMean();
    for (let p = 0; p < userOf.length; p++) {
      const u = userOf[p];
      mean.add(alpha * rows.values[p], softplus(-logOdds(users, u, items, rows.indices[p], k)));
      for (let draw = 0; draw < negatives; draw++) {
        const other = drawOther(rated, u, random);
        if (other < 0) break;
        mean.add(1, softplus(logOdds(users, u, items, other, k)));
      }
    }
    return mean.value;
  }
}

class WeightedMean {
  private sum = 0;
  private weights = 0;

  add(weight: number, value: number): void {
    this.sum += weight * value;
    this.weights += weight;
  }

  get value(): number {
    return this.sum / this.weights;
  }
}

/** The users' and the items' side of all parameters, or the one that a row has. */
function sides(of: Parameters | Row): [users: LogisticSide, items: LogisticSide] {
  return [
    { factors: of.userFactors, biases: of.userBiases },
    { factors: of.itemFactors, biases: of.itemBiases },
  ];
}
