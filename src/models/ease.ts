import type { Matrix } from "../matrix/matrix";
import { errorOfWeights, reconstructionError, scoreColumns, weightsOfColumn } from "../numerics/item-weights";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkOptionNames, checkPositive } from "../training/options";
import { alikeRows, itemsOf } from "./ease/rows";
import { checkItems, weightsDemand } from "./ease/memory";
import { plainWeights } from "./ease/plain-weights";
import { weightsByKernels } from "./ease/weights";
import { weightedScoring } from "./ease/scoring";
import type { Scoring } from "./batches/scoring";
import { slicedStep } from "./factors/sliced-step";
import { ratingsPerItem } from "./recommender/parameters";
import type { MemoryDemand, ParameterShape, Parameters, Row, Sizes } from "./recommender/parameters";
import { averageRow } from "./recommender/averages";
import type { Averages } from "./recommender/averages";
import { Recommender } from "./recommender/recommender";
import type { CommonSettings, Step } from "./recommender/recommender";

export interface EASEOptions {
  /**
   * L2 strength λ on the weights, > 0; in the paper's units, in which a rating is a 1. The more users there are, the
   * more λ suits: the paper has 100 to 1,000. @default 300
   */
  regularization?: number;
  /** One is enough: each finds the same weights. @default 1 */
  epochs?: number;
  /** Changes nothing, as nothing is drawn: it is there as all models have it. @default 0 */
  seed?: number;
}

interface EASESettings extends CommonSettings {
  readonly regularization: number;
}

/**
 * EASEᴿ, an autoencoder without a hidden layer, for implicit feedback: x̂_u = x_u·B, what each item that a user has adds
 * to the scores of the others. x_u is 1 where u has a rating, whatever its value, and 0 elsewhere.
 *
 * B (items × items) minimizes |X − X·B|² + λ|B|² with zeros on the diagonal, so that no item predicts itself. It is
 * found at once: P = (XᵀX + λI)⁻¹, B_ji = −P_ji ÷ P_ii. That takes items³ ÷ 2 multiplications and three times items²
 * numbers of memory: some seconds for 4,000 items. Ratings are counted only once, so that
 * many users cost little. `partialFit` solves anew.
 *
 * An item is like others whose columns of B point the same way; a user is like those who have the same items. A rating
 * of j adds exactly B_ji to the score of i. A new item gets the column that a training with it would find; the others'
 * columns stay as they are. A user of whom no item is known gets the popularity of each item, the share of users who have
 * it. A file takes 11 bytes a weight: it cannot be written with more than some 7,000 items.
 *
 * @example
 * const model = new EASE().fit(ratings.atLeast(4));
 * model.recommend("Ada");
 * @see Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"
 */
export class EASE extends Recommender<EASESettings> {
  readonly name = "EASE";
  /** The mean of (1 or 0 − score)² over all cells, without the L2 term. */
  readonly lossName = "squared error";
  readonly predictsRatings = false;
  protected override readonly remainder = "the user's items";

  /** @throws ValueError for an option that cannot be used. */
  constructor(options: EASEOptions = {}) {
    checkOptionNames(options, ["regularization", "epochs", "seed"]);
    const { regularization = 300, epochs = 1, seed = 0 } = options;
    super({ regularization: checkPositive(regularization, "regularization"), epochs, seed });
  }

  /**
   * What each item adds to the score of another: items × items, the paper's Bᵀ, so that row i has what makes the score
   * of item i, with 0 for the item itself. Shared, not copied. @throws NotFittedError before training.
   */
  get itemWeights(): Matrix {
    return this.matrix("itemWeights", this.ratings.items);
  }

  /**
   * P_ii, one number an item: 1 ÷ P_ii − λ is how much of |x_i − X·b|² + λ|b|² the other items' best weights b leave.
   * Shared, not copied. @throws NotFittedError before training.
   */
  get inverseDiagonal(): Float64Array {
    return this.parameters.inverseDiagonal;
  }

  protected shapes({ items }: Sizes): readonly ParameterShape[] {
    return [
      { name: "itemWeights", per: "item", width: items, foundAnew: true },
      { name: "inverseDiagonal", per: "item", width: 1, foundAnew: true },
    ];
  }

