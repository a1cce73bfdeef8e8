import { ValueError } from "../errors";
import type { Random } from "../matrix/random";
import { largestSize } from "../numerics/dense";
import { dotInOrder } from "../numerics/dot";
import { coordinateLines } from "../numerics/nonnegative-known";
import { weightedLines } from "../numerics/nonnegative-weighted";
import { coordinateWithoutEach } from "../numerics/nonnegative-sweep";
import { divided, foldInScale, multiplied, scaledPenalty, scaleOf } from "../numerics/scale";
import { weightOf } from "../numerics/sparse";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkNotNegative, checkOptionNames } from "../training/options";
import type { LinearScores, LinearUser } from "./batches/linear-scores";
import { checkFeatures, FactorModel, rowsAt } from "./factors/factor-model";
import type { FactorSettings } from "./factors/factor-model";
import { linewiseBytes, linewiseDescent } from "./factors/linewise";
import { plainLines } from "./factors/plain-lines";
import { slicedStep } from "./factors/sliced-step";
import { spreadFrom, spreadOf } from "./factors/spread";
import type { Spread } from "./factors/spread";
import { evenOf } from "./factors/starting";
import { wasLearned } from "./recommender/parameters";
import type { MemoryDemand, ParameterShape, Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";

/** Settings of {@link NonnegativeMF}. */
export interface NonnegativeMFOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 15 */
  features?: number;
  /** The number of updates of all factors, a whole number ≥ 1. @default 50 */
  epochs?: number;
  /** L2 strength, λ, on the factors, for each rating, ≥ 0, in units of the ratings' spread. @default 0.06 */
  regularization?: number;
  /** Fixes the starting factors: a whole number within ±(2⁵³ − 1). @default a new one, kept in `settings.seed` */
  seed?: number;
}

interface NonnegativeMFSettings extends FactorSettings {
  readonly regularization: number;
}

/** Factors this many times larger than the ratings are not those of a user who was fitted to them. */
const FAR_TOO_LARGE = 2 ** 30;

/** Passes of coordinate descent for one vector: each step is exact for an entry, so few features converge soon. */
const FOLD_IN_PASSES = 100;

/**
 * Ratings as sums of parts: r̂ = p_u·q_i, where no factor is below zero. {@link NMF} is the same for matrices.
 *
 * Coordinate descent minimizes Σ (r − r̂)² + λ·(|p_u|² + |q_i|²) over the ratings: each p_uf in pass, then each q_if, takes
 * its best value, p_uf = max(0, Σ q_if·(r − r̂ + p_uf·q_if) / (Σ q_if² + λ·n_u)), where n_u is how many ratings u gave.
 * This is in units of the ratings' spread, a quarter of the range of their scale, so that options mean the same on a scale of
 * any width. The training loss is the RMSE after an epoch. Predictions for users or items without ratings are the mean of all
 * ratings; those for newcomers, of whom nothing is known, are the means of all others' predictions.
 *
 * @example
 * const model = new NonnegativeMF({ seed: 1 }).fit(ratings);
 * model.predict("Ada", "Heat");
 *
 * @see Cichocki & Phan 2009, "Fast local algorithms for large scale nonnegative matrix and tensor factorizations"
 */
export class NonnegativeMF extends FactorModel<NonnegativeMFSettings> {
  readonly name = "NonnegativeMF";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;
  protected override readonly weighing = "loss";

  /** @throws ValueError for an invalid option. */
  constructor(options: NonnegativeMFOptions = {}) {
    checkOptionNames(options, ["features", "epochs", "regularization", "seed"]);
    super({
      features: checkFeatures(options.features ?? 15),
      epochs: options.epochs ?? 50,
      regularization: checkNotNegative(options.regularization ?? 0.06, "regularization"),
      seed: options.seed,
    });
  }

  protected override shapes(): readonly ParameterShape[] {
    return [...super.shapes(), { name: "meanRating", per: "model", width: 1 }];
  }

  /** Uniform in [0, 1), in units of the ratings' spread: the first update fits the users to the starting items. */
  protected startingFactors(random: Random): Random {
    return evenOf(0, 1, random);
  }

