import { describeValue, ValueError } from "../errors";
import { Matrix } from "../matrix/matrix";
import { createRandom, normal } from "../matrix/random";
import type { Random } from "../matrix/random";
import { drawnRatings } from "../numerics/drawn-ratings";
import { sumOfSquares } from "../numerics/dense";
import { square } from "../numerics/powers";
import { rootMeanSquare } from "../numerics/scale";
import { weightOf } from "../numerics/sparse";
import { normalQuantile } from "../numerics/normal-quantile";
import type { Id } from "../ratings/ids";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkOptionNames, checkWhole } from "../training/options";
import { Chain } from "./bayesian-mf/chain";
import { unitsOf } from "./bayesian-mf/draw";
import { foldInNew, foldInto, foldIntoWithoutEach } from "./bayesian-mf/fold-in";
import { checkDraws } from "./bayesian-mf/memory";
import { drawnScoring } from "./bayesian-mf/scoring";
import { drawnOf, slotOf, slotsFor, Samples, sampleShapes } from "./bayesian-mf/samples";
import type { Scoring } from "./batches/scoring";
import { slicedStep } from "./factors/sliced-step";
import type { Fit } from "./recommender/fit-options";
import { FoldedIn } from "./recommender/folded-in";
import { meanRow } from "./recommender/parameters";
import type { MemoryDemand, ParameterShape, Parameters, Row } from "./recommender/parameters";
import { itemBiasBy, userBiasBy } from "./recommender/averages";
import { Recommender } from "./recommender/recommender";
import type { CommonSettings, Step } from "./recommender/recommender";

/** Settings of {@link BayesianMF}. */
export interface BayesianMFOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 1,000. @default 10 */
  features?: number;
  /** The number of draws of all parameters, a whole number ≥ 1. @default 300 */
  epochs?: number;
  /** The number of first epochs that only approach the posterior and are not kept; fewer than `epochs`. @default 20, or half of `epochs` if that is less */
  burnIn?: number;
  /** Keeps one draw out of this many epochs, a whole number ≥ 1: larger values save memory. @default 2 */
  thinning?: number;
  /** Fixes all draws. @default a new one, kept in `settings.seed` */
  seed?: number;
}

/** A draw's priors and the equations for each user have features² numbers. */
const MOST_BAYESIAN_FEATURES = 1000;

interface BayesianMFSettings extends CommonSettings {
  readonly features: number;
  readonly burnIn: number;
  readonly thinning: number;
}

/**
 * Bayesian matrix factorization: r = μ + b_u + b_i + p_u·q_i + noise, where only μ is fixed. An epoch is one
 * sweep of Gibbs sampling: it draws the priors of users and items, all biases and factors, and the noise, each given
 * everything else. Predictions are means over the kept draws, so that they do not overfit; there is no
 * learning rate or regularization to choose, and the draws tell how certain a prediction is.
 *
 * The training loss is the RMSE of an epoch's own draw; the validation loss is the RMSE of the mean over all draws
 * kept so far. `partialFit` replaces the oldest draws by new ones, so that new ratings of known users gain influence
 * with more epochs; new users and items are folded into the draws that stay.
 *
 * The model keeps (epochs − burnIn) / thinning draws of 8·(features + 1) bytes for each user and item: with the
 * defaults 32 MB for the 2,625 users and items of MovieLens 100K, and as much again during training.
 * It refuses to keep more than 2 GB: ratings of more than 160,000 users and items need a larger `thinning`.
 * @see Salakhutdinov & Mnih 2008, "Bayesian Probabilistic Matrix Factorization using Markov Chain Monte Carlo"
 *
 * @example
 * const model = new BayesianMF({ seed: 1 }).fit(ratings);
 * model.predict("Ada", "Alien"); // 3.9
 * model.predictInterval("Ada", "Alien"); // [2.8, 5]
 */
export class BayesianMF extends Recommender<BayesianMFSettings> {
  readonly name = "BayesianMF";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;
  protected override readonly remainder = "features";
  protected override readonly weighing = "loss";

  /** @throws ValueError for an unknown or invalid option. */
  constructor(options: BayesianMFOptions = {}) {
    checkOptionNames(options, ["features", "epochs", "burnIn", "thinning", "seed"]);
    const { features = 10, epochs: given = 300, thinning = 2, seed } = options;
    const epochs = checkWhole(given, "epochs", 1);
    const { burnIn = Math.min(20, Math.floor(epochs / 2)) } = options;
    super({
      features: checkWhole(features, "features", 1, MOST_BAYESIAN_FEATURES),
      epochs,
      burnIn: checkWhole(burnIn, "burnIn", 0, epochs - 1),
      thinning: checkWhole(thinning, "thinning", 1),
      seed,
    });
  }

