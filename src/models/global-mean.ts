import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkOptionNames } from "../training/options";
import type { LinearScores } from "./batches/linear-scores";
import { withoutVectors } from "./batches/no-vectors";
import type { ParameterShape, Parameters, Row } from "./recommender/parameters";
import { Recommender } from "./recommender/recommender";
import type { Step } from "./recommender/recommender";

/** Settings of {@link GlobalMean}. */
export interface GlobalMeanOptions {
  /** One is enough, since each finds the same mean. @default 1 */
  epochs?: number;
  /** Has no effect, since nothing is random; it exists because all models have it. @default 0 */
  seed?: number;
}

/**
 * Predicts the mean of all ratings for every user and item: r̂ = μ. Any other model should be better.
 *
 * @example
 * new GlobalMean().fit(ratings).predict("Ada", "Heat");
 */
export class GlobalMean extends Recommender {
  readonly name = "GlobalMean";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;
  protected override readonly weighing = "loss";

  /** @throws ValueError for an invalid option. */
  constructor(options: GlobalMeanOptions = {}) {
    checkOptionNames(options, ["epochs", "seed"]);
    const { epochs = 1, seed = 0 } = options;
    super({ epochs, seed });
  }

  /** The mean of the ratings, μ. @throws NotFittedError before training. */
  get globalMean(): number {
    return this.parameters.globalMean[0];
  }

  protected shapes(): readonly ParameterShape[] {
    return [{ name: "globalMean", per: "model", width: 1 }];
  }

  protected start(): void {
    // The mean is zero until the first epoch.
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    return () => {
      parameters.globalMean[0] = ratings.mean;
      return this.lossOn(ratings.rows);
    };
  }

  protected score(): number {
    return this.globalMean;
  }

  protected override linearScores(): LinearScores {
    return withoutVectors(null, () => this.globalMean);
  }

  protected foldIn(): Row {
    return {};
  }

  protected lossOn(rows: SparseRows): number {
    return this.rmseOf(rows);
  }
}
