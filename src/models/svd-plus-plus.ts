import type { Matrix } from "../matrix/matrix";
import type { RunOptions } from "../kernels/run";
import type { Random } from "../matrix/random";
import { dot } from "../numerics/dot";
import { implicitPart, implicitParts } from "../numerics/svd-plus-plus";
import type { Ratings } from "../ratings/ratings";
import { rowsAt } from "./factors/factor-model";
import { slicedStep } from "./factors/sliced-step";
import { userwiseBytes, userwiseDescent } from "./factors/userwise";
import type { MemoryDemand, ParameterShape, Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";
import { plainUserwiseDescent } from "./factors/plain-descent";
import { epochLoss, StochasticFactorModel } from "./factors/stochastic-factors";
import type { StochasticOptions } from "./factors/stochastic-factors";

/** Settings of {@link SVDPlusPlus}. */
export interface SVDPlusPlusOptions extends StochasticOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 20 */
  features?: number;
  /** The length of a step along the gradient of one rating, > 0. @default 0.007 */
  learningRate?: number;
}

/**
 * SVD++: biased matrix factorization that also uses which items a user rated, whatever the rating:
 * r̂ = μ + b_u + b_i + q_i·(p_u + z_u), z_u = Σ y_j / √|N(u)| over the items N(u) that u rated in training.
 *
 * Stochastic gradient descent minimizes Σ (r − r̂)² + λ·(b_u² + b_i² + |p_u|² + |q_i|² + Σ |y_j|²), user by user in a new
 * random order each epoch. Training works with 32-bit floats, on one thread, since all users change the same items, and in
 * units of the ratings' spread, a quarter of the range of their scale, so that options mean the same on every scale. The
 * training loss is the RMSE over the ratings, each measured before its step.
 *
 * @example
 * const model = new SVDPlusPlus({ seed: 1 }).fit(ratings);
 * model.predict("Ada", "Heat");
 *
 * @see Koren 2008, "Factorization Meets the Neighborhood", eq. 15
 */
export class SVDPlusPlus extends StochasticFactorModel {
  readonly name = "SVDPlusPlus";
  protected override readonly weighing = "loss";

  /** @throws ValueError for an invalid option. */
  constructor(options: SVDPlusPlusOptions = {}) {
    super(options, { features: 20, learningRate: 0.007 });
  }

  /** y_j, the effect on a user's vector of having rated item j: items × features. Shared. @throws NotFittedError */
  get implicitFactors(): Matrix {
    return this.matrix("implicitFactors", this.settings.features);
  }

  /** z_u, the joint effect of all items that a user rated: users × features. Shared. @throws NotFittedError */
  get userImplicitFactors(): Matrix {
    return this.matrix("userImplicitFactors", this.settings.features);
  }

  /** Those of a biased factor model, and a second vector for each item. */
  protected override shapes(): readonly ParameterShape[] {
    const { features } = this.settings;
    return [
      ...super.shapes(),
      { name: "implicitFactors", per: "item", width: features },
      { name: "userImplicitFactors", per: "user", width: features },
    ];
  }

  protected override startAll(
    shape: ParameterShape,
    values: Float64Array,
    random: Random,
    hasRatings: (k: number) => boolean,
    options: RunOptions,
  ): void {
    // z_u is not a free parameter: the y_j determine it.
    if (shape.name !== "userImplicitFactors") super.startAll(shape, values, random, hasRatings, options);
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    parameters.globalMean[0] = ratings.mean;
    const { features, regularization } = this.settings;
    const lossOf = epochLoss(ratings);
    implicitParts(ratings.rows, parameters.implicitFactors, features, parameters.userImplicitFactors);
    if (ratings.weights !== null) return this.plainSteps(ratings, parameters, lossOf);
    const descend = userwiseDescent(ratings, parameters, features, regularization);
    return slicedStep(function* (epoch) {
      return lossOf(yield* descend(epoch));
    });
  }

  /** The same in 64-bit floats, for ratings with weights: kernels have no place for them. */
  private plainSteps(ratings: Ratings, parameters: Parameters, lossOf: (sum: number) => number): Step {
    const { features, regularization } = this.settings;
    const descend = plainUserwiseDescent(ratings, parameters, features, regularization);
    return (epoch) => {
      const loss = lossOf(descend(epoch));
      implicitParts(ratings.rows, parameters.implicitFactors, features, parameters.userImplicitFactors);
      return loss;
    };
  }

  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    return { ...super.memoryDemand(ratings), heap: userwiseBytes(ratings, this.settings.features) };
  }

  protected override userVector({ userFactors, userImplicitFactors }: Row): Float64Array {
    return userFactors.map((p, t) => p + userImplicitFactors[t]);
  }

  protected override userVectors(): Float64Array {
    const { userFactors, userImplicitFactors } = this.parameters;
    return userFactors.map((p, t) => p + userImplicitFactors[t]);
  }

  /** A new user's z follows from the given items' y; a new item is in no N(u), and therefore has no y. */
  protected foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row {
    return per === "user"
      ? this.foldInUser(others, values, weights)
      : this.foldInItem(others, values, weights);
  }

  private foldInUser(items: Int32Array, values: Float64Array, weights?: Float64Array): Row {
    const { features } = this.settings;
    const { itemFactors, implicitFactors } = this.parameters;
    const z = new Float64Array(features);
    implicitPart(items, 0, items.length, implicitFactors, features, z, 0);
    const left = values.map((value, n) => value - dot(z, 0, itemFactors, items[n] * features, features));
    const row = this.solveRow("user", items, left, rowsAt(itemFactors, items, features), weights);
    return { ...row, userImplicitFactors: z };
  }

  /** Solves for p + z with a penalty on its distance from z, which also loses the rating's part; the rest is p. */
  protected override shortcutWithout(
    items: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): (n: number) => Row | null {
    if (weights !== undefined) return super.shortcutWithout(items, values, weights);
    const { features: k } = this.settings;
    const { implicitFactors: Y } = this.parameters;
    const count = items.length;
    const whole = new Float64Array(k);
    implicitPart(items, 0, count, Y, k, whole, 0);
    const part = (n: number): Float64Array =>
      whole.map((z, t) => (z * Math.sqrt(count) - Y[items[n] * k + t]) / Math.sqrt(count - 1));
    const solve = this.solveWithout(items, values, this.penaltyFor(count - 1), { centre: part });
    return (n) => {
      const row = solve(n);
      if (!row) return null;
      const z = part(n);
      return { ...row, userFactors: row.userFactors.map((x, t) => x - z[t]), userImplicitFactors: z };
    };
  }

  private foldInItem(users: Int32Array, values: Float64Array, weights?: Float64Array): Row {
    const { features } = this.settings;
    const { userFactors, userImplicitFactors } = this.parameters;
    const [p, z] = [userFactors, userImplicitFactors].map((all) => rowsAt(all, users, features));
    const row = this.solveRow(
      "item",
      users,
      values,
      p.map((x, n) => x + z[n]),
      weights,
    );
    return { ...row, implicitFactors: new Float64Array(features) };
  }
}