  /** The users' factors in the newest draw, users × features: one of many that fit the ratings equally well. A copy. @throws NotFittedError */
  get userFactors(): Matrix {
    return this.factors("user");
  }

  /** The items' factors in the newest draw, items × features. A copy. @throws NotFittedError */
  get itemFactors(): Matrix {
    return this.factors("item");
  }

  /**
   * How much higher each user's predictions are than an average user's, over all items: what explanations call the user
   * bias. Means over the draws, each of which splits its ratings into biases and products in its own way. @throws NotFittedError
   */
  get userBiases(): Float64Array {
    return this.biases("user");
  }

  /** How much higher than the mean an average user is expected to rate each item, as explanations say. @throws NotFittedError */
  get itemBiases(): Float64Array {
    return this.biases("item");
  }

  /** μ, the mean of the ratings that the model was first trained on. @throws NotFittedError */
  get globalMean(): number {
    return this.samples.units.mean;
  }

  /**
   * The standard deviation of the prediction of an unknown rating, in the ratings' unit: it includes the spread of the
   * draws and the noise.
   * @throws ValueError if the user or item was not in training; NotFittedError before training.
   */
  uncertainty(user: Id | FoldedIn, item: Id | FoldedIn): number {
    return this.predictiveDistribution(user, item).deviation;
  }

  /**
   * The interval that contains an unknown rating with the probability `level`, by a normal distribution around
   * `predict`, clamped to the scale and not rounded to its steps.
   * @param options.level above 0 and below 1. @default 0.8
   * @throws ValueError for an invalid level, or if the user or item was not in training; NotFittedError.
   */
  predictInterval(
    user: Id | FoldedIn,
    item: Id | FoldedIn,
    options: { level?: number } = {},
  ): readonly [low: number, high: number] {
    checkOptionNames(options, ["level"]);
    const { level = 0.8 } = options;
    const z = normalQuantile((1 + checkLevel(level)) / 2);
    const { mean, deviation } = this.predictiveDistribution(user, item);
    const [low, high] = this.ratings.scale;
    return [Math.max(low, mean - z * deviation), Math.min(high, mean + z * deviation)];
  }

  protected override check(ratings: Ratings): void {
    super.check(ratings);
    checkDraws(ratings, this.settings, this.settings.features);
  }

