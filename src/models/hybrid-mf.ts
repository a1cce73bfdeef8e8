import { Ratings } from "../ratings/ratings";
import { Matrix } from "../matrix/matrix";
import { LIVE_OPTIONS } from "../training/live-options";
import type { LiveOptions } from "../training/live-options";
import { checkOptionNames } from "../training/options";
import { FeatureSet } from "./hybrid/feature-set";
import { foldedInRow } from "./hybrid/fold-in";
import { HybridFactors } from "./hybrid/hybrid-factors";
import type { Known } from "./hybrid/hybrid-factors";
import { newcomer } from "./hybrid/newcomer";
import type { NewcomerOptions } from "./hybrid/newcomer";
import { checkHybrid, HYBRID_FIT_OPTIONS } from "./hybrid/options";
import type { HybridFitOptions, HybridLoss, HybridMFOptions, KnownFeatures } from "./hybrid/options";
import { readFeatureTable } from "./hybrid/read-features";
import type { FeatureTable } from "./hybrid/read-features";
import { featuresOf, featuresRecord } from "./hybrid/record";
import type { KnownRecord } from "./hybrid/record";
import type { Per } from "./hybrid/tables";
import type { FitOptions } from "./recommender/fit-options";
import { checkGivenCounts } from "./recommender/counts";
import { FoldedIn, readGiven } from "./recommender/folded-in";
import type { GivenRating } from "./recommender/folded-in";
import type { ModelRecord } from "./recommender/model-file";
import { carryOver, zeroParameters } from "./recommender/parameters";
import type { EpochEvent } from "./recommender/training-loop";
import type { Unsealed } from "./shared/sealed";
import type { Tensor } from "./shared/tensor";

const LOSS_NAMES: Readonly<Record<HybridLoss, string>> = {
  warp: "WARP loss",
  bpr: "pairwise log loss",
  logistic: "log loss",
  squared: "RMSE",
};

/**
 * Matrix factorization with features of items and users, as LightFM has it: the factors and the bias of an item are the
 * sums of the embeddings of its features, such as genres, and of one of its own; those of a user likewise. So an item
 * that nobody has rated is recommended by its features alone, and so is everything to a user who is new.
 *
 * p_u = Σ w_f·e_f over the features f of u, q_i likewise, and the score is b_u + b_i + p_u·q_i; with the loss "squared"
 * μ is added. Weights are divided by their length, √Σ w², in which the own embedding counts 1. What is minimized:
 *
 * - "warp": items are drawn until one scores above the liked one less 1, at most `maxSampled`; its violation weighs
 *   ln((items − 1) ÷ draws), from 1 to 10, which estimates the rank of the liked one. Best for the top of lists.
 * - "bpr": −ln σ(score of the liked item − score of one that is drawn).
 * - "logistic": −ln p of the liked item and of `negatives` drawn ones, p = σ(score).
 * - "squared": the squared error of ratings, on any scale, in units of a quarter of its range.
 *
 * λ/2 × the squares of all embeddings in a step is added. Each epoch takes a step for each rating in random order, by
 * AdaGrad, with 32-bit floats. For the first three only whether there is a rating counts, and items are drawn evenly among
 * those that have ratings, so that others are not taken for disliked. What a rating of a user adds to a score is what is
 * lost without it; of a user with more than 50 ratings, what its own steps have added.
 *
 * @example
 * const { ratings, genres } = await loadMovieLens("100k");
 * const model = new HybridMF({ seed: 1 }).fit(ratings.atLeast(4), { itemFeatures: genres });
 * model.recommend(7);
 * const film = model.transformItem([], { features: ["Comedy", "Romance"] });
 * model.predict(7, film);
 * @see Kula 2015, "Metadata Embeddings for User and Item Cold-start Recommendations"
 * @see Weston, Bengio & Usunier 2011, "WSABIE: Scaling Up To Large Vocabulary Image Annotation", for WARP
 */
export class HybridMF extends HybridFactors {
  readonly name = "HybridMF";
  /** "WARP loss", "pairwise log loss" or "log loss", each the mean over an epoch's ratings before their own steps; or "RMSE". */
  readonly lossName: string;
  readonly predictsRatings: boolean;
  private defaults: Known;

  /** @throws ValueError for an invalid option, and for features that cannot be read, naming the place. */
  constructor(options: HybridMFOptions = {}) {
    super(checkHybrid(options));
    this.lossName = LOSS_NAMES[this.settings.loss];
    this.predictsRatings = this.settings.loss === "squared";
    this.defaults = read(options, { user: FeatureSet.none("user"), item: FeatureSet.none("item") });
  }

