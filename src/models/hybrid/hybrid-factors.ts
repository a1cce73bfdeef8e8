import type { RunOptions } from "../../kernels/run";
import { Matrix } from "../../matrix/matrix";
import { createRandom, quickDraws } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { addDots, dot } from "../../numerics/dot";
import type { Composed } from "../../numerics/embeddings";
import type { Sparse } from "../../numerics/sparse";
import { sentence } from "../../payload/sentence";
import type { Ratings } from "../../ratings/ratings";
import { rowOfEach } from "../../ratings/sparse";
import type { SparseRows } from "../../ratings/sparse";
import type { LinearScores } from "../batches/linear-scores";
import { MOST_EXACT } from "../factors/descent-path";
import { FactorModel } from "../factors/factor-model";
import { union } from "../factors/negatives";
import { spreadFrom, spreadOf } from "../factors/spread";
import type { Spread } from "../factors/spread";
import { evenOf } from "../factors/starting";
import { meanRow, zeroRow } from "../recommender/parameters";
import type { MemoryDemand, ParameterShape, Parameters, Row, Sizes } from "../recommender/parameters";
import type { Step } from "../recommender/recommender";
import type { FoundWarning } from "../shared/model-warning";
import { FeatureSet } from "./feature-set";
import { foldedInRow, stepsOfEach } from "./fold-in";
import type { FoldInData, Newcomer } from "./fold-in";
import type { HybridSettings } from "./options";
import { HybridSteps } from "./steps";
import { designOf, shapesOf, sumsOf, tableOf } from "./tables";
import type { Per, Sums } from "./tables";
import { clearUnused, drawableItems, drawFor, fixed, hybridStep } from "./training";

/** What is known of users and of items. */
export type Known = Readonly<Record<Per, FeatureSet>>;

const PERS = ["user", "item"] as const;

/** Warns of users or items without features, where they have no embedding of their own. */
function warnOfNothing(per: Per, { rows, offsets }: Sparse): FoundWarning[] {
  let without = 0;
  for (let n = 0; n < rows; n++) if (offsets[n] === offsets[n + 1]) without++;
  if (without === 0) return [];
  const message =
    per === "user"
      ? sentence(
          "{without} of {rows} users have no features, and userIdentity is false: nothing is learned of them. Give userFeatures of all, or leave userIdentity true.",
          { without, rows },
        )
      : sentence(
          "{without} of {rows} items have no features, and itemIdentity is false: nothing is learned of them. Give itemFeatures of all, or leave itemIdentity true.",
          { without, rows },
        );
  return [{ code: "nothing-known", message }];
}

/** Users and items as sums of the embeddings of their features: parameters, scores, training and folding in. */
export abstract class HybridFactors extends FactorModel<HybridSettings> {
  /** Features do. @internal */
  override readonly placesUnrated: boolean = true;
  /** The features of the users and items of ratings that this model was trained on, or is about to be. */
  private readonly known = new WeakMap<Sizes, Known>();

  /** p_u, the sum of a user's features: users × features. Shared, not copied. @throws NotFittedError before training. */
  override get userFactors(): Matrix {
    return this.vectorsOf("user");
  }

  /** q_i, the sum of an item's features: items × features. Shared, not copied. @throws NotFittedError before training. */
  override get itemFactors(): Matrix {
    return this.vectorsOf("item");
  }

  /** b_u: one number a user; zeros for "warp" and "bpr", in which it makes no difference. Shared. @throws NotFittedError */
  get userBiases(): Float64Array {
    return this.sums("user").biases;
  }

  /** b_i, how much everybody likes each item: one number an item. Shared, not copied. @throws NotFittedError */
  get itemBiases(): Float64Array {
    return this.sums("item").biases;
  }

  /** The mean of the ratings that the model was trained on, μ; 0 for likes. @throws NotFittedError before training. */
  get globalMean(): number {
    return this.meanIn(this.parameters);
  }

  /** The sums of the features of users or items, as vectors to compare. Shared. @throws NotFittedError */
  override vectorsOf(per: "user" | "item"): Matrix {
    const { factors } = this.sums(per);
    const { features } = this.settings;
    return new Matrix(factors.length / features, features, factors, { name: `${per}Factors` });
  }

  /** What is known of the users and items of these ratings. @internal */
  protected knownOf(ratings: Sizes): Known {
    return this.known.get(ratings) ?? { user: FeatureSet.none("user"), item: FeatureSet.none("item") };
  }

  /** "19 features of items". @internal */
  get beside(): string {
    const known = this.knownOf(this.ratings);
    const counted = (["item", "user"] as const).map((per) => ({ per, count: known[per].names.length }));
    const said = counted.filter(({ count }) => count > 0);
    return said
      .map(({ per, count }) => `${count} ${count === 1 ? "feature" : "features"} of ${per}s`)
      .join(", ");
  }

