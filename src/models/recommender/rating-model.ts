import { NotFittedError } from "../../errors";
import { LESS_MEMORY } from "../../kernels/heap";
import type { RunOptions } from "../../kernels/run";
import type { Slices } from "../../kernels/slices";
import { Matrix } from "../../matrix/matrix";
import { checkSeed } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { largestSize, sumOfSquares } from "../../numerics/dense";
import { square } from "../../numerics/powers";
import { rootMeanSquare } from "../../numerics/scale";
import { weightOf } from "../../numerics/sparse";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { TrainingHistory } from "../../training/history";
import { checkWhole } from "../../training/options";
import { averageRow, averagesBy } from "./averages";
import type { Averages } from "./averages";
import { checkRatings } from "./check-ratings";
import { checkCounts } from "./counts";
import type { Fit } from "./fit-options";
import { keptOf } from "./kept";
import { noVectors } from "./neighbours";
import { rowAt } from "./parameters";
import type { FittedParameters, MemoryDemand, ParameterShape, Parameters, Row, Sizes } from "./parameters";
import { linearScoring } from "../batches/linear-scoring";
import type { LinearScores } from "../batches/linear-scores";
import type { Scoring } from "../batches/scoring";
import { Directions } from "../shared/nearest";
import { SavedModel } from "../shared/saved-model";
import { influencesOf } from "./influences";
import { noWeights } from "./no-weights";

/** The input of an epoch. */
export interface Epoch extends RunOptions {
  /** Counted from 1 over the model's life. */
  readonly epoch: number;
  /** The model's learning rate times the schedule's factor; null for models without a learning rate. */
  readonly learningRate: number | null;
  /** Independent of all other epochs' numbers, so that an interrupted training resumes without any difference. */
  readonly random: Random;
  /** What a step that {@link Step.announces} calls with its loss. */
  readonly changing?: (loss: number) => void;
  /** Whether the parameters are still as the step's epoch before has left them. @default false */
  readonly isNext?: boolean;
}

/** Trains one epoch by changing the parameters in place. Returns the training loss, which `lossName` names. */
export interface Step {
  (epoch: Epoch): number;
  /**
   * Whether it calls the epoch's `changing` before it changes a parameter, all of which it has found to be finite by then;
   * otherwise they are looked at, and copied before each epoch. @default false
   */
  readonly announces?: boolean;
  /**
   * The same epoch, which lets everything else run in between, as the epoch's `isOver` says. @default all at one go
   * @internal
   */
  readonly inSlices?: (epoch: Epoch) => Slices<number>;
}

/** The settings common to all models of ratings. */
export interface CommonSettings {
  /** How many epochs a whole training has, ≥ 1. */
  readonly epochs: number;
  /** What all random numbers come from; drawn where none was given. */
  readonly seed: number;
  /** The length of a user's and an item's vector; absent for models without vectors. */
  readonly features?: number;
  /** The L2 penalty, ≥ 0; absent for models without one. */
  readonly regularization?: number;
  /** The step along the gradient, > 0; absent for models without one. */
  readonly learningRate?: number;
}

/**
 * What each model of ratings defines: its parameters, how an epoch changes them, how a user's and an item's parameters
 * give a score, and how to fold in a new user or item. {@link Trainable} adds training, and {@link Recommender} adds
 * predictions and lists.
 *
 * A step keeps only the parameters from one epoch to the next, so that an interrupted training can resume elsewhere.
 */
export abstract class RatingModel<Settings extends CommonSettings = CommonSettings> extends SavedModel {
  /** The losses of the training, shown in a notebook as a curve. */
  readonly history: TrainingHistory = new TrainingHistory();
  /** All options with their values, defaults filled in. */
  readonly settings: Readonly<Settings>;
  /** The number of epochs trained so far. */
  epoch = 0;
  /** The ratings and the parameters; null before training. */
  protected fitted: FittedParameters | null = null;

  protected constructor(settings: Omit<Settings, "seed"> & { seed?: number }) {
    super();
    const epochs = checkWhole(settings.epochs, "epochs", 1);
    this.settings = { ...settings, epochs, seed: checkSeed(settings.seed) } as unknown as Settings;
  }

  /** The name of the loss in `history.loss` and `history.validation`: "RMSE", "logistic loss". */
  abstract readonly lossName: string;
  /**
   * Whether predictions are ratings on the scale of the ratings. Otherwise they only rank: the model is for implicit
   * feedback and takes counts.
   */
  abstract readonly predictsRatings: boolean;
  /** Whether the vectors of users and items without ratings say something about them. @internal */
  readonly placesUnrated: boolean = false;
  /**
   * What the weights of ratings do: they say how often a rating counts in what is minimized, or multiply counts; null where the
   * model cannot take them. A model in whose loss they count reads them in `rows.weights`.
   */
  protected readonly weighing: "loss" | "counts" | null = null;
  /**
   * The name in explanations for the part of a prediction beyond mean and biases; null if there is no such part.
   */
  protected readonly remainder: string | null = null;

