import { NotFittedError } from "../../errors";
import { Matrix } from "../../matrix/matrix";
import { checkSeed } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { largestSize } from "../../numerics/dense";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { TrainingHistory } from "../../training/history";
import { checkWhole } from "../../training/options";
import { checkRatings } from "./check-ratings";
import { checkCounts } from "./counts";
import type { Fit } from "./fit-options";
import { noVectors } from "./neighbours";
import { rowAt } from "./parameters";
import type { FittedParameters, MemoryDemand, ParameterShape, Parameters, Row, Sizes } from "./parameters";
import { cosines } from "../shared/cosine";
import { SavedModel } from "../shared/saved-model";
import { influencesOf } from "./influences";

/** What an epoch works with. */
export interface Epoch {
  /** Counted from 1 over the model's life. */
  readonly epoch: number;
  /** The model's learning rate times the schedule's factor; null for models that have none. */
  readonly learningRate: number | null;
  /** Independent of all other epochs' numbers, so that a training that was cut goes on as if it had not been. */
  readonly random: Random;
}

/** Trains one epoch: changes the parameters in place. Returns the training loss, as `lossName` says. */
export type Step = (epoch: Epoch) => number;

/** The settings that all models of ratings have. */
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
 * What a model of ratings says of itself: which parameters it has, how an epoch changes them, what score a user's and
 * an item's parameters make, and how a newcomer's are found. {@link Trainable} is how it is trained, and
 * {@link Recommender} what can be done with it.
 *
 * A step keeps nothing from one epoch to the next but the parameters: a training that was cut goes on elsewhere.
 */
export abstract class RatingModel<Settings extends CommonSettings = CommonSettings> extends SavedModel {
  /** The losses of the training, shown in a notebook as a curve. */
  readonly history: TrainingHistory = new TrainingHistory();
  /** All options with their values, defaults filled in. */
  readonly settings: Readonly<Settings>;
  /** How many epochs the parameters have been trained. */
  epoch = 0;
  /** The ratings and the parameters; null before training. */
  protected fitted: FittedParameters | null = null;

  protected constructor(settings: Omit<Settings, "seed"> & { seed?: number }) {
    super();
    const epochs = checkWhole(settings.epochs, "epochs", 1);
    this.settings = { ...settings, epochs, seed: checkSeed(settings.seed) } as unknown as Settings;
  }

  /** What `history.loss` and `history.validation` are: "RMSE", "logistic loss". */
  abstract readonly lossName: string;
  /**
   * Whether predictions are ratings on the scale of the ratings; else they only rank: the model is one of implicit
   * feedback, and takes counts.
   */
  abstract readonly predictsRatings: boolean;
  /**
   * What explanations call that part of a prediction which is neither mean nor bias; null where there is no such part.
   */
  protected readonly remainder: string | null = null;

  /**
   * Which parameters the model has for so many users and items; asked once a training. Names are those of its public
   * members.
   */
  protected abstract shapes(sizes: Sizes): readonly ParameterShape[];
  /** The parameter whose rows neighbours are compared by; null where the model has no such vectors. */
  protected comparedBy(_per: "user" | "item"): string | null {
    return null;
  }

  /** What makes a training large: by default the features, where the model has such. */
  protected memoryDemand({ users, items }: Sizes): MemoryDemand {
    const { features } = this.settings;
    const sides = `${users} users and ${items} items`;
    if (features === undefined) return { working: 0, argument: "ratings", actual: sides, is: `of ${sides}` };
    const is = `${features}, for ${sides}`;
    return { working: features ** 2, argument: "features", actual: features, is };
  }

  /** Draws what one user's, one item's or the model's parameter starts with; `values` are zeros before. */
  protected abstract start(shape: ParameterShape, values: Float64Array, random: Random): void;
  /** Gets ready to train: everything that is made once for a training. The ratings have at least one entry. */
  protected abstract begin(ratings: Ratings, parameters: Parameters): Step;
  /** What the parameters of a user and of an item make: a rating (not held within the scale yet), or a score. */
  protected abstract score(user: Row, item: Row): number;
  /** Scores of all items for a user, into `scores`. A model overrides it where it is faster in one go. */
  protected scoreAll(user: Row, scores: Float64Array): void {
    for (let i = 0; i < scores.length; i++) scores[i] = this.score(user, this.itemRow(i));
  }

