import { biasedRmse } from "../../numerics/biased-factors";
import type { BiasedFactors } from "../../numerics/biased-factors";
import { solveWithoutEach } from "../../numerics/biased-least-squares";
import type { Penalty, BiasedSide } from "../../numerics/biased-least-squares";
import { addDots, dot } from "../../numerics/dot";
import { divided, multiplied } from "../../numerics/scale";
import type { Sparse } from "../../numerics/sparse";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { FactorModel, rowsAt } from "./factor-model";
import type { FactorSettings } from "./factor-model";
import type { LinearScores } from "../batches/linear-scores";
import { zeroRow } from "../recommender/parameters";
import type { ParameterShape, Parameters, Row } from "../recommender/parameters";
import { spreadOf } from "./spread";

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

  /**
   * How far a user rates above the mean, b_u: one number a user, as it was trained beside the factors; `explain` counts what
   * the products of all items with the user have in common to it. Shared, not copied. @throws NotFittedError
   */
  get userBiases(): Float64Array {
    return this.parameters.userBiases;
  }

  /**
   * How far an item is rated above the mean, b_i: one number an item, as it was trained beside the factors; `explain` counts
   * what the products of all users with the item have in common to it. Shared, not copied. @throws NotFittedError
   */
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

  /** Factors start in units of the ratings' spread; biases start with zeros. @internal */
  protected override startingUnit(_shape: ParameterShape, ratings: Ratings): number {
    return spreadOf(ratings).factor;
  }

  /** No bias and no factors, which leaves the mean and the other side's bias: μ + b_i, or μ + b_u. */
  protected override withoutRatings(per: "user" | "item"): Row {
    return zeroRow(this.trained.shapes, per);
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
   * @param options `centre`: the vector from which the penalty on the factors is measured instead of 0, for each rating left
   * out; `weights`: how often each rating counts.
   */
  protected solveWithout(
    items: Int32Array,
    values: Float64Array,
    penalty: Penalty,
    {
      centre,
      weights,
    }: { readonly centre?: (n: number) => Float64Array; readonly weights?: Float64Array } = {},
  ): (n: number) => Row | null {
    const { factor } = spreadOf(this.ratings);
    const { entries, others } = this.inUnits("user", items, values, weights);
    const centreInUnits = centre && ((n: number): Float64Array => divided(centre(n), factor));
    const solve = solveWithoutEach(entries, 0, others, penalty, centreInUnits);
    return (n) => {
      const solved = solve(n);
      return solved && this.outOfUnits("user", solved.subarray(0, 1), solved.subarray(1));
    };
  }

  /**
   * What a user, or an item, is folded in from by least squares, in units of the ratings' spread: the deviations of its
   * ratings from the mean, and the biases and factors of those that these ratings are of. @internal
   */
  protected inUnits(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): { entries: Sparse; others: BiasedSide } {
    const { rating, factor } = spreadOf(this.ratings);
    const { biases, factors, k } = this.side(per === "user" ? "item" : "user");
    const deviations = values.map((value) => (value - this.globalMean) / rating);
    const indices = others.map((_, n) => n);
    return {
      entries: { rows: 1, offsets: Int32Array.of(0, others.length), indices, values: deviations, weights },
      others: {
        biases: Float64Array.from(others, (other) => biases[other] / rating),
        factors: divided(rowsAt(factors, others, k), factor),
        k,
      },
    };
  }

  /** A bias and factors that were found in units, as the parameters of a user or an item. */
  protected outOfUnits(per: "user" | "item", bias: Float64Array, factors: Float64Array): Row {
    const { rating, factor } = spreadOf(this.ratings);
    return { [`${per}Biases`]: multiplied(bias, rating), [`${per}Factors`]: multiplied(factors, factor) };
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