  /** Besides the draws: the newest one, its copy for the kernels, and the equations of a row. */
  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    const width = this.settings.features + 2;
    return {
      ...super.memoryDemand(ratings),
      working: 3 * square(width) + 2 * (ratings.users + ratings.items) * width,
    };
  }

  protected override checkFit(fit: Fit): void {
    if (!fit.stopping) return;
    const expected = "false: no draw is the best one, and their mean gets better with each";
    throw new ValueError(`earlyStopping is asked for, expected ${expected}`, {
      argument: "earlyStopping",
      expected,
    });
  }

  protected shapes(): readonly ParameterShape[] {
    return sampleShapes(slotsFor(this.settings), this.settings.features);
  }

  /** Neighbours are compared by the concatenated factors of all draws. */
  protected override comparedBy(per: "user" | "item"): string {
    return `${per}Factors`;
  }

  protected start({ name }: ParameterShape, values: Float64Array, random: Random): void {
    if (name === "filled") values[0] = 1;
    if (name === "noisePrecisions") values[0] = 1;
    if (!name.endsWith("Factors")) return;
    const draw = normal(random);
    for (let t = 0; t < this.settings.features; t++) values[t] = 0.1 * draw();
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    const samples = this.samplesIn(parameters);
    // A warm start keeps the units of its existing draws.
    if (samples.hasBegun) foldInNew(samples, ratings, this.foldInRandom);
    else samples.units = unitsOf(ratings);
    const { units } = samples;
    const { settings } = this;
    const chain = new Chain(ratings, units, samples.read(samples.latest));
    return slicedStep(function* (epoch) {
      const loss = (yield* chain.sweep(epoch)) * units.deviation;
      samples.write(chain.draw, slotOf(epoch.epoch, settings));
      return loss;
    });
  }

  protected override changed(parameters: Parameters): Parameters {
    return this.samplesIn(parameters).newest;
  }

  protected score(user: Row, item: Row): number {
    return this.expectations(item)(user, 0);
  }

  protected override scoreAll(user: Row, scores: Float64Array): void {
    const expected = this.expectations(this.parameters);
    for (let i = 0; i < scores.length; i++) scores[i] = expected(user, i);
  }

  protected override scoring(): Scoring {
    return drawnScoring(this.parameters, this.samples.draws(this.ratings.scale));
  }

  protected foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row {
    return foldInto(this.samples, per, others, values, this.foldInRandom, weights);
  }

  /** The mean of all users, or all items, in each draw: a draw of the prior would be as good, but differ from user to user. */
  protected override withoutRatings(per: "user" | "item"): Row {
    return meanRow(this.trained, per);
  }

  protected override shortcutWithout(
    items: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): (n: number) => Row | null {
    return foldIntoWithoutEach(this.samples, items, values, this.foldInRandom, weights);
  }

  protected lossOn(entries: SparseRows): number {
    const { rows, offsets, indices, values, weights } = entries;
    const expected = this.expectations(this.parameters);
    const errors = new Float64Array(values.length);
    for (let u = 0; u < rows; u++) {
      const user = this.userRow(u);
      for (let n = offsets[u]; n < offsets[u + 1]; n++) errors[n] = values[n] - expected(user, indices[n]);
    }
    weights?.forEach((weight, n) => (errors[n] *= Math.sqrt(weight)));
    return rootMeanSquare(sumOfSquares(errors), weightOf(entries, 0, values.length), () => errors);
  }

  /** The mean of what the draws expect, which are not clamped to the scale one by one. */
  protected override unclampedScore(user: Row, item: Row): number {
    const draws = this.samples.draws([-Infinity, Infinity]);
    const expected = new Float64Array(draws.filled);
    return drawnRatings(drawnOf("user", user), drawnOf("item", item), 0, draws, expected);
  }

  /** Starts with the same numbers each time, so that the same ratings get the same predictions. */
  private get foldInRandom(): Random {
    return createRandom(this.settings.seed, "fold in");
  }

  private predictiveDistribution(
    user: Id | FoldedIn,
    item: Id | FoldedIn,
  ): { mean: number; deviation: number } {
    const { samples } = this;
    const { filled, units } = samples;
    const expected = new Float64Array(filled);
    const centre = this.expectations(this.drawnRowOf("item", item), expected)(
      this.drawnRowOf("user", user),
      0,
    );
    let variance = 0;
    for (let slot = 0; slot < filled; slot++) {
      const noise = square(units.deviation) / samples.noisePrecision(slot);
      variance += (square(expected[slot] - centre) + noise) / filled;
    }
    return {
      mean: this.score(this.rowOf("user", user), this.rowOf("item", item)),
      deviation: Math.sqrt(variance),
    };
  }

  /** Draws of a user's or an item's parameters: of the prior where nothing is known, since their mean is not certain at all. */
  private drawnRowOf(per: "user" | "item", who: Id | FoldedIn): Row {
    const isNobody = who instanceof FoldedIn && who.others.length === 0;
    return isNobody ? this.foldIn(per, who.others, who.values) : this.rowOf(per, who);
  }

  /** The expected rating of a user for the item at an index of `items`: a mean over the draws. */
  private expectations(items: Row, each?: Float64Array): (user: Row, index: number) => number {
    const draws = this.samples.draws(this.ratings.scale);
    const of = drawnOf("item", items);
    const expected = each ?? new Float64Array(draws.filled);
    return (user, index) => drawnRatings(drawnOf("user", user), of, index, draws, expected);
  }

  private factors(per: "user" | "item"): Matrix {
    const { samples } = this;
    const { factors, k } = samples.side(per, samples.latest);
    return new Matrix(factors.length / k, k, factors, { name: `${per}Factors` });
  }

  /** As explanations split predictions: each draw splits its own in another way. */
  private biases(per: "user" | "item"): Float64Array {
    const { users, items } = this.ratings;
    const averages = this.averages();
    const ofUser = (k: number): number => userBiasBy(averages, this.userRow(k));
    const ofItem = (k: number): number => itemBiasBy(averages, this.itemRow(k), this.globalMean);
    return Float64Array.from({ length: per === "user" ? users : items }, (_, k) =>
      per === "user" ? ofUser(k) : ofItem(k),
    );
  }

  private get samples(): Samples {
    return this.samplesIn(this.parameters);
  }

  private samplesIn(parameters: Parameters): Samples {
    return new Samples(parameters, slotsFor(this.settings), this.settings.features);
  }
}

function checkLevel(level: unknown): number {
  if (typeof level === "number" && level > 0 && level < 1) return level;
  const expected = "a number above 0 and below 1";
  throw new ValueError(`level is ${describeValue(level)}, expected ${expected}`, {
    argument: "level",
    actual: level,
    expected,
  });
}