  /**
   * Trains as other models do, with what is known of users and items: that of the options, else that which the
   * constructor was given. Those of whom something is known are users and items of the model, with ratings or without.
   * @throws ValueError for features that cannot be read, naming the place, as in `itemFeatures["Alien"].war`; and as other
   * models do.
   */
  override fit(ratings: Ratings, options: HybridFitOptions = {}): this {
    checkOptionNames(options, HYBRID_FIT_OPTIONS);
    const { known, fit } = parted(options);
    return super.fit(this.joined(ratings, known, fit), fit);
  }

  /** Trains like {@link fit}, one epoch for each event taken. */
  override trainingEvents(
    ratings: Ratings,
    options: HybridFitOptions = {},
  ): Generator<EpochEvent, void, undefined> {
    checkOptionNames(options, HYBRID_FIT_OPTIONS);
    const { known, fit } = parted(options);
    return super.trainingEvents(this.joined(ratings, known, fit), fit);
  }

  /** Trains like {@link fit}, and lets everything else run in between. */
  override async train(ratings: Ratings, options: HybridFitOptions & LiveOptions = {}): Promise<void> {
    checkOptionNames(options, [...HYBRID_FIT_OPTIONS, ...LIVE_OPTIONS]);
    const { known, fit } = parted(options);
    await super.train(this.joined(ratings, known, fit), fit);
  }

  /**
   * Continues training with more ratings, and with features of more users and items: of those that are known already,
   * features that are given replace the earlier ones.
   * @param options as for {@link fit}; `epochs` is 5 by default.
   */
  override partialFit(more: Ratings, options: HybridFitOptions = {}): this {
    return super.partialFit(more, options);
  }

  /** Continues an interrupted training; features that are given are those it has already. */
  override resume(options: HybridFitOptions = {}): this {
    checkOptionNames(options, HYBRID_FIT_OPTIONS);
    return super.resume(parted(options).fit);
  }

  /**
   * Adds items by their features, without training: they are recommended, compared and placed as others are. Of an item
   * that the model knows, the features are replaced. It ends a training that is not at its end.
   * @throws ValueError for features that nobody had in training; NotFittedError before training.
   * @example
   * model.addItems({ "The new one": ["Comedy", "Romance"] });
   */
  addItems(itemFeatures: FeatureTable): this {
    return this.added("item", itemFeatures);
  }

  /** Adds users by their features, without training, as {@link addItems} does items. */
  addUsers(userFeatures: FeatureTable): this {
    return this.added("user", userFeatures);
  }

  /**
   * Folds in a new user, by ratings, by features, or by both; without features as other models do.
   * @param given `[item, rating]` of items of the training; with features it may be empty.
   * @throws ValueError for a feature that nobody had in training, and as other models do.
   */
  override transform(given: Iterable<GivenRating>, options: NewcomerOptions = {}): FoldedIn {
    return this.folded("user", given, options) ?? super.transform(given);
  }

  /**
   * Folds in a new item, by ratings, by features, or by both.
   * @param given `[user, rating]` of users of the training; with features it may be empty.
   * @throws ValueError for a feature that nobody had in training, and as other models do.
   * @example
   * const film = model.transformItem([], { features: ["Comedy", "Romance"] });
   * model.similarItems(film);
   */
  override transformItem(given: Iterable<GivenRating>, options: NewcomerOptions = {}): FoldedIn {
    return this.folded("item", given, options) ?? super.transformItem(given);
  }

  /** The names of the features of items, in the order of the rows of {@link itemFeatureFactors}. @throws NotFittedError */
  get itemFeatureNames(): readonly string[] {
    return this.knownOf(this.ratings).item.names;
  }

  /** The names of the features of users, in the order of the rows of {@link userFeatureFactors}. @throws NotFittedError */
  get userFeatureNames(): readonly string[] {
    return this.knownOf(this.ratings).user.names;
  }

  /** The factors of each feature of items, such as a genre: names × features. Shared. @throws NotFittedError */
  get itemFeatureFactors(): Matrix {
    return this.featureFactors("item");
  }

  /** The factors of each feature of users: names × features. Shared. @throws NotFittedError */
  get userFeatureFactors(): Matrix {
    return this.featureFactors("user");
  }

  /** How much everybody likes items with each feature: one number a name. Shared. @throws NotFittedError */
  get itemFeatureBiases(): Float64Array {
    return this.parameters.itemFeatureBiases ?? new Float64Array(0);
  }

