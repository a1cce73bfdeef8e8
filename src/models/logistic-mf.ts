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
import { DescentPath, MOST_EXACT } from "./factors/descent-path";
import { checkFeatures, FactorModel } from "./factors/factor-model";
import type { FactorSettings } from "./factors/factor-model";
import { drawOther, drawIndex, othersForEach, union } from "./factors/negatives";
import type { LinearScores } from "./batches/linear-scores";
import { sampledBytes, sampledDescent } from "./factors/sampled";
import { evenOf } from "./factors/starting";
import type { MemoryDemand, ParameterShape, Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";

/** Settings of {@link LogisticMF}. */
export interface LogisticMFOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 30 */
  features?: number;
  /** The number of epochs, each with as many liked samples as there are ratings, a whole number ≥ 1. @default 30 */
  epochs?: number;
  /** The length of a step along the gradient, > 0. @default 0.05 */
  learningRate?: number;
  /** L2 strength λ, ≥ 0. @default 0.02 */
  regularization?: number;
  /**
   * The weight of a rating r is alpha × r, that of a cell without a rating 1; > 0. Steps grow with the weight: take the
   * logarithm of counts in the hundreds, as the paper does. @default 1
   */
  alpha?: number;
  /** The number of cells without a rating to draw for each rating, a whole number ≥ 1. @default 5 */
  negatives?: number;
  /** Fixes the starting factors and samples. @default a new one, kept in `settings.seed` */
  seed?: number;
}

interface LogisticMFSettings extends FactorSettings {
  readonly learningRate: number;
  readonly regularization: number;
  readonly alpha: number;
  readonly negatives: number;
}

const LOGISTIC_MF_OPTIONS = [
  ...["features", "epochs", "learningRate", "regularization"],
  ...["alpha", "negatives", "seed"],
] as const;

/**
 * Logistic matrix factorization: the probability that a user likes an item is σ(x·y + b + c), with their factors x and
 * y and biases b and c. The score is the log-odds, x·y + b + c.
 *
 * Each rating r, which weighs alpha × r, comes with `negatives` items that its user has not rated, which weigh 1 each. Each
 * of them takes a step along the gradient of −ln p + λ/2 × the squares of all parameters in the step, and four of a user
 * take theirs from the same parameters. An epoch takes each rating once, in random order: users and items are cut into
 * groups, items into new ones each epoch, and the items drawn are of the same group. Training works with 32-bit floats. The
 * paper uses all cells and AdaGrad; with samples and plain steps, the parameters alone are enough to resume training.
 *
 * @example
 * const model = new LogisticMF({ seed: 1 }).fit(ratings.atLeast(4));
 * @see Johnson 2014, "Logistic Matrix Factorization for Implicit Feedback Data"
 */
export class LogisticMF extends FactorModel<LogisticMFSettings> {
  readonly name = "LogisticMF";
  /** The weighted mean of −ln p over the epoch's samples, each before its own step. */
  readonly lossName = "log loss";
  readonly predictsRatings = false;
  protected override readonly weighing = "counts";

  /** @throws ValueError for an invalid option. */
  constructor(options: LogisticMFOptions = {}) {
    checkOptionNames(options, LOGISTIC_MF_OPTIONS);
    const { features = 30, epochs = 30, learningRate = 0.05, regularization = 0.02 } = options;
    super({
      features: checkFeatures(features),
      epochs,
      learningRate: checkPositive(learningRate, "learningRate"),
      regularization: checkNotNegative(regularization, "regularization"),
      alpha: checkPositive(options.alpha ?? 1, "alpha"),
      negatives: checkWhole(options.negatives ?? 5, "negatives", 1),
      seed: options.seed,
    });
  }

  /** How much each user likes everything: one number a user. Shared, not copied. @throws NotFittedError */
  get userBiases(): Float64Array {
    return this.parameters.userBiases;
  }

  /** How much everybody likes each item: one number an item. Shared, not copied. @throws NotFittedError */
  get itemBiases(): Float64Array {
    return this.parameters.itemBiases;
  }

  protected override shapes(): readonly ParameterShape[] {
    return [
      ...super.shapes(),
      { name: "userBiases", per: "user", width: 1 },
      { name: "itemBiases", per: "item", width: 1 },
    ];
  }

  protected startingFactors(random: Random): Random {
    const { features } = this.settings;
    return evenOf(-0.5 / features, 1 / features, random);
  }