  protected override memoryDemand(sizes: Sizes): MemoryDemand {
    return weightsDemand(sizes);
  }

  protected override check(ratings: Ratings): void {
    super.check(ratings);
    checkItems(ratings);
  }

  protected start(): void {
    // Zeros, until the first epoch.
  }

  protected begin({ rows, users, items: n }: Ratings, { itemWeights, inverseDiagonal }: Parameters): Step {
    const { regularization } = this.settings;
    const find = weightsByKernels(rows, n, regularization) ?? plainWeights(rows, n, regularization);
    const lossOnRows = (): number => this.lossOn(rows);
    return slicedStep(function* (epoch) {
      // A λ so small that it is lost beside the counts: the error for this asks for a larger one.
      if (!(yield* find(epoch, itemWeights, inverseDiagonal))) return NaN;
      const loss = errorOfWeights(itemWeights, inverseDiagonal, regularization, users);
      return Number.isNaN(loss) ? lossOnRows() : loss;
    });
  }

  /** A user is known by the indices of their items, which are no parameters. */
  protected override userRow(index: number): Row {
    return { items: Float64Array.from(itemsOf(this.ratings.rows, index)) };
  }

  protected override itemRow(index: number): Row {
    return { ...super.itemRow(index), popularity: this.popularity.subarray(index, index + 1) };
  }

  /** The share of the users who have each item: what is best said of users of whom no item is known. */
  private get popularity(): Float64Array {
    return this.kept("popularity", () =>
      Float64Array.from(ratingsPerItem(this.ratings), (count) => count / this.ratings.users),
    );
  }

  protected score({ items }: Row, { itemWeights, popularity }: Row): number {
    return items.length === 0 ? popularity[0] : items.reduce((sum, j) => sum + itemWeights[j], 0);
  }

  protected override scoreAll({ items }: Row, scores: Float64Array): void {
    if (items.length === 0) scores.set(this.popularity);
    else scoreColumns(items, this.parameters.itemWeights, scores.length, scores);
  }

  protected override scoring(): Scoring {
    const { items, users, length } = this.ratings;
    return weightedScoring(this.parameters.itemWeights, this.popularity, items, length / users);
  }

  protected foldIn(per: "user" | "item", others: Int32Array): Row {
    if (per === "user") return { items: Float64Array.from(others) };
    const { rows, items: n } = this.ratings;
    const { itemWeights, inverseDiagonal } = this.parameters;
    const together = new Float64Array(n);
    for (const user of others) for (const item of itemsOf(rows, user)) together[item]++;
    return {
      itemWeights: weightsOfColumn(together, n, itemWeights, inverseDiagonal),
      popularity: Float64Array.of(others.length / this.ratings.users),
    };
  }

  /** Exactly the weights: a score is their sum. */
  protected override influences(
    items: Int32Array,
    _values: Float64Array,
    on: readonly Row[],
  ): Float64Array[] {
    return on.map(({ itemWeights }) => Float64Array.from(items, (j) => itemWeights[j]));
  }

  /** A user is a list of items, which has no mean: an average user has a share of each item. */
  protected override averages(): Averages {
    return this.kept("averages", () => {
      const counts = ratingsPerItem(this.ratings);
      const { offsets } = this.ratings.rows;
      const users = offsets.filter((from, u) => u > 0 && from > offsets[u - 1]).length;
      const item = averageRow(this.trained, "item", (k) => this.itemRow(k));
      const ofItem = ({ itemWeights }: Row): number =>
        itemWeights.reduce((sum, weight, j) => sum + weight * counts[j], 0) / users;
      return { ofUser: (user) => this.score(user, item), ofItem, overall: ofItem(item) };
    });
  }

  protected override comparedBy(per: "user" | "item"): string | null {
    return per === "item" ? "itemWeights" : null;
  }

  protected override similarities(per: "user" | "item", own: Row, count: number): Float64Array {
    return per === "item" ? super.similarities(per, own, count) : alikeRows(own.items, this.ratings);
  }

  protected lossOn(rows: SparseRows): number {
    const { ratings } = this;
    return reconstructionError(rows, ratings.rows, this.parameters.itemWeights, ratings.items);
  }
}