  /**
   * The model's parameters for these numbers of users and items; called once per training. Their names are those of
   * public members.
   */
  protected abstract shapes(sizes: Sizes): readonly ParameterShape[];
  /** The name of the parameter whose rows are compared to find neighbours; null if the model has no such vectors. */
  protected comparedBy(_per: "user" | "item"): string | null {
    return null;
  }

  /** The cause of a training's memory demand: by default the features, if the model has any. */
  protected memoryDemand({ users, items }: Ratings): MemoryDemand {
    const { features } = this.settings;
    const sides = `${users} users and ${items} items`;
    if (features === undefined) return { working: 0, argument: "ratings", actual: sides, is: `of ${sides}` };
    const is = `${features}, for ${sides}`;
    return { working: square(features), argument: "features", actual: features, is, advice: LESS_MEMORY };
  }

  /** Draws the starting values of a parameter of one user, one item or the model; `values` are zeros before. */
  protected abstract start(shape: ParameterShape, values: Float64Array, random: Random): void;
  /**
   * Draws the starting values of a parameter for all users, all items or the model; by default one after the other. Those
   * without ratings keep zeros, so that they add nothing to a prediction. @internal
   */
  protected startAll(
    shape: ParameterShape,
    values: Float64Array,
    random: Random,
    hasRatings: (k: number) => boolean,
    _options: RunOptions,
  ): void {
    const { per, width } = shape;
    for (let k = 0; k * width < values.length; k++) {
      if (per === "model" || hasRatings(k))
        this.start(shape, values.subarray(k * width, (k + 1) * width), random);
    }
  }

  /** What the drawn starting values of a parameter are multiplied by, so that they go by the scale of the ratings. @internal */
  protected startingUnit(_shape: ParameterShape, _ratings: Ratings): number {
    return 1;
  }

  /** Prepares a training: everything that is done once. The ratings have at least one entry. */
  protected abstract begin(ratings: Ratings, parameters: Parameters): Step;
  /** Computes a rating (not yet clamped to the scale) or a score from the parameters of a user and of an item. */
  protected abstract score(user: Row, item: Row): number;
  /** Writes the scores of all items for a user into `scores`. Models with a faster method override it. */
  protected scoreAll(user: Row, scores: Float64Array): void {
    for (let i = 0; i < scores.length; i++) scores[i] = this.score(user, this.itemRow(i));
  }

  /**
   * The scores as sums, for kernels that score many users at once; null where they are none. What it says gives the same
   * bytes as `score` and `scoreAll`: a class that overrides one of these overrides this too, or is scored one by one.
   */
  protected linearScores(): LinearScores | null {
    return null;
  }

  /** The kernel that scores many users at once: that for sums, by default; null for none. @internal */
  protected scoring(): Scoring | null {
    const linear = this.linearScores();
    return linear && linearScoring(linear);
  }

  /**
   * Finds the parameters of a user or an item that was not in training from its ratings, with everything else
   * unchanged. For a user, `others` are item indices in ascending order, and `values` their ratings.
   * @param weights how often each counts, for a model in whose loss weights count. @default each once
   */
  protected abstract foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row;
  /**
   * The parameters of a user or an item of which nothing is known, which make the model's baseline: by default what
   * {@link foldIn} finds from no ratings.
   */
  protected withoutRatings(per: "user" | "item"): Row {
    return this.foldIn(per, new Int32Array(0), new Float64Array(0));
  }

  /**
   * Prepares a shortcut to {@link foldIn} for a user without one of these ratings, for models that derive the result
   * from the solution with all of them. The function returned gives the parameters without the n-th, or null if they
   * must be found from scratch.
   */
  protected shortcutWithout(
    _items: Int32Array,
    _values: Float64Array,
    _weights?: Float64Array,
  ): (n: number) => Row | null {
    return () => null;
  }

  /** Prepares {@link foldIn} for a user without the n-th of these ratings. */
  protected foldInsWithout(
    items: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): (n: number) => Row {
    const shortcut = this.shortcutWithout(items, values, weights);
    const rest = (n: number): Float64Array | undefined => weights && withoutNth(weights, n);
    return (n) => shortcut(n) ?? this.foldIn("user", withoutNth(items, n), withoutNth(values, n), rest(n));
  }

  /** How much each rating of a user adds to the scores of these items: one list for each item. */
  protected influences(
    items: Int32Array,
    values: Float64Array,
    on: readonly Row[],
    weights?: Float64Array,
  ): Float64Array[] {
    return influencesOf({ indices: items, values }, on, {
      foldIn: (indices, ratings) => this.foldIn("user", indices, ratings, weights),
      without: this.foldInsWithout(items, values, weights),
      score: this.score.bind(this),
    });
  }

  /** A score that is linear in the parameters of each side, from which {@link averages} are found: `score`, by default. */
  protected unclampedScore(user: Row, item: Row): number {
    return this.score(user, item);
  }