  /** Stars that should be likes, and those of whom nothing is known and nothing can be learned. */
  protected override warningsOn(ratings: Ratings): FoundWarning[] {
    const ofStars = super.warningsOn(ratings).map(({ code, message: warning }) => ({
      code,
      message: sentence('{warning} With loss: "squared" they are ratings.', { warning }),
    }));
    const designs = this.designsOf(ratings);
    return [
      ...ofStars,
      ...PERS.flatMap((per) => (this.hasIdentity(per) ? [] : warnOfNothing(per, designs[per]))),
    ];
  }

  /** Says what is known of the users and items of these ratings. @internal */
  protected know(ratings: Ratings, known: Known): void {
    this.known.set(ratings, known);
    this.designs.delete(ratings);
  }

  /** The embeddings of each user and item, and of the features of both, with AdaGrad's squares. */
  protected override shapes(sizes: Sizes = { users: 0, items: 0 }): readonly ParameterShape[] {
    const known = this.knownOf(sizes);
    const { features, loss } = this.settings;
    const mean: ParameterShape[] = loss === "squared" ? [{ name: "globalMean", per: "model", width: 1 }] : [];
    return [...mean, ...PERS.flatMap((per) => shapesOf(per, known[per], features, this.hasIdentity(per)))];
  }

  protected startingFactors(random: Random): Random {
    const { features } = this.settings;
    return evenOf(-0.5 / features, 1 / features, random);
  }

  /** Features belong to nobody alone, and are drawn as a whole; those of users and items without ratings are zeros. @internal */
  protected override startAll(
    shape: ParameterShape,
    values: Float64Array,
    random: Random,
    hasRatings: (k: number) => boolean,
    options: RunOptions,
  ): void {
    if (shape.per === "model") this.start(shape, values, random);
    else super.startAll(shape, values, random, hasRatings, options);
  }

  /** @internal */
  protected override startingUnit(_shape: ParameterShape, ratings: Ratings): number {
    return this.unitOf(ratings).factor;
  }

