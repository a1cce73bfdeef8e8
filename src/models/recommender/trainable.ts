import { append } from "../../lists";
import { ValueError, wrongArgument } from "../../errors";
import type { TextPayload } from "../../payload/types";
import { startThreads } from "../../kernels/run";
import { checkMemory } from "../../matrix/memory";
import { createRandom } from "../../matrix/random";
import { checkIsRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { liveTraining } from "../../training/live";
import { LIVE_OPTIONS } from "../../training/live-options";
import { overtaken } from "../../training/stop";
import type { LiveOptions } from "../../training/live-options";
import { checkOptionNames } from "../../training/options";
import { checkRecord } from "./check-record";
import { TrainingLoop } from "./training-loop";
import type { EpochEvent } from "./training-loop";
import { checkFit, FIT_OPTIONS } from "./fit-options";
import type { Fit, FitOptions } from "./fit-options";
import { modelWarnings, warningNotes } from "../shared/model-warning";
import type { FoundWarning, ModelWarning } from "../shared/model-warning";
import { warnOfStars } from "./stars-as-counts";
import { sealed } from "../shared/sealed";
import type { Unsealed } from "../shared/sealed";
import type { Tensor } from "../shared/tensor";
import {
  parametersOf,
  parametersRecord,
  ratingsOf,
  ratingsRecord,
  trainingLoopOf,
  trainingLoopRecord,
} from "./model-file";
import type { TrainingLoopRecord, ModelRecord } from "./model-file";
import { carryOver, numbersOf, ratedIn, zeroParameters } from "./parameters";
import type { FittedParameters, Parameters } from "./parameters";
import { RatingModel } from "./rating-model";
import type { CommonSettings, Step } from "./rating-model";

/** A model of ratings that can be trained: at once, epoch by epoch, live, incrementally, and after an interruption. */
export abstract class Trainable<
  Settings extends CommonSettings = CommonSettings,
> extends RatingModel<Settings> {
  private latest: TrainingLoop | null = null;
  /** The unfinished training of a model that was read from a file. */
  private interrupted: TrainingLoopRecord<Float64Array> | null = null;
  private trainings = 0;
  #found: readonly FoundWarning[] = [];

  /** What the latest training found amiss with its ratings, which `warnings: false` of {@link fit} silences. Not saved. */
  get warnings(): readonly ModelWarning[] {
    return modelWarnings(this.#found);
  }

  /** What stands below its outputs. @internal */
  get notes(): readonly TextPayload[] {
    return warningNotes(this.#found);
  }

  /**
   * Trains from the start to the last epoch, or until early stopping ends it.
   * @returns the model itself.
   * @throws ValueError for invalid ratings or options, or a model that does not fit into the free memory;
   * DivergenceError, which suggests a learning rate, with the model back at its best epoch; TrainingInterrupted, with
   * the model as the last complete epoch left it.
   */
  fit(ratings: Ratings, options: FitOptions = {}): this {
    const loop = this.newLoop(ratings, options);
    loop.finish();
    return this;
  }

  /** Trains like {@link fit}, one epoch for each event taken; the model is usable after each. Wrong options throw at once. */
  trainingEvents(ratings: Ratings, options: FitOptions = {}): Generator<EpochEvent, void, undefined> {
    return this.iterate(this.newLoop(ratings, options));
  }

  private *iterate(loop: TrainingLoop): Generator<EpochEvent, void, undefined> {
    while (!loop.ended) yield loop.advance();
  }

  /**
   * Continues training with more ratings, which may include new users and items; if a user rates an item again, the
   * new rating counts, unless the first ones were read with the `duplicates` `"sum"`, `"count"`, `"max"`, `"min"` or
   * `"latest"`, which goes on: counts add up. Known users and items start with their current parameters, also those
   * without a rating of which something was learned.
   * @param options as for {@link fit}; `epochs` is 5 by default.
   */
  partialFit(more: Ratings, options: FitOptions = {}): this {
    checkIsRatings(more, "ratings");
    const { elsewhere } = this.ratings;
    if (elsewhere !== null) throw trainedElsewhere(this.name, elsewhere);
    return this.fit(this.ratings.with(more), { epochs: 5, ...options, warmStart: true });
  }

  /**
   * Trains to the end as {@link fit} does, to the same bytes, and lets everything else run in between: a notebook shows
   * its progress and the growing curve. If another training of the same model begins meanwhile, it replaces this one.
   * @returns a promise without a value; it rejects with the errors of `fit`.
   */
  async train(ratings: Ratings, options: FitOptions & LiveOptions = {}): Promise<void> {
    checkOptionNames(options, [...FIT_OPTIONS, ...LIVE_OPTIONS]);
    const { display, onProgress, ...fit } = options;
    const train = liveTraining({ display, onProgress, signal: fit.signal });
    const loop = this.newLoop(ratings, fit);
    const training = this.trainings;
    await train({
      start: loop.start,
      end: loop.end,
      learningRate: this.settings.learningRate ?? null,
      history: this.history,
      notes: this.notes,
      iteration: () => this.epoch,
      ended: () => loop.ended,
      advance: () => loop.advance().loss,
      inSlices: (isOver) => loop.inSlices(isOver),
      checkLatest: () => {
        if (training !== this.trainings) throw overtaken(this.epoch, loop.end);
      },
    });
  }

  /**
   * Continues an interrupted training, to the same bytes as without the interruption. It is for a model that was read
   * from what another one saved between two epochs.
   * @param options the options of the interrupted training.
   * @throws ValueError if the model's training had ended.
   */
  resume(options: FitOptions = {}): this {
    const record = this.interrupted;
    if (!record) throw nothingToResume(this.name);
    const { ratings, parameters } = this.trained;
    const fit = checkFit(options);
    const heldOut = fit.validation && ratings.placesOf(this.weighed(fit.validation));
    const step = this.begin(ratings, parameters);
    const loop = this.startedLoop(this.trained, step, heldOut, fit, record);
    loop.finish();
    return this;
  }

  /** Checks everything, then draws the starting parameters and prepares the training. */
  private newLoop(given: Ratings, options: FitOptions): TrainingLoop {
    const fit = checkFit(options);
    this.check(given);
    if (fit.validation) this.check(fit.validation);
    this.checkFit(fit);
    const ratings = this.weighed(given);
    const heldOut = fit.validation && ratings.placesOf(this.weighed(fit.validation));
    const before = fit.warmStart ? this.fitted : null;
    const { features = 0, epochs } = this.settings;
    startThreads(fit.threads, ratings.length * features * (fit.epochs ?? epochs));
    const drawn = this.draw(ratings, fit.threads);
    if (before) carryOver(before, drawn);
    const step = this.begin(ratings, drawn.parameters);
    // All checks have passed: only now does the model change.
    if (!before) this.epoch = 0;
    this.#found = fit.warnings ? this.warningsOn(given) : [];
    return this.startedLoop(drawn, step, heldOut, fit);
  }

  /** What a person should know of these ratings before they trust the model. */
  protected warningsOn({ rows }: Ratings): FoundWarning[] {
    return this.predictsRatings ? [] : warnOfStars(this.name, rows.values);
  }

  private startedLoop(
    fitted: FittedParameters,
    step: Step,
    heldOut: SparseRows | null,
    fit: Fit,
    record?: TrainingLoopRecord<Float64Array>,
  ): TrainingLoop {
    const { ratings, parameters } = fitted;
    this.fitted = fitted;
    this.trainings++;
    this.interrupted = null;
    const changed = (): Parameters => this.changed(parameters);
    const lossOn = (rows: SparseRows): number => this.lossOn(rows);
    const curvatureBound = (): number => this.curvatureBound(ratings);
    const training = { parameters, step, changed, heldOut, lossOn, curvatureBound };
    this.latest = new TrainingLoop(this, training, fit, record);
    return this.latest;
  }

  private draw(ratings: Ratings, threads: number): FittedParameters {
    const shapes = this.shapes(ratings);
    const { working, heap = 0, argument, actual, is, advice } = this.memoryDemand(ratings);
    const beside = working + heap / Float64Array.BYTES_PER_ELEMENT;
    checkMemory(numbersOf(shapes, ratings, beside), argument, actual, is, advice);
    const parameters = zeroParameters(shapes, ratings);
    const random = createRandom(this.settings.seed);
    const options = { threads, check: () => undefined };
    for (const shape of shapes) {
      const has = shape.per === "model" ? () => false : ratedIn(ratings, shape.per);
      const values = parameters[shape.name];
      this.startAll(shape, values, random, has, options);
      const unit = this.startingUnit(shape, ratings);
      if (unit !== 1) values.forEach((value, k) => (values[k] = value * unit));
    }
    return { ratings, parameters, shapes };
  }

  /**
   * The same model, which also knows these of the ratings that it was trained on elsewhere, such as on Spark: for their users,
   * lists leave out what they have rated, and reasons are named.
   * @throws ValueError if none of them is of a user and an item of the training, or if the model has all of its ratings.
   */
  withRatings(ratings: Ratings): this {
    checkIsRatings(ratings, "ratings");
    if (this.ratings.elsewhere === null)
      throw wrongArgument(
        "model",
        this.name,
        "one that was trained elsewhere",
        "one that has all of its ratings",
      );
    const Class = this.constructor as new (settings: object) => this;
    const model = new Class(this.settings);
    const fitted = { ...this.trained, ratings: this.ratings.replaced(ratings) };
    model.replace(fitted);
    model.epoch = this.epoch;
    this.history.iterations.forEach((epoch, k) => model.history.record(epoch, this.history.loss[k]));
    append(model.history.validation, this.history.validation);
    return model;
  }

  /** The state of the latest training; null if it has ended. */
  private get unfinished(): TrainingLoopRecord<Float64Array> | null {
    return this.latest && !this.latest.ended ? this.latest.record() : this.interrupted;
  }

  /** The whole model as plain data, for `JSON.stringify`; see `fromJSON`. */
  toJSON(): ModelRecord {
    return sealed(this.unwritten());
  }

  /** @internal */
  protected override unwritten(): Unsealed<ModelRecord<Tensor>> {
    const { unfinished } = this;
    const { ratings, parameters, shapes } = this.trained;
    const { iterations, loss, validation } = this.history;
    return {
      model: this.name,
      settings: this.settings,
      epoch: this.epoch,
      ratings: ratingsRecord(ratings),
      parameters: parametersRecord(parameters, shapes),
      history: { iterations, loss, validation },
      ...(unfinished ? { course: trainingLoopRecord(unfinished, shapes) } : {}),
    };
  }

  /** The ratings of a saved model, and what else its shapes go by. @internal */
  protected ratingsIn(record: ModelRecord<unknown>): Ratings {
    return ratingsOf(record.ratings);
  }

  /** Puts other parameters in the place of these, which ends a training of them. @internal */
  protected replace(fitted: FittedParameters): void {
    this.fitted = fitted;
    this.trainings++;
    this.latest = null;
    this.interrupted = null;
  }

  /** Restores a saved model of the same class. */
  protected takeOver(record: ModelRecord<unknown>): void {
    checkRecord(record);
    const ratings = this.ratingsIn(record);
    const shapes = this.shapes(ratings);
    const parameters = parametersOf(record.parameters, shapes, ratings);
    // Checked now, and not only when the training resumes.
    const course = record.course && trainingLoopOf(record.course, shapes, ratings);
    record.history.iterations.forEach((epoch, k) => this.history.record(epoch, record.history.loss[k]));
    append(this.history.validation, record.history.validation);
    this.fitted = { ratings, parameters, shapes };
    this.epoch = record.epoch;
    this.interrupted = course ?? null;
    this.latest = null;
  }
}

function trainedElsewhere(name: string, elsewhere: string): ValueError {
  const expected = "a training on all ratings there, or fit(ratings)";
  return new ValueError(
    `the ratings that this ${name} was trained on are in ${elsewhere}, expected ${expected}`,
    {
      argument: "ratings",
      expected,
    },
  );
}

function nothingToResume(name: string): ValueError {
  const expected = "a model that was written down between two epochs";
  return new ValueError(`this ${name} has no training to go on with, expected ${expected}`, {
    argument: "model",
    expected,
  });
}