  /** @internal */
  protected override startingUnit(_shape: ParameterShape, ratings: Ratings): number {
    return unitsOf(ratings).factor;
  }

  /** The units of the ratings trained on. */
  private get units(): Spread {
    return this.kept("units", () => unitsOf(this.ratings));
  }

  protected override check(ratings: Ratings): void {
    super.check(ratings);
    const at = ratings.rows.values.findIndex((value) => value < 0);
    if (at >= 0) throw belowZero(ratings, at);
  }

  protected begin(ratings: Ratings, { userFactors, itemFactors, meanRating }: Parameters): Step {
    meanRating[0] = ratings.mean;
    const { features, regularization } = this.settings;
    const { rating, factor } = unitsOf(ratings);
    const values = divided(ratings.rows.values, rating);
    // Kernels have no place for weights.
    const prepare = ratings.weights === null ? linewiseDescent : plainLines;
    const descend = prepare(ratings, values, features, regularization);
    const count = weightOf(ratings.rows, 0, ratings.length);
    return slicedStep(function* (epoch) {
      const [users, items] = [divided(userFactors, factor), divided(itemFactors, factor)];
      clearFarTooLarge(users, features);
      const sum = yield* descend(epoch, users, items);
      userFactors.set(multiplied(users, factor));
      itemFactors.set(multiplied(items, factor));
      return rating * Math.sqrt(sum / count);
    });
  }

  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    return { ...super.memoryDemand(ratings), heap: linewiseBytes(ratings, this.settings.features) };
  }

  /** Besides the factors, whether anything is known: factors of somebody who rates everything 0 are zeros as well. */
  protected override userRow(index: number): Row {
    return { ...super.userRow(index), isKnown: this.isKnown("user").subarray(index, index + 1) };
  }

  protected override itemRow(index: number): Row {
    return { ...super.itemRow(index), isKnown: this.isKnown("item").subarray(index, index + 1) };
  }

  /** 1 for each user, or item, of whose ratings something was learned, else 0. */
  private isKnown(per: "user" | "item"): Float64Array {
    return this.kept(`which ${per}s are known`, () => {
      const { users, items } = this.ratings;
      const count = per === "user" ? users : items;
      return Float64Array.from({ length: count }, (_, k) => (wasLearned(this.trained, per, k) ? 1 : 0));
    });
  }

  /** The mean of all others, which is known: a user of whom nothing is known gets the mean of all users' predictions. */
  protected override withoutRatings(per: "user" | "item"): Row {
    return { ...super.withoutRatings(per), isKnown: Float64Array.of(1) };
  }

  protected override score(user: Row, item: Row): number {
    if (!bothKnown(user, item)) return this.parameters.meanRating[0];
    return dotInOrder(user.userFactors, 0, item.itemFactors, 0, this.settings.features);
  }

  /** Not by products alone, since items without ratings have no factors to multiply. */
  protected override scoreAll(user: Row, scores: Float64Array): void {
    const { itemFactors: Q, meanRating } = this.parameters;
    scores.fill(meanRating[0]);
    if (user.isKnown[0] === 0) return;
    const { features: k } = this.settings;
    const isKnown = this.isKnown("item");
    for (let i = 0; i < scores.length; i++)
      if (isKnown[i] === 1) scores[i] = dotInOrder(user.userFactors, 0, Q, i * k, k);
  }

  /**
   * Two more features stand for the mean: one of items that are not known, for users who are, and one of users who are not
   * known, for all items.
   */
  protected override linearScores(): LinearScores {
    const { features: k } = this.settings;
    const { itemFactors, meanRating } = this.parameters;
    const [mean] = meanRating;
    const isKnown = this.isKnown("item");
    const width = k + 2;
    const extended = (factors: Float64Array, more: readonly number[]): Float64Array => {
      const vector = new Float64Array(width);
      vector.set(factors);
      vector.set(more, k);
      return vector;
    };
    const itemVectors = new Float64Array(isKnown.length * width);
    isKnown.forEach((known, i) => {
      const own = itemFactors.subarray(i * k, (i + 1) * k);
      itemVectors.set(extended(own, [known === 1 ? 0 : mean, 1]), i * width);
    });
    const user = ({ userFactors: own, isKnown: [known] }: Row): LinearUser => ({
      base: 0,
      vector: extended(own, known === 1 ? [1, 0] : [0, mean]),
    });
    return { width, itemVectors, itemBiases: null, order: "in order", user };
  }

  /** The best factors ≥ 0, by coordinate descent from zero. */
  protected foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row {
    const { features, regularization } = this.settings;
    const { userFactors, itemFactors } = this.parameters;
    const { rating, factor } = this.units;
    const given = rowsAt(per === "user" ? itemFactors : userFactors, others, features);
    const [cells, vectors] = [divided(values, rating), divided(given, factor)];
    const scale = foldInScale(cells, vectors);
    const known = divided(vectors, scale.U);
    const penalty = scaledPenalty(regularization, scale);
    const factors = new Float64Array(features);
    const errors = divided(cells, scale.data);
    const places = others.map((_, q) => q);
    const line = { starts: Int32Array.of(0, others.length), errors: places, others: places };
    for (let pass = 0; pass < FOLD_IN_PASSES; pass++)
      if (weights === undefined) coordinateLines(errors, line, factors, known, features, penalty);
      else weightedLines(errors, weights, line, factors, known, features, penalty);
    const found = multiplied(multiplied(factors, scale.L), factor);
    return { [`${per}Factors`]: found, isKnown: knownBy(others.length) };
  }

  protected override shortcutWithout(
    items: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): (n: number) => Row | null {
    if (weights !== undefined) return () => null;
    const { features, regularization } = this.settings;
    const { rating, factor } = this.units;
    const cells = divided(values, rating);
    const vectors = divided(rowsAt(this.parameters.itemFactors, items, features), factor);
    const scale = foldInScale(cells, vectors);
    const penalty = scaledPenalty(regularization, scale);
    const [errors, given] = [divided(cells, scale.data), divided(vectors, scale.U)];
    const solve = coordinateWithoutEach(errors, given, features, penalty, FOLD_IN_PASSES);
    return (n) => {
      const found = solve(n);
      if (found === null) return null;
      const userFactors = multiplied(multiplied(found, scale.L), factor);
      return { userFactors, isKnown: knownBy(items.length - 1) };
    };
  }

  protected lossOn(rows: SparseRows): number {
    return this.rmseOf(rows);
  }
}

