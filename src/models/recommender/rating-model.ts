import { NotFittedError, ValueError } from "../../errors";
import { checkMemory } from "../../matrix/memory";
import { checkSeed, createRandom } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { largestSize } from "../../numerics/dense";
import { checkRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { systemClock } from "../../training/clock";
import { TrainingHistory } from "../../training/history";
import { LIVE_OPTIONS, surroundings } from "../../training/live-options";
import type { LiveOptions } from "../../training/live-options";
import { checkOptionNames } from "../../training/options";
import { trainInSlices } from "../../training/run";
import { Course } from "./course";
import type { EpochEvent } from "./course";
import { checkFit, FIT_OPTIONS } from "./fit-options";
import type { Fit, FitOptions } from "./fit-options";
import type { CourseRecord } from "./model-file";
import { carryOver, numbersOf, startingParameters } from "./parameters";
import type { Owned, ParameterShape, Parameters, Row } from "./parameters";

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
  readonly features?: number;
  readonly regularization?: number;
  readonly learningRate?: number;
}

/**
 * What a model of ratings says of itself, and its training: which parameters it has, how an epoch changes them, and
 * what score a user's and an item's parameters make. {@link Recommender} is what can be done with them.
 *
 * A step keeps nothing from one epoch to the next but the parameters: a training that was cut goes on elsewhere.
 */
export abstract class RatingModel<Settings extends CommonSettings = CommonSettings> {
  /** The losses of the training, shown in a notebook as a curve. */
  readonly history: TrainingHistory = new TrainingHistory();
  /** All options with their values, defaults filled in. */
  readonly settings: Readonly<Settings>;
  /** How many epochs the parameters have been trained. */
  epoch = 0;
  private fitted: Owned | null = null;
  private latest: Course | null = null;
  /** A training that was cut elsewhere. */
  private cut: CourseRecord | null = null;
  private trainings = 0;
  private declared: readonly ParameterShape[] | null = null;

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
  /** {@link shapes}, asked for once: they are looked at for each prediction. */
  protected get ownShapes(): readonly ParameterShape[] {
    this.declared ??= this.shapes();
    return this.declared;
  }

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

  /**
   * Trains from the start to the last epoch, or to where early stopping ends it.
   * @returns the model itself.
   * @throws ValueError for ratings or options that cannot be used, or a model that does not fit into the memory that is
   * free; DivergenceError, which suggests a learning rate, with the model back at its best epoch; TrainingInterrupted, with the model as the last whole epoch left it.
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

  /**
   * Goes on training after the model has been trained: with more ratings, which may be of new users and items; where
   * a user rates an item again, the new rating counts. All others keep the parameters that they have as a start.
   * @param options as for {@link fit}; `epochs` is 5 by default.
   */
  partialFit(more: Ratings, options: FitOptions = {}): this {
    checkRatings(more, "ratings");
    return this.fit(this.ratings.with(more), { epochs: 5, ...options, warmStart: true });
  }

  /**
   * Trains to the end as {@link fit} does, to the same bytes, and lets everything else run in between: a notebook shows
   * its progress and the growing curve. Another training of the same model that begins meanwhile takes its place.
   * @returns a promise that has no value; it rejects with what `fit` throws.
   */
  async train(ratings: Ratings, options: FitOptions & LiveOptions = {}): Promise<void> {
    checkOptionNames(options, [...FIT_OPTIONS, ...LIVE_OPTIONS]);
    const { display, onProgress, ...fit } = options;
    const around = surroundings({ display, onProgress, signal: fit.signal }, systemClock);
    const course = this.course(ratings, fit);
    const turn = this.trainings;
    await trainInSlices(
      {
        start: course.start,
        end: course.end,
        learningRate: this.settings.learningRate ?? null,
        history: this.history,
        iteration: () => this.epoch,
        ended: () => course.ended,
        advance: () => course.advance().loss,
        isLatest: () => turn === this.trainings,
      },
      around,
    );
  }

