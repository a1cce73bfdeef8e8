import { ValueError } from "../../errors";
import { checkMemory } from "../../matrix/memory";
import { createRandom } from "../../matrix/random";
import { checkIsRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";
import { systemClock } from "../../training/clock";
import { LIVE_OPTIONS, liveContext } from "../../training/live-options";
import type { LiveOptions } from "../../training/live-options";
import { checkOptionNames } from "../../training/options";
import { trainInSlices } from "../../training/run";
import { checkRecord } from "./check-record";
import { TrainingLoop } from "./training-loop";
import type { EpochEvent } from "./training-loop";
import { checkFit, FIT_OPTIONS } from "./fit-options";
import type { Fit, FitOptions } from "./fit-options";
import { sealed } from "../shared/sealed";
import { parametersOf, parametersRecord, ratingsOf, ratingsRecord } from "./model-file";
import type { TrainingLoopRecord, ModelRecord } from "./model-file";
import { carryOver, numbersOf, startingParameters } from "./parameters";
import type { FittedParameters, Parameters } from "./parameters";
import { RatingModel } from "./rating-model";
import type { CommonSettings, Step } from "./rating-model";

/** A model of ratings that can be trained: at once, epoch by epoch, live, further, and on from where it was cut. */
export abstract class Trainable<
  Settings extends CommonSettings = CommonSettings,
> extends RatingModel<Settings> {
  private latest: TrainingLoop | null = null;
  /** A training that was cut elsewhere. */
  private cut: TrainingLoopRecord | null = null;
  private trainings = 0;

  /**
   * Trains from the start to the last epoch, or to where early stopping ends it.
   * @returns the model itself.
   * @throws ValueError for ratings or options that cannot be used, or a model that does not fit into the memory that is
   * free; DivergenceError, which suggests a learning rate, with the model back at its best epoch; TrainingInterrupted, with the model as the last whole epoch left it.
   */
  fit(ratings: Ratings, options: FitOptions = {}): this {
    const loop = this.newLoop(ratings, options);
    while (!loop.ended) loop.advance();
    return this;
  }

  /** As {@link fit}, one epoch for each event taken; the model is usable after each. Wrong options throw at once. */
  trainingEvents(ratings: Ratings, options: FitOptions = {}): Generator<EpochEvent, void, undefined> {
    return this.iterate(this.newLoop(ratings, options));
  }

  private *iterate(loop: TrainingLoop): Generator<EpochEvent, void, undefined> {
    while (!loop.ended) yield loop.advance();
  }

  /**
   * Goes on training after the model has been trained: with more ratings, which may be of new users and items; where
   * a user rates an item again, the new rating counts. All others keep the parameters that they have as a start.
   * @param options as for {@link fit}; `epochs` is 5 by default.
   */
  partialFit(more: Ratings, options: FitOptions = {}): this {
    checkIsRatings(more, "ratings");
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
    const around = liveContext({ display, onProgress, signal: fit.signal }, systemClock);
    const loop = this.newLoop(ratings, fit);
    const turn = this.trainings;
    await trainInSlices(
      {
        start: loop.start,
        end: loop.end,
        learningRate: this.settings.learningRate ?? null,
        history: this.history,
        iteration: () => this.epoch,
        ended: () => loop.ended,
        advance: () => loop.advance().loss,
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
    const heldOut = fit.validation && ratings.placesOf(fit.validation);
    const step = this.begin(ratings, parameters);
    const loop = this.startedLoop(this.trained, step, heldOut, fit, record);
    while (!loop.ended) loop.advance();
    return this;
  }

  /** Checks everything, then draws the parameters to begin with and gets ready. */
  private newLoop(ratings: Ratings, options: FitOptions): TrainingLoop {
    const fit = checkFit(options);
    this.check(ratings);
    if (fit.validation) this.check(fit.validation);
    this.checkFit(fit);
    const heldOut = fit.validation && ratings.placesOf(fit.validation);
    const before = fit.warmStart ? this.fitted : null;
    const drawn = this.draw(ratings);
    if (before) carryOver(before, drawn);
    const step = this.begin(ratings, drawn.parameters);
    // From here on nothing is refused: until now the model was what it had been.
    if (!before) this.epoch = 0;
    return this.startedLoop(drawn, step, heldOut, fit);
  }

  private startedLoop(
    fitted: FittedParameters,
    step: Step,
    heldOut: SparseRows | null,
    fit: Fit,
    record?: TrainingLoopRecord,
  ): TrainingLoop {
    const { ratings, parameters } = fitted;
    this.fitted = fitted;
    this.trainings++;
    this.cut = null;
    const changed = (): Parameters => this.changed(parameters);
    const lossOn = (rows: SparseRows): number => this.lossOn(rows);
    const curvatureBound = (): number => this.curvatureBound(ratings);
    const training = { parameters, step, changed, heldOut, lossOn, curvatureBound };
    this.latest = new TrainingLoop(this, training, fit, record);
    return this.latest;
  }

  private draw(ratings: Ratings): FittedParameters {
    const { users, items } = ratings;
    const shapes = this.shapes(ratings);
    const { working, argument, actual, is, advice } = this.memoryDemand(ratings);
    checkMemory(numbersOf(shapes, ratings, working), argument, actual, is, advice);
    const has = (per: "user" | "item", k: number): boolean => {
      const { offsets } = per === "user" ? ratings.rows : ratings.columns;
      return offsets[k + 1] > offsets[k];
    };
    const start = this.start.bind(this);
    const random = createRandom(this.settings.seed);
    const parameters = startingParameters(shapes, users, items, has, start, random);
    return { ratings, parameters, shapes };
  }

  /** How the latest training stands; null where it is at its end. */
  private get unfinished(): TrainingLoopRecord | null {
    return this.latest && !this.latest.ended ? this.latest.record() : this.cut;
  }

  /** Everything of the model as plain data, for `JSON.stringify`; see `fromJSON`. */
  toJSON(): ModelRecord {
    const { unfinished } = this;
    const { iterations, loss, validation } = this.history;
    return sealed({
      model: this.name,
      settings: this.settings,
      epoch: this.epoch,
      ratings: ratingsRecord(this.ratings),
      parameters: parametersRecord(this.parameters),
      history: { iterations, loss, validation },
      ...(unfinished ? { course: unfinished } : {}),
    });
  }

  /** Takes the place of a model of the same class that was written down. */
  protected takeOver(record: ModelRecord): void {
    checkRecord(record);
    const ratings = ratingsOf(record.ratings);
    const shapes = this.shapes(ratings);
    const parameters = parametersOf(record.parameters, shapes, ratings);
    // Looked at now, and not only when the training goes on.
    if (record.course) parametersOf(record.course.best.parameters, shapes, ratings);
    record.history.iterations.forEach((epoch, k) => this.history.record(epoch, record.history.loss[k]));
    this.history.validation.push(...record.history.validation);
    this.fitted = { ratings, parameters, shapes };
    this.epoch = record.epoch;
    this.cut = record.course ?? null;
    this.latest = null;
  }
}

function notCut(name: string): ValueError {
  const expected = "a model that was written down between two epochs";
  return new ValueError(`this ${name} has no training to go on with, expected ${expected}`, {
    argument: "model",
    expected,
  });
}
