import { describeValue, NotFittedError, ValueError } from "../../errors";
import { Matrix } from "../../matrix/matrix";
import { checkSeed, createRandom } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import type { Id } from "../../ratings/ids";
import { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { TrainingHistory } from "../../training/history";
import { Course } from "./course";
import type { EpochEvent } from "./course";
import { checkFit } from "./fit-options";
import type { FitOptions } from "./fit-options";
import { carryOver, rowAt, startingParameters } from "./parameters";
import type { ParameterShape, Parameters, Row } from "./parameters";

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
  readonly epochs: number;
  readonly seed: number;
  readonly learningRate?: number;
}

/**
 * What all models of ratings have in common: training, prediction, top-N lists, neighbours, new users, files. A model
 * says which parameters it has, how an epoch changes them, and what score a user's and an item's parameters make.
 */
export abstract class Recommender<Settings extends CommonSettings = CommonSettings> {
  /** The losses of the training, shown in a notebook as a curve. */
  readonly history: TrainingHistory = new TrainingHistory();
  /** All options with their values, defaults filled in. */
  readonly settings: Readonly<Settings>;
  /** How many epochs the parameters have been trained. */
  epoch = 0;
  private fitted: { ratings: Ratings; parameters: Parameters } | null = null;

  protected constructor(settings: Omit<Settings, "seed"> & { seed?: number }) {
    this.settings = { ...settings, seed: checkSeed(settings.seed) } as unknown as Settings;
  }

  /** The model's class as files and tables name it: "BiasedMF". */
  abstract readonly name: string;
  /** What `history.loss` and `history.validation` are: "RMSE", "logistic loss". */
  abstract readonly lossName: string;
  /** Whether predictions are ratings on the scale of the ratings; else they only rank. */
  protected abstract readonly predictsRatings: boolean;

  /** Which parameters the model has. Names are those of its public members. */
  protected abstract shapes(): readonly ParameterShape[];
  /** Draws what one user's, one item's or the model's parameter starts with; `values` are zeros before. */
  protected abstract start(shape: ParameterShape, values: Float64Array, random: Random): void;
  /** Gets ready to train: everything that is made once for a training. The ratings have at least one entry. */
  protected abstract begin(ratings: Ratings, parameters: Parameters): Step;
  /** What the parameters of a user and of an item make: a rating (not held within the scale yet), or a score. */
  protected abstract score(user: Row, item: Row): number;
  /**
   * The parameters of a user, or of an item, that was not there in training, from its ratings, with everything else
   * as it is: for a user, `others` are places of items, rising, and `values` their ratings.
   */
  protected abstract foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row;
  /** The mean loss of these ratings, which have the model's users and items: same unit as training's. */
  protected abstract lossOn(rows: SparseRows): number;

  /** Scores of all items for a user, into `scores`. A model overrides it where it is faster in one go. */
  protected scoreAll(user: Row, scores: Float64Array): void {
    for (let i = 0; i < scores.length; i++) scores[i] = this.score(user, this.itemRow(i));
  }

  /**
   * Trains from the start to the last epoch, or to where early stopping ends it.
   * @returns the model itself.
   * @throws ValueError for ratings or options that cannot be used; DivergenceError, with the model back at its best
   * epoch; TrainingInterrupted, with the model as the last whole epoch left it.
   */
  fit(ratings: Ratings, options: FitOptions = {}): this {
    const course = this.course(ratings, options);
    while (!course.ended) course.advance();
    return this;
  }

  /** As {@link fit}, one epoch for each event taken; the model is usable after each. Wrong options throw at once. */
  trainingEvents(ratings: Ratings, options: FitOptions = {}): Generator<EpochEvent, void, undefined> {
    return this.iterate(this.course(ratings, options));
  }

  private *iterate(course: Course): Generator<EpochEvent, void, undefined> {
    while (!course.ended) yield course.advance();
  }

  /** Checks everything, then draws the parameters to begin with and gets ready. */
  private course(ratings: Ratings, options: FitOptions): Course {
    const fit = checkFit(options);
    this.check(ratings);
    const before = fit.warmStart ? this.fitted : null;
    const parameters = this.draw(ratings);
    if (before) carryOver(this.shapes(), before, { ratings, parameters });
    else this.epoch = 0;
    this.fitted = { ratings, parameters };
    const step = this.begin(ratings, parameters);
    return new Course(this, { ratings, parameters, step, lossOn: (rows) => this.lossOn(rows) }, fit);
  }

  /** What the model cannot be trained on. @throws ValueError */
  protected check(ratings: Ratings): void {
    if (!(ratings instanceof Ratings)) throw noRatings(ratings);
    if (ratings.length === 0) {
      const expected = "at least one rating";
      throw new ValueError(`ratings is empty, expected ${expected}`, { argument: "ratings", expected });
    }
  }

  private draw(ratings: Ratings): Parameters {
    const has = (per: "user" | "item", k: number): boolean => {
      const { offsets } = per === "user" ? ratings.rows : ratings.columns;
      return offsets[k + 1] > offsets[k];
    };
    const start = this.start.bind(this);
    const random = createRandom(this.settings.seed);
    return startingParameters(this.shapes(), ratings.users, ratings.items, has, start, random);
  }

  /** The ratings that the model was trained on. @throws NotFittedError before training. */
  get ratings(): Ratings {
    return this.trained.ratings;
  }

  /**
   * What the model expects a user to give an item: a rating held within the scale, or for implicit feedback a score.
   * @throws ValueError if the training knew no such user or item; NotFittedError before training.
   */
  predict(user: Id, item: Id): number {
    const { userIds, itemIds } = this.ratings;
    return this.held(this.score(this.userRow(userIds.place(user)), this.itemRow(itemIds.place(item))));
  }

  protected get parameters(): Parameters {
    return this.trained.parameters;
  }

  /** A parameter as a matrix: a row for each user, or item. Shared, not copied. @throws NotFittedError */
  protected matrix(name: string, width: number): Matrix {
    const values = this.parameters[name];
    return new Matrix(values.length / width, width, values, { name });
  }

  protected userRow(place: number): Row {
    return rowAt(this.shapes(), this.parameters, "user", place);
  }

  protected itemRow(place: number): Row {
    return rowAt(this.shapes(), this.parameters, "item", place);
  }

  private held(score: number): number {
    if (!this.predictsRatings) return score;
    const [low, high] = this.ratings.scale;
    return Math.min(high, Math.max(low, score));
  }

  private get trained(): { ratings: Ratings; parameters: Parameters } {
    if (this.fitted) return this.fitted;
    throw new NotFittedError(`this ${this.name} is not trained yet: call fit(ratings) first`);
  }
}

function noRatings(actual: unknown): ValueError {
  const expected = "Ratings, as Ratings.from(…) makes them";
  return new ValueError(`ratings is ${describeValue(actual)}, expected ${expected}`, {
    argument: "ratings",
    actual,
    expected,
  });
}