  /**
   * Goes on with a training that was cut, as if it had not been: to the same bytes. For a model that was read from
   * what another one was after an epoch.
   * @param options as they were for the training that was cut.
   * @throws ValueError where the model's training was at its end.
   */
  resume(options: FitOptions = {}): this {
    const record = this.cut;
    if (!record) throw notCut(this.name);
    const { ratings, parameters } = this.trained;
    const fit = checkFit(options);
    const held = fit.validation && ratings.placesOf(fit.validation);
    const course = this.started(ratings, parameters, this.begin(ratings, parameters), held, fit, record);
    while (!course.ended) course.advance();
    return this;
  }

  /** Checks everything, then draws the parameters to begin with and gets ready. */
  private course(ratings: Ratings, options: FitOptions): Course {
    const fit = checkFit(options);
    this.check(ratings);
    if (fit.validation) this.check(fit.validation);
    this.checkFit(fit);
    const held = fit.validation && ratings.placesOf(fit.validation);
    const before = fit.warmStart ? this.fitted : null;
    const parameters = this.draw(ratings);
    if (before) carryOver(this.ownShapes, before, { ratings, parameters });
    const step = this.begin(ratings, parameters);
    // From here on nothing is refused: until now the model was what it had been.
    if (!before) this.epoch = 0;
    return this.started(ratings, parameters, step, held, fit);
  }

  private started(
    ratings: Ratings,
    parameters: Parameters,
    step: Step,
    held: SparseRows | null,
    fit: Fit,
    record?: CourseRecord,
  ): Course {
    this.fitted = { ratings, parameters };
    this.trainings++;
    this.cut = null;
    const lossOn = (rows: SparseRows): number => this.lossOn(rows);
    const training = { parameters, step, held, lossOn, steepness: () => this.steepness(ratings) };
    this.latest = new Course(this, training, fit, record);
    return this.latest;
  }

  /** How the model cannot be trained. @throws ValueError */
  protected checkFit(_fit: Fit): void {
    // Most models can be trained in every way that there is.
  }

  /** How steep the gradients are, where the model has a learning rate: the largest error, λ, and 1 for biases. */
  protected steepness({ rows }: Ratings): number {
    return 1 + (this.settings.regularization ?? 0) + largestSize(rows.values);
  }

  /** What the model cannot be trained on. @throws ValueError */
  protected check(ratings: Ratings): void {
    checkRatings(ratings, "ratings");
    if (ratings.length === 0) {
      const expected = "at least one rating";
      throw new ValueError(`ratings is empty, expected ${expected}`, { argument: "ratings", expected });
    }
  }

  private draw(ratings: Ratings): Parameters {
    const { features = 0 } = this.settings;
    const { users, items } = ratings;
    const is = `${features}, for ${users} users and ${items} items`;
    checkMemory(numbersOf(this.ownShapes, users, items, features), "features", features, is);
    const has = (per: "user" | "item", k: number): boolean => {
      const { offsets } = per === "user" ? ratings.rows : ratings.columns;
      return offsets[k + 1] > offsets[k];
    };
    const start = this.start.bind(this);
    const random = createRandom(this.settings.seed);
    return startingParameters(this.ownShapes, ratings.users, ratings.items, has, start, random);
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

  /** How the latest training stands; null where it is at its end. */
  protected get unfinished(): CourseRecord | null {
    return this.latest && !this.latest.ended ? this.latest.record() : this.cut;
  }

  /** Takes the place of a model of the same class that was written down. */
  protected restore(fitted: Owned, epoch: number, cut: CourseRecord | null): void {
    this.fitted = fitted;
    this.epoch = epoch;
    this.cut = cut;
    this.latest = null;
  }

  private get trained(): Owned {
    if (this.fitted) return this.fitted;
    throw new NotFittedError(`this ${this.name} is not trained yet: call fit(ratings) first`);
  }
}

function notCut(name: string): ValueError {
  const expected = "a model that was written down between two epochs";
  return new ValueError(`this ${name} has no training to go on with, expected ${expected}`, {
    argument: "model",
    expected,
  });
}