  /** How much users with each feature like everything: one number a name. Shared. @throws NotFittedError */
  get userFeatureBiases(): Float64Array {
    return this.parameters.userFeatureBiases ?? new Float64Array(0);
  }

  private featureFactors(per: Per): Matrix {
    const names = this.knownOf(this.ratings)[per].names;
    const values = this.parameters[`${per}FeatureFactors`] ?? new Float64Array(0);
    return new Matrix(names.length, this.settings.features, values, { name: `${per}FeatureFactors` });
  }

  /** The ratings with all of whom something is known, which the model then knows as well. */
  private joined(ratings: Ratings, given: KnownFeatures, { warmStart }: FitOptions): Ratings {
    if (!(ratings instanceof Ratings)) return ratings;
    const before = warmStart === true && this.isFitted ? this.knownOf(this.ratings) : this.defaults;
    const added = read(given, { user: FeatureSet.none("user"), item: FeatureSet.none("item") });
    const known =
      before === this.defaults
        ? read(given, before)
        : { user: before.user.with(added.user), item: before.item.with(added.item) };
    return this.placed(ratings, known);
  }

  private placed(ratings: Ratings, known: Known): Ratings {
    const [users, items] = [known.user.beyond(ratings.userIds), known.item.beyond(ratings.itemIds)];
    // The ratings that the model has now keep the features that it was trained with, until another training begins.
    const isTrained = this.isFitted && this.ratings === ratings && !isSame(this.knownOf(ratings), known);
    const all = users.length + items.length > 0 || isTrained ? ratings.among(users, items) : ratings;
    this.know(all, known);
    return all;
  }

  private added(per: Per, table: FeatureTable): this {
    const { trained } = this;
    const known = this.knownOf(trained.ratings);
    const argument = `${per}Features`;
    const more = readFeatureTable(per, table, argument);
    for (const name of more.names) known[per].placeOf(name, argument);
    const all = this.placed(trained.ratings, { ...known, [per]: known[per].with(more) });
    const shapes = this.shapes(all);
    const fitted = { ratings: all, parameters: zeroParameters(shapes, all), shapes };
    carryOver(trained, fitted);
    this.replace(fitted);
    return this;
  }

  /** Null without features. */
  private folded(per: Per, given: Iterable<GivenRating>, options: NewcomerOptions): FoldedIn | null {
    checkOptionNames(options, ["features"]);
    if (options.features === undefined) return null;
    const { ratings } = this;
    const others = per === "user" ? ratings.itemIds : ratings.userIds;
    const { indices, values } = readGiven(given, others, this.predictsRatings ? ratings.scale : null);
    if (!this.predictsRatings) checkGivenCounts(indices, values, others);
    const data = this.foldInData;
    const set = this.knownOf(ratings)[per];
    const how = { identity: this.hasIdentity(per), normalize: this.settings.normalize };
    const who = newcomer(options.features, set, data.fixed(per), how);
    return new FoldedIn(per, indices, values, foldedInRow(per, { ...who, others: indices, values }, data));
  }

  /** @internal */
  protected override unwritten(): Unsealed<ModelRecord<Tensor>> {
    const { user, item } = this.knownOf(this.ratings);
    const features: KnownRecord<Tensor> = { user: featuresRecord(user), item: featuresRecord(item) };
    const { history, ...rest } = super.unwritten();
    return Object.assign(rest, { features, history });
  }

  /** @internal */
  protected override ratingsIn(record: ModelRecord<unknown>): Ratings {
    const { features } = record as { features?: unknown };
    const known = { user: featuresOf(features, "user"), item: featuresOf(features, "item") };
    this.defaults = known;
    return this.placed(super.ratingsIn(record), known);
  }
}

/** What is known, apart from how a model is trained. */
function parted<Options extends HybridFitOptions>({
  itemFeatures,
  userFeatures,
  ...fit
}: Options): { known: KnownFeatures; fit: Omit<Options, keyof KnownFeatures> } {
  return { known: { itemFeatures, userFeatures }, fit };
}

/** The features that are given; those of `otherwise` where none are. */
function read({ itemFeatures, userFeatures }: KnownFeatures, otherwise: Known): Known {
  return {
    user:
      userFeatures === undefined ? otherwise.user : readFeatureTable("user", userFeatures, "userFeatures"),
    item:
      itemFeatures === undefined ? otherwise.item : readFeatureTable("item", itemFeatures, "itemFeatures"),
  };
}

function isSame(a: Known, b: Known): boolean {
  return (["user", "item"] as const).every(
    (per) => a[per] === b[per] || (a[per].ids.size === 0 && b[per].ids.size === 0),
  );
}