  /**
   * The parameters of a user, or of an item, that was not there in training, from its ratings, with everything else
   * as it is: for a user, `others` are places of items, rising, and `values` their ratings.
   */
  protected abstract foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row;
  /**
   * Prepares a shortcut to {@link foldIn} of a user without one of these ratings, for models where that follows from
   * all of them at once: gives the parameters without the n-th, or null where they have to be found afresh.
   */
  protected shortcutWithout(_items: Int32Array, _values: Float64Array): (n: number) => Row | null {
    return () => null;
  }

  /** Prepares {@link foldIn} of a user without one of these ratings: gives the parameters without the n-th. */
  protected foldInsWithout(items: Int32Array, values: Float64Array): (n: number) => Row {
    const shortcut = this.shortcutWithout(items, values);
    return (n) => shortcut(n) ?? this.foldIn("user", withoutNth(items, n), withoutNth(values, n));
  }

  /** What each rating of a user adds to the scores of these items: the score less that without it, a list an item. */
  protected influences(items: Int32Array, values: Float64Array, on: readonly Row[]): Float64Array[] {
    return influencesOf({ places: items, values }, on, {
      foldIn: this.foldIn.bind(this, "user"),
      without: this.foldInsWithout(items, values),
      score: this.score.bind(this),
    });
  }

  /** The mean loss of these ratings, which have the model's users and items: same unit as training's. */
  protected abstract lossOn(rows: SparseRows): number;

  /** What an epoch may have changed: it is looked at after each. A model overrides it where that is little of much. */
  protected changed(parameters: Parameters): Parameters {
    return parameters;
  }

  /** How steep the gradients are, where the model has a learning rate: the largest error, λ, and 1 for biases. */
  protected curvatureBound({ rows }: Ratings): number {
    return 1 + (this.settings.regularization ?? 0) + largestSize(rows.values);
  }

  /** Refuses a way to train that the model does not allow. @throws ValueError @internal */
  protected checkFit(_fit: Fit): void {
    // Most models can be trained in every way that there is.
  }

  /** What the model cannot be trained on. @throws ValueError */
  protected check(ratings: Ratings): void {
    checkRatings(ratings, "ratings");
    if (!this.predictsRatings) checkCounts(ratings);
  }

  /** The ratings that the model was trained on. @throws NotFittedError before training. */
  get ratings(): Ratings {
    return this.trained.ratings;
  }

  /** Whether the model has been trained, be it one epoch. */
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

  /** How alike all users, or all items, are to the one that has these parameters, by their places: −1 to 1. */
  protected similarities(per: "user" | "item", own: Row): Float64Array {
    return cosines(own[this.vectorName(per)], this.vectorsOf(per).values);
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

  /** The RMSE of what the model scores, not held within the scale. */
  protected rmseOf({ rows, offsets, indices, values }: SparseRows): number {
    let sum = 0;
    for (let u = 0; u < rows; u++) {
      const user = this.userRow(u);
      for (let n = offsets[u]; n < offsets[u + 1]; n++)
        sum += (values[n] - this.score(user, this.itemRow(indices[n]))) ** 2;
    }
    return Math.sqrt(sum / values.length);
  }

  /** The parameters of the user at a place, by name; views into the model's own. */
  protected userRow(place: number): Row {
    return rowAt(this.trained.shapes, this.parameters, "user", place);
  }

  /** The parameters of the item at a place, by name; views into the model's own. */
  protected itemRow(place: number): Row {
    return rowAt(this.trained.shapes, this.parameters, "item", place);
  }

  /** The ratings and the parameters. @throws NotFittedError before training. */
  protected get trained(): FittedParameters {
    if (this.fitted) return this.fitted;
    throw new NotFittedError(`this ${this.name} is not trained yet: call fit(ratings) first`);
  }
}

/** A copy without the n-th. */
function withoutNth<List extends Int32Array | Float64Array>(list: List, n: number): List {
  const rest = list.slice(1) as List;
  rest.set(list.subarray(0, n));
  return rest;
}