  /**
   * The means of the scores over users and items, by which explanations tell biases: the scores of an average user and an
   * average item, whose parameters are means. A model whose users are known by no parameters overrides it.
   */
  protected averages(): Averages {
    return this.kept("averages", () => {
      const user = averageRow(this.trained, "user", (k) => this.userRow(k));
      const item = averageRow(this.trained, "item", (k) => this.itemRow(k));
      return averagesBy(this.unclampedScore.bind(this), user, item);
    });
  }

  /** The mean loss of ratings indexed by the model's users and items, in the unit of the training loss. */
  protected abstract lossOn(rows: SparseRows): number;

  /** The parameters to check after an epoch. Models override it if an epoch changes only a small part of them. */
  protected changed(parameters: Parameters): Parameters {
    return parameters;
  }

  /** A bound on the curvature, for models with a learning rate: the largest error, λ, and 1 for biases. */
  protected curvatureBound({ rows }: Ratings): number {
    return 1 + (this.settings.regularization ?? 0) + largestSize(rows.values);
  }

  /** Refuses fit options that the model does not support. @throws ValueError @internal */
  protected checkFit(_fit: Fit): void {
    // Most models support all fit options.
  }

  /** Refuses ratings that the model cannot be trained on. @throws ValueError */
  protected check(ratings: Ratings): void {
    checkRatings(ratings, "ratings");
    if (!this.predictsRatings) checkCounts(ratings);
  }

  /** The ratings as the model takes them. @throws ValueError where they have weights, and it cannot. @internal */
  protected weighed(ratings: Ratings): Ratings {
    if (ratings.weights === null || this.weighing === "loss") return ratings;
    if (this.weighing === "counts") return ratings.asCounts;
    throw noWeights(this.name);
  }

  /** The ratings that the model was trained on. @throws NotFittedError before training. */
  get ratings(): Ratings {
    return this.trained.ratings;
  }

  /** Whether the model has been trained, even if only for one epoch. */
  get isFitted(): boolean {
    return this.fitted !== null;
  }

  /** The parameters by their names. @throws NotFittedError before training. */
  protected get parameters(): Parameters {
    return this.trained.parameters;
  }

  /**
   * The vectors that neighbours are compared by, one row for each user or item. Shared, not copied.
   * @throws ValueError if the model has none; NotFittedError before training.
   */
  vectorsOf(per: "user" | "item"): Matrix {
    const name = this.vectorName(per);
    const shape = this.trained.shapes.find((each) => each.name === name);
    if (!shape) throw noVectors(this.name, per);
    return this.matrix(name, shape.width);
  }

  /**
   * The similarities of users or items, by index, to the one with these parameters: −1 to 1.
   * @param count how many of the highest are asked for: others may be NaN.
   */
  protected similarities(per: "user" | "item", own: Row, count: number): Float64Array {
    const { values, columns } = this.vectorsOf(per);
    const directions = this.kept(`directions of ${per} vectors`, () => new Directions(values, columns));
    return directions.cosines(own[this.vectorName(per)], count);
  }

  private vectorName(per: "user" | "item"): string {
    const name = this.comparedBy(per);
    if (name === null) throw noVectors(this.name, per);
    return name;
  }

  /** A parameter as a matrix: a row for each user, or item. Shared, not copied. @throws NotFittedError */
  protected matrix(name: string, width: number): Matrix {
    const values = this.parameters[name];
    return new Matrix(values.length / width, width, values, { name });
  }

  /** The RMSE of the model's scores, not clamped to the scale; each rating as often as it counts. */
  protected rmseOf(entries: SparseRows): number {
    const { rows, offsets, indices, values, weights } = entries;
    const errors = new Float64Array(values.length);
    for (let u = 0; u < rows; u++) {
      const user = this.userRow(u);
      for (let n = offsets[u]; n < offsets[u + 1]; n++)
        errors[n] = values[n] - this.score(user, this.itemRow(indices[n]));
    }
    weights?.forEach((weight, n) => (errors[n] *= Math.sqrt(weight)));
    return rootMeanSquare(sumOfSquares(errors), weightOf(entries, 0, values.length), () => errors);
  }

  /** The parameters of the user at an index, by name, as views. */
  protected userRow(index: number): Row {
    return rowAt(this.trained.shapes, this.parameters, "user", index);
  }

  /** The parameters of the item at an index, by name, as views. */
  protected itemRow(index: number): Row {
    return rowAt(this.trained.shapes, this.parameters, "item", index);
  }

  /**
   * What is computed from the parameters alone, such as the squares of all items, and kept until these are trained on.
   * @param name what it is called, among all that the model keeps.
   */
  protected kept<T>(name: string, make: () => T): T {
    return keptOf(this.trained, this.epoch, name, make);
  }

  /** The ratings and the parameters. @throws NotFittedError before training. */
  protected get trained(): FittedParameters {
    if (this.fitted) return this.fitted;
    throw new NotFittedError(`this ${this.name} is not trained yet: call fit(ratings) first`);
  }
}

/** A copy without the n-th element. */
function withoutNth<List extends Int32Array | Float64Array>(list: List, n: number): List {
  const rest = list.slice(1) as List;
  rest.set(list.subarray(0, n));
  return rest;
}