/**
 * The units of ratings; where all are equal, and so have no spread, they go by the size of very small ones, whose squares would
 * be lost.
 */
function unitsOf(ratings: Ratings): Spread {
  const { rating } = spreadOf(ratings);
  return spreadFrom(rating * scaleOf(divided(ratings.rows.values, rating)));
}

/**
 * Sets the rows to zeros that come from a training on ratings of a far larger scale, beside which those of this one are lost:
 * the first update finds them from the items all the same.
 */
function clearFarTooLarge(users: Float64Array, features: number): void {
  for (let from = 0; from < users.length; from += features) {
    const row = users.subarray(from, from + features);
    if (largestSize(row) > FAR_TOO_LARGE) row.fill(0);
  }
}

/** What says whether somebody with so many ratings is known. */
function knownBy(ratings: number): Float64Array {
  return Float64Array.of(ratings > 0 ? 1 : 0);
}

function bothKnown(user: Row, item: Row): boolean {
  return user.isKnown[0] === 1 && item.isKnown[0] === 1;
}

function belowZero(ratings: Ratings, at: number): ValueError {
  const { offsets, indices, values } = ratings.rows;
  const user = ratings.userIds.at(offsets.findIndex((from, u) => from <= at && at < offsets[u + 1]));
  const item = ratings.itemIds.at(indices[at]);
  const expected = "ratings ≥ 0: factors are nonnegative, and so are their products";
  return new ValueError(`the rating of ${item} by ${user} is ${values[at]}, expected ${expected}`, {
    argument: "ratings",
    actual: values[at],
    expected,
  });
}
