import { biasedRmse } from "../../numerics/biased-factors";
import type { BiasedFactors } from "../../numerics/biased-factors";
import { solveWithoutEach } from "../../numerics/biased-least-squares";
import type { Penalty, BiasedSide } from "../../numerics/biased-least-squares";
import { addDots, dot } from "../../numerics/dot";
import type { SparseRows } from "../../ratings/sparse";
import { FactorModel } from "./factor-model";
import type { FactorSettings } from "./factor-model";
import type { LinearScores } from "../batches/linear-scores";
import type { ParameterShape, Parameters, Row } from "../recommender/parameters";

/**
 * The common part of ALS, BiasedMF and SVDPlusPlus: a rating is μ + b_u + b_i + q_i·v_u, where the model determines the
 * vector v_u from the user's parameters. By default it is p_u.
 */
export abstract class BiasedFactorModel<
  Settings extends FactorSettings = FactorSettings,
> extends FactorModel<Settings> {
  readonly lossName = "RMSE";
  readonly predictsRatings = true;

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

  /** The mean, a bias for each user and item, and their factors. */
  protected override shapes(): readonly ParameterShape[] {
    return [
      { name: "globalMean", per: "model", width: 1 },
      { name: "userBiases", per: "user", width: 1 },
      { name: "itemBiases", per: "item", width: 1 },
      ...super.shapes(),
    ];
  }

  /** The vector v_u of a user: `features` numbers. */
  protected userVector(user: Row): Float64Array {
    return user.userFactors;
  }

  /** The vectors v_u of all users: users × features. */
  protected userVectors(): Float64Array {
    return this.parameters.userFactors;
  }

  /** μ + b_u + b_i + v_u·q_i. */
  protected override score(user: Row, item: Row): number {
    const product = dot(this.userVector(user), 0, item.itemFactors, 0, this.settings.features);
    return this.globalMean + user.userBiases[0] + item.itemBiases[0] + product;
  }

  /** Writes the scores of all items into `scores`. */
  protected override scoreAll(user: Row, scores: Float64Array): void {
    const { itemBiases, itemFactors } = this.parameters;
    const base = this.globalMean + user.userBiases[0];
    for (let i = 0; i < scores.length; i++) scores[i] = base + itemBiases[i];
    addDots(this.userVector(user), itemFactors, this.settings.features, scores);
  }

  /** Mean, biases and v_u·q_i as sums, for kernels. */
  protected override linearScores(): LinearScores {
    return {
      ...super.linearScores(),
      itemBiases: this.parameters.itemBiases,
      user: (row) => ({ base: this.globalMean + row.userBiases[0], vector: this.userVector(row) }),
    };
  }

  /** The RMSE of predictions, not clamped to the scale. */
  protected lossOn(rows: SparseRows): number {
    const factors = { ...this.factorsOf(this.parameters), P: this.userVectors() };
    return biasedRmse(rows, factors);
  }

  /**
   * Implements {@link shortcutWithout} for models that fold in by least squares.
   * @param penalty the penalty for a user with one rating less.
   * @param centre the vector from which the penalty on the factors is measured instead of 0, for each rating left out.
   */
  protected solveWithout(
    items: Int32Array,
    values: Float64Array,
    penalty: Penalty,
    centre?: (n: number) => Float64Array,
  ): (n: number) => Row | null {
    const entries = { rows: 1, offsets: Int32Array.of(0, items.length), indices: items, values };
    const solve = solveWithoutEach(entries, this.globalMean, this.side("item"), penalty, centre);
    return (n) => {
      const solved = solve(n);
      return solved && { userBiases: solved.slice(0, 1), userFactors: solved.slice(1) };
    };
  }

  /** The biases and factors of all users or all items. */
  protected side(per: "user" | "item", parameters: Parameters = this.parameters): BiasedSide {
    return {
      biases: parameters[`${per}Biases`],
      factors: parameters[`${per}Factors`],
      k: this.settings.features,
    };
  }

  /** The parameters under the names that the numerics use. */
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
}
