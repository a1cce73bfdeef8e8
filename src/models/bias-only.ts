import { biasedRmse } from "../numerics/biased-factors";
import { solveBiases } from "../numerics/biases";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkNotNegative, checkOptionNames } from "../training/options";
import type { LinearScores } from "./batches/linear-scores";
import { withoutVectors } from "./batches/no-vectors";
import type { ParameterShape, Parameters, Row } from "./recommender/parameters";
import { Recommender } from "./recommender/recommender";
import type { CommonSettings, Step } from "./recommender/recommender";

/** Settings of {@link BiasOnly}. */
export interface BiasOnlyOptions {
  /** The number of times to solve for item biases and then user biases, a whole number ≥ 1. @default 10 */
  epochs?: number;
  /** Shrinks a user's bias as if there were as many more ratings at the mean, ≥ 0. @default 15 */
  userRegularization?: number;
  /** Shrinks an item's bias as if there were as many more ratings at the mean, ≥ 0. @default 10 */
  itemRegularization?: number;
  /** Has no effect, since nothing is random; it exists because all models have it. @default 0 */
  seed?: number;
}

interface BiasOnlySettings extends CommonSettings {
  readonly userRegularization: number;
  readonly itemRegularization: number;
}

const BIAS_ONLY_OPTIONS = ["epochs", "userRegularization", "itemRegularization", "seed"] as const;
const NO_FACTORS = new Float64Array(0);

/**
 * Predicts from how high a user rates and how high an item is rated, without any taste: r̂ = μ + b_u + b_i.
 *
 * Alternating least squares: b_i = Σ (r − μ − b_u) / (λ_i + how many rated i), then b_u = Σ (r − μ − b_i) / (λ_u + how
 * many u rated). The training loss is the RMSE after an epoch.
 *
 * @example
 * new BiasOnly().fit(ratings).predict("Ada", "Heat");
 *
 * @see Koren 2010, "Factor in the Neighbors", section 2.1
 */
export class BiasOnly extends Recommender<BiasOnlySettings> {
  readonly name = "BiasOnly";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;
  protected override readonly weighing = "loss";

  /** @throws ValueError for an invalid option. */
  constructor(options: BiasOnlyOptions = {}) {
    checkOptionNames(options, BIAS_ONLY_OPTIONS);
    const { epochs = 10, userRegularization = 15, itemRegularization = 10, seed = 0 } = options;
    super({
      epochs,
      userRegularization: checkNotNegative(userRegularization, "userRegularization"),
      itemRegularization: checkNotNegative(itemRegularization, "itemRegularization"),
      seed,
    });
  }

  /** The mean of the ratings, μ. @throws NotFittedError before training. */
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

  protected shapes(): readonly ParameterShape[] {
    return [
      { name: "globalMean", per: "model", width: 1 },
      { name: "userBiases", per: "user", width: 1 },
      { name: "itemBiases", per: "item", width: 1 },
    ];
  }

  protected start(): void {
    // All parameters start with zeros.
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    const { userRegularization, itemRegularization } = this.settings;
    const { userBiases, itemBiases } = parameters;
    const { rows, columns, mean } = ratings;
    parameters.globalMean[0] = mean;
    return () => {
      solveBiases(columns, mean, itemBiases, userBiases, itemRegularization);
      solveBiases(rows, mean, userBiases, itemBiases, userRegularization);
      return this.lossOn(rows);
    };
  }

  protected score(user: Row, item: Row): number {
    return this.globalMean + user.userBiases[0] + item.itemBiases[0];
  }

  protected override linearScores(): LinearScores {
    return withoutVectors(this.itemBiases, ({ userBiases }) => this.globalMean + userBiases[0]);
  }

  protected foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row {
    const { userRegularization, itemRegularization } = this.settings;
    const ofUser = per === "user";
    const biases = new Float64Array(1);
    solveBiases(
      { rows: 1, offsets: Int32Array.of(0, others.length), indices: others, values, weights },
      this.globalMean,
      biases,
      ofUser ? this.itemBiases : this.userBiases,
      ofUser ? userRegularization : itemRegularization,
    );
    return { [`${per}Biases`]: biases };
  }

  /** The RMSE of predictions, not clamped to the scale. */
  protected lossOn(rows: SparseRows): number {
    const { globalMean: mean, userBiases, itemBiases } = this;
    const parts = { mean, userBiases, itemBiases, P: NO_FACTORS, Q: NO_FACTORS, k: 0 };
    return biasedRmse(rows, parts);
  }
}
