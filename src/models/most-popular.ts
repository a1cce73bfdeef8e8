import { log } from "../kernels/math";
import type { Matrix } from "../matrix/matrix";
import { weightOf } from "../numerics/sparse";
import type { Id } from "../ratings/ids";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkOptionNames } from "../training/options";
import type { LinearScores } from "./batches/linear-scores";
import { withoutVectors } from "./batches/no-vectors";
import type { ParameterShape, Parameters, Row } from "./recommender/parameters";
import type { FoldedIn } from "./recommender/folded-in";
import { Recommender } from "./recommender/recommender";
import type { Step } from "./recommender/recommender";
import type { RankedList, RecommendOptions } from "./shared/recommendations";
import type { Unknown } from "./shared/unknown";

/** Settings of {@link MostPopular}. */
export interface MostPopularOptions {
  /** One is enough, since each counts the same. @default 1 */
  epochs?: number;
  /** Has no effect, since nothing is random; it exists because all models have it. @default 0 */
  seed?: number;
}

/**
 * Recommends the most popular items to everybody, newcomers included: the baseline that models of implicit feedback should
 * beat.
 *
 * @example
 * new MostPopular().fit(ratings.atLeast(4)).recommend(); // for nobody in particular
 */
export class MostPopular extends Recommender {
  readonly name = "MostPopular";
  /** The mean of −ln p(item) over the ratings, p(item) = (count + 1) ÷ Σ (count + 1). */
  readonly lossName = "log loss";
  readonly predictsRatings = false;
  protected override readonly weighing = "loss";
  protected override readonly remainder = "users of the item";

  /** @throws ValueError for an invalid option. */
  constructor(options: MostPopularOptions = {}) {
    checkOptionNames(options, ["epochs", "seed"]);
    super({ epochs: options.epochs ?? 1, seed: options.seed ?? 0 });
  }

  /** The number of users who have each item, each as often as it counts: items × 1. */
  get itemCounts(): Matrix {
    return this.matrix("itemCounts", 1);
  }

  /**
   * The most popular items, without those that the user has rated. A user who is not known is no error here, since the model
   * needs to know nothing of them, and may be left out; `unknown: "throw"` makes it one.
   */
  override recommend(user: Id | FoldedIn = this.transform([]), options: RecommendOptions = {}): RankedList {
    return super.recommend(user, options);
  }

  /** @internal */
  protected override get unknownUsers(): Unknown {
    return "baseline";
  }

  protected shapes(): readonly ParameterShape[] {
    return [{ name: "itemCounts", per: "item", width: 1 }];
  }

  protected start(): void {
    // Counts start with zero.
  }

  protected begin(ratings: Ratings, { itemCounts }: Parameters): Step {
    const { columns } = ratings;
    const { offsets } = columns;
    return () => {
      for (let i = 0; i < itemCounts.length; i++)
        itemCounts[i] = weightOf(columns, offsets[i], offsets[i + 1]);
      return this.lossOn(ratings.rows);
    };
  }

  protected score(_user: Row, item: Row): number {
    return item.itemCounts[0];
  }

  protected override linearScores(): LinearScores {
    return withoutVectors(this.parameters.itemCounts, () => 0);
  }

  protected foldIn(per: "user" | "item", others: Int32Array): Row {
    return per === "user" ? {} : { itemCounts: Float64Array.of(others.length) };
  }

  protected lossOn(rows: SparseRows): number {
    const { indices, weights } = rows;
    const { itemCounts } = this.parameters;
    const all = itemCounts.reduce((sum, count) => sum + count, itemCounts.length);
    let loss = 0;
    for (let k = 0; k < indices.length; k++)
      loss -= (weights === undefined ? 1 : weights[k]) * log((itemCounts[indices[k]] + 1) / all);
    return loss / weightOf(rows, 0, indices.length);
  }
}