  protected override curvatureBound(): number {
    return 2 + this.settings.regularization;
  }

  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    // The tables that an epoch works on are copies of all parameters, in 32-bit floats.
    const numbers = this.shapes(ratings).reduce(
      (sum, { per, width }) =>
        sum + width * (per === "model" ? 1 : per === "user" ? ratings.users : ratings.items),
      0,
    );
    return { ...super.memoryDemand(ratings), working: numbers / 2 + 2 * ratings.length };
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    const designs = this.designsOf(ratings);
    if (this.settings.loss === "squared") parameters.globalMean[0] = ratings.mean;
    for (const per of PERS) clearUnused(per, ratings, designs[per], parameters);
    const { settings } = this;
    return hybridStep({ ratings, parameters, designs, settings, unit: this.unitOf(ratings) });
  }

  /** μ + b_u + b_i + p_u·q_i; without μ for likes. */
  protected override score(user: Row, item: Row): number {
    const product = dot(user.userFactors, 0, item.itemFactors, 0, this.settings.features);
    return this.globalMean + user.userBiases[0] + item.itemBiases[0] + product;
  }

  /** Writes the scores of all items into `scores`. */
  protected override scoreAll(user: Row, scores: Float64Array): void {
    const { factors, biases } = this.sums("item");
    const base = this.globalMean + user.userBiases[0];
    for (let i = 0; i < scores.length; i++) scores[i] = base + biases[i];
    addDots(user.userFactors, factors, this.settings.features, scores);
  }

  /** Mean, biases and p_u·q_i as sums, for kernels. */
  protected override linearScores(): LinearScores {
    const { factors, biases } = this.sums("item");
    return {
      ...{ width: this.settings.features, itemVectors: factors, itemBiases: biases, order: "four sums" },
      user: ({ userFactors, userBiases }) => ({ base: this.globalMean + userBiases[0], vector: userFactors }),
    };
  }

  protected override userRow(index: number): Row {
    return this.sumRow("user", index);
  }

  protected override itemRow(index: number): Row {
    return this.sumRow("item", index);
  }

  private sumRow(per: Per, index: number): Row {
    const { factors, biases } = this.sums(per);
    const { features } = this.settings;
    return {
      [`${per}Factors`]: factors.subarray(index * features, (index + 1) * features),
      [`${per}Biases`]: biases.subarray(index, index + 1),
    };
  }

  /** Learns an embedding for the newcomer alone, with as many steps as training would take and all else fixed. */
  protected foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row {
    return foldedInRow(per, this.stranger(others, values), this.foldInData);
  }

  /** Leaves out the steps of one rating: its item is then neither liked nor not liked. */
  protected override shortcutWithout(others: Int32Array, values: Float64Array): (n: number) => Row {
    return (n) => foldedInRow("user", this.stranger(others, values), this.foldInData, n);
  }

  /**
   * For many ratings, what the steps of each have added, which together are the whole; otherwise what the score loses
   * without it.
   */
  protected override influences(
    others: Int32Array,
    values: Float64Array,
    on: readonly Row[],
  ): Float64Array[] {
    if (others.length <= MOST_EXACT) return super.influences(others, values, on);
    const steps = stepsOfEach(this.stranger(others, values), this.foldInData);
    return on.map(({ itemFactors }) =>
      Float64Array.from(steps, ({ userFactors, userBiases }) => {
        return userBiases[0] + dot(userFactors, 0, itemFactors, 0, this.settings.features);
      }),
    );
  }

  /** What all with ratings are in the mean; of a model of ratings, no bias and no factors, which leaves μ and the other's. */
  protected override withoutRatings(per: "user" | "item"): Row {
    const { factors, biases } = this.sums(per);
    const shapes: ParameterShape[] = [
      { name: `${per}Factors`, per, width: this.settings.features },
      { name: `${per}Biases`, per, width: 1 },
    ];
    if (this.settings.loss === "squared") return zeroRow(shapes, per);
    const parameters = { [`${per}Factors`]: factors, [`${per}Biases`]: biases };
    return meanRow({ ratings: this.ratings, parameters, shapes }, per);
  }

  private stranger(others: Int32Array, values: Float64Array): Newcomer {
    return { others, values, base: new Float64Array(this.settings.features + 1), weight: 1 };
  }

  /** What folding in goes by. @throws NotFittedError @internal */
  protected get foldInData(): FoldInData {
    const { ratings, parameters, settings } = this;
    return {
      ratings,
      parameters,
      settings,
      unit: this.unitOf(ratings),
      fixed: (per) => this.fixedTable(per),
    };
  }

  /** Draws items that their users rated neither in training nor here; the draws are always the same. */
  protected lossOn(rows: SparseRows): number {
    if (this.settings.loss === "squared") return this.rmseOf(rows);
    const { ratings, settings } = this;
    const rated = union(ratings.rows, rows);
    const draw = quickDraws(createRandom(settings.seed, "loss")() * 2 ** 32);
    const pool = drawableItems(ratings);
    const [users, items] = PERS.map((per) => this.fixedTable(per));
    const sides = { users, liked: items, others: items, drawable: pool.length };
    const steps = new HybridSteps(settings, sides);
    const userOf = rowOfEach(rows);
    let loss = 0;
    userOf.forEach(
      (user, n) => (loss += steps.like(user, rows.indices[n], drawFor(rated, pool, user, draw))),
    );
    return loss / userOf.length;
  }

  private fixedTable(per: Per): Composed {
    const { ratings, parameters } = this;
    const { features } = this.settings;
    const design = this.designsOf(ratings)[per];
    return this.kept(`embeddings of ${per}s`, () =>
      fixed(tableOf(per, parameters, design, features, this.unitOf(ratings))),
    );
  }

  private sums(per: Per): Sums {
    const { ratings, parameters } = this;
    const { features } = this.settings;
    return this.kept(`sums of ${per}s`, () =>
      sumsOf(per, parameters, this.designsOf(ratings)[per], features),
    );
  }

  private readonly designs = new WeakMap<Ratings, Readonly<Record<Per, Sparse>>>();

  private designsOf(ratings: Ratings): Readonly<Record<Per, Sparse>> {
    const made = this.designs.get(ratings);
    if (made) return made;
    const known = this.knownOf(ratings);
    const { normalize } = this.settings;
    const of = (per: Per): Sparse => {
      const ids = per === "user" ? ratings.userIds : ratings.itemIds;
      return designOf(ids, known[per], { identity: this.hasIdentity(per), normalize });
    };
    const designs = { user: of("user"), item: of("item") };
    this.designs.set(ratings, designs);
    return designs;
  }

  /** Whether each user, or item, has an embedding of its own. @internal */
  protected hasIdentity(per: Per): boolean {
    return per === "user" ? this.settings.userIdentity : this.settings.itemIdentity;
  }

  private meanIn(parameters: Parameters): number {
    return this.settings.loss === "squared" ? parameters.globalMean[0] : 0;
  }

  /** Likes are no numbers on a scale. */
  private unitOf(ratings: Ratings): Spread {
    return this.settings.loss === "squared" ? spreadOf(ratings) : spreadFrom(1);
  }
}