  /** An error is at most 1, times its weight. */
  protected override curvatureBound({ rows }: Ratings): number {
    const { alpha, regularization } = this.settings;
    return 2 + regularization + alpha * largestSize(rows.values);
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    const { features, regularization, alpha, negatives } = this.settings;
    return sampledDescent(ratings, parameters, {
      ...{ kernel: "logisticMF", features, weighted: true, steps: 1 + negatives, regularization },
      numbers: [alpha, negatives],
      arrays: (at, known) => [
        ...[at.starts, at.blockUsers, at.blockSlots, at.blockValues, at.members, at.begins],
        ...[...known, at.X, at.Y, at.userBiases, at.itemBiases],
      ],
    });
  }

  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    const { features, negatives } = this.settings;
    const sampling = { features, weighted: true, steps: 1 + negatives };
    return { ...super.memoryDemand(ratings), heap: sampledBytes(ratings, sampling) };
  }

  protected override score(user: Row, item: Row): number {
    return logOdds(sides(user)[0], 0, sides(item)[1], 0, this.settings.features);
  }

  protected override scoreAll(user: Row, scores: Float64Array): void {
    const { itemFactors, itemBiases } = this.parameters;
    for (let i = 0; i < scores.length; i++) scores[i] = user.userBiases[0] + itemBiases[i];
    addDots(user.userFactors, itemFactors, this.settings.features, scores);
  }

  protected override linearScores(): LinearScores {
    return {
      ...super.linearScores(),
      itemBiases: this.parameters.itemBiases,
      user: ({ userFactors, userBiases }) => ({ base: userBiases[0], vector: userFactors }),
    };
  }

  /** Starts from zeros and takes as many steps as training would, with everything else fixed. */
  protected foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row {
    return per === "user" ? this.foldInUser(others, values) : this.foldInItem(others, values);
  }

  /** @param without the index in `liked` of an item to take no steps for. @param path records the steps. */
  private foldInUser(liked: Int32Array, values: Float64Array, without: number = -1, path?: DescentPath): Row {
    const { features: k, epochs, learningRate, regularization, alpha, negatives, seed } = this.settings;
    const items = sides(this.parameters)[1];
    const user = { factors: new Float64Array(k), biases: new Float64Array(1) };
    const rates = { user: learningRate, item: 0 };
    const other = othersForEach(liked, this.ratings.items, seed);
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let n = 0; n < liked.length; n++) {
        if (n === without) continue;
        const weight = alpha * values[n];
        const loss = logisticStep(user, 0, items, liked[n], k, true, weight, rates, regularization);
        path?.note(n, liked[n], loss);
        for (let draw = 0; other && draw < negatives; draw++) {
          const item = other(n);
          const missed = logisticStep(user, 0, items, item, k, false, 1, rates, regularization);
          path?.note(n, item, missed);
        }
      }
    }
    return { userFactors: user.factors, userBiases: user.biases };
  }

  /** Leaves out the steps of one rating: its item then counts neither as liked nor as not liked. */
  protected override shortcutWithout(liked: Int32Array, values: Float64Array): (n: number) => Row {
    return (n) => this.foldInUser(liked, values, n);
  }

  /**
   * For many ratings a first-order approximation by a pass back over the steps, within about 15 % on MovieLens 100K;
   * otherwise exact, one by one.
   */
  protected override influences(liked: Int32Array, values: Float64Array, on: readonly Row[]): Float64Array[] {
    const one = (): Float64Array[] => super.influences(liked, values, on);
    if (liked.length <= MOST_EXACT) return one();
    const { features: k, epochs, learningRate, regularization, alpha, negatives } = this.settings;
    const { itemFactors: Y, itemBiases } = this.parameters;
    const path = new DescentPath(learningRate, regularization, epochs * liked.length * (1 + negatives));
    const user = this.foldInUser(liked, values, -1, path);
    // The bias is one more factor, which is 1 for all items.
    const A = new Float64Array(on.length * (k + 1)).fill(1);
    on.forEach((row, i) => A.set(row.itemFactors, i * (k + 1)));
    const x = Float64Array.from([...user.userFactors, ...user.userBiases]);
    const added = path.influences(A, x, liked.length, (n, item, into) => {
      into.weight = item === liked[n] ? alpha * values[n] : -1;
      into.fixed = itemBiases[item];
      into.d.fill(1);
      into.d.set(Y.subarray(item * k, (item + 1) * k));
    });
    return added ?? one();
  }

  private foldInItem(fans: Int32Array, values: Float64Array): Row {
    const { features: k, epochs, learningRate, regularization, alpha, negatives, seed } = this.settings;
    const random = createRandom(seed, "fold in");
    const users = sides(this.parameters)[0];
    const item = { factors: new Float64Array(k), biases: new Float64Array(1) };
    const userOf = rowOfEach(this.ratings.rows);
    const rates = { user: 0, item: learningRate };
    const likes = new Set(fans);
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let p = 0; p < fans.length; p++)
        logisticStep(users, fans[p], item, 0, k, true, alpha * values[p], rates, regularization);
      // Users are drawn in proportion to their ratings, as in training.
      for (let n = 0; n < (negatives * userOf.length) / this.ratings.items; n++) {
        const u = userOf[drawIndex(userOf.length, random)];
        if (!likes.has(u)) logisticStep(users, u, item, 0, k, false, 1, rates, regularization);
      }
    }
    return { itemFactors: item.factors, itemBiases: item.biases };
  }

  /** Draws items that their users rated neither in training nor here; the draws are always the same. */
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

/** The users' and the items' side of all parameters, or the one side of a row. */
function sides(of: Parameters | Row): [users: LogisticSide, items: LogisticSide] {
  return [
    { factors: of.userFactors, biases: of.userBiases },
    { factors: of.itemFactors, biases: of.itemBiases },
  ];
}
