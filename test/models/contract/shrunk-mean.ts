import { Recommender } from "../../../src/models/recommender/recommender";
import type { CommonSettings, Step } from "../../../src/models/recommender/recommender";
import type { ParameterShape, Parameters, Row } from "../../../src/models/recommender/parameters";
import type { Ratings } from "../../../src/ratings/ratings";
import type { SparseRows } from "../../../src/ratings/sparse";
import { checkNotNegative, checkOptionNames } from "../../../src/training/options";

export interface ShrunkMeanOptions {
  /** Shrinks an item's bias as if there were as many more ratings at the mean, ≥ 0. @default 5 */
  shrinkage?: number;
  /** One is enough: each finds the same biases. @default 1 */
  epochs?: number;
  /** Has no effect, as nothing is drawn: all models have this option. @default 0 */
  seed?: number;
}

interface Settings extends CommonSettings {
  readonly shrinkage: number;
}

/** How an item is rated, whoever rates it: r̂ = μ + b_i, b_i = Σ (r − μ) ÷ (how many rated i + shrinkage). */
export class ShrunkMean extends Recommender<Settings> {
  readonly name = "ShrunkMean";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;

  /** @throws ValueError for an option that cannot be used. */
  constructor(options: ShrunkMeanOptions = {}) {
    checkOptionNames(options, ["shrinkage", "epochs", "seed"]);
    const { shrinkage = 5, epochs = 1, seed = 0 } = options;
    super({ shrinkage: checkNotNegative(shrinkage, "shrinkage"), epochs, seed });
  }

  protected shapes(): readonly ParameterShape[] {
    return [
      { name: "globalMean", per: "model", width: 1 },
      { name: "itemBiases", per: "item", width: 1 },
    ];
  }

  protected start(): void {
    // Zeros, until the first epoch.
  }

  protected begin({ columns, rows, mean }: Ratings, { globalMean, itemBiases }: Parameters): Step {
    return () => {
      globalMean[0] = mean;
      for (let i = 0; i < columns.rows; i++)
        itemBiases[i] = this.bias(columns.values.subarray(columns.offsets[i], columns.offsets[i + 1]), mean);
      return this.lossOn(rows);
    };
  }

  protected score(_user: Row, item: Row): number {
    return this.parameters.globalMean[0] + item.itemBiases[0];
  }

  protected foldIn(per: "user" | "item", _others: Int32Array, values: Float64Array): Row {
    const { globalMean } = this.parameters;
    return per === "user" ? {} : { itemBiases: Float64Array.of(this.bias(values, globalMean[0])) };
  }

  protected lossOn(rows: SparseRows): number {
    return this.rmseOf(rows);
  }

  private bias(ratings: Float64Array, mean: number): number {
    const above = ratings.reduce((sum, rating) => sum + rating - mean, 0);
    return above === 0 ? 0 : above / (ratings.length + this.settings.shrinkage);
  }
}
