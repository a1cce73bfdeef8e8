import type { Ratings } from "../ratings/ratings";
import { blockwiseBytes, blockwiseDescent } from "./factors/blockwise";
import { rowsAt } from "./factors/factor-model";
import type { MemoryDemand, Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";
import { plainDescent } from "./factors/plain-descent";
import { epochLoss, StochasticFactorModel } from "./factors/stochastic-factors";
import type { StochasticOptions } from "./factors/stochastic-factors";

/** Settings of {@link BiasedMF}. */
export interface BiasedMFOptions extends StochasticOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 100 */
  features?: number;
  /** The length of a step along the gradient of one rating, > 0. @default 0.005 */
  learningRate?: number;
}

/**
 * Matrix factorization with biases, known as Funk's SVD: r̂ = μ + b_u + b_i + p_u·q_i.
 *
 * Stochastic gradient descent minimizes Σ (r − r̂)² + λ·(b_u² + b_i² + |p_u|² + |q_i|²) over the ratings, in a new random
 * order each epoch: the ratings are cut into blocks of users and items, the blocks are taken in random order, in a block
 * the users, and of a user the ratings. Training works with 32-bit floats, in units of the ratings' spread, a quarter of the
 * range of their scale, so that options mean the same on every scale. The training loss is the RMSE over the ratings,
 * each measured before its step.
 *
 * @example
 * const model = new BiasedMF({ seed: 1 }).fit(ratings);
 * model.predict("Ada", "Heat");
 *
 * @see Koren, Bell & Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems", eq. 5
 */
export class BiasedMF extends StochasticFactorModel {
  readonly name = "BiasedMF";
  protected override readonly weighing = "loss";

  /** @throws ValueError for an invalid option. */
  constructor(options: BiasedMFOptions = {}) {
    super(options, { features: 100, learningRate: 0.005 });
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    parameters.globalMean[0] = ratings.mean;
    const { features, regularization } = this.settings;
    if (ratings.weights !== null) {
      // Kernels have no place for weights.
      const [descend, lossOf] = [
        plainDescent(ratings, parameters, features, regularization),
        epochLoss(ratings),
      ];
      return (epoch) => lossOf(descend(epoch));
    }
    return blockwiseDescent(ratings, parameters, features, regularization, epochLoss(ratings));
  }

  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    const heap = blockwiseBytes(ratings, this.settings.features);
    return { ...super.memoryDemand(ratings), heap };
  }

  protected foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row {
    const { itemFactors, userFactors } = this.parameters;
    const vectors = rowsAt(per === "user" ? itemFactors : userFactors, others, this.settings.features);
    return this.solveRow(per, others, values, vectors, weights);
  }
}
