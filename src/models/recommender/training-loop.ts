import { describeValue, DivergenceError, ValueError } from "../../errors";
import { slicesDespiteLostThreads } from "../../kernels/in-slices";
import { atOneGo, inOneSlice } from "../../kernels/slices";
import type { Slices } from "../../kernels/slices";
import { createRandom } from "../../matrix/random";
import type { SparseRows } from "../../ratings/sparse";
import type { TrainingHistory } from "../../training/history";
import { steadyRate } from "../../training/steady-rate";
import { checkSignal, checkInterruptFlag, interruptFlag } from "../../training/stop";
import { BestParameters } from "./best-parameters";
import type { Fit } from "./fit-options";
import type { TrainingLoopRecord } from "./model-file";
import { areFinite } from "./parameters";
import type { Parameters } from "./parameters";
import type { Epoch, Step } from "./rating-model";

/** A completed epoch; the model can be used, and its training stopped, after each. */
export interface EpochEvent {
  /** Tells this event from those of other trainings. */
  type: "epoch";
  /** The number of the epoch, counted from 1 over the model's life. */
  epoch: number;
  /** The last epoch of this training, unless it is stopped early. */
  epochs: number;
  /** The training loss after the epoch, which the model's `lossName` names. */
  loss: number;
  /** The loss on the validation ratings; null without them. */
  validation: number | null;
  /** The learning rate of this epoch; null for models without one. */
  learningRate: number | null;
  /** Whether this epoch has the lowest validation loss so far, or without validation the lowest training loss. */
  best: boolean;
  /** Whether early stopping ends the training here; the model then has the parameters of its best epoch. */
  stopped: boolean;
}

/** The parts of a model that its training uses. */
export interface TrainedModelState {
  readonly settings: { readonly epochs: number; readonly seed: number; readonly learningRate?: number };
  readonly history: TrainingHistory;
  epoch: number;
}

/** The parts of one training. */
export interface TrainingParts {
  readonly parameters: Parameters;
  readonly step: Step;
  /** The parameters that the latest epoch may have changed. */
  readonly changed: () => Parameters;
  /** Validation ratings, indexed by the training's users and items. */
  readonly heldOut: SparseRows | null;
  /** The loss of ratings under the current parameters. */
  readonly lossOn: (rows: SparseRows) => number;
  /** A bound on the curvature of the objective: see {@link steadyRate}. */
  readonly curvatureBound: () => number;
}

/** A training loss this many times that of the first epoch counts as divergence. */
const DIVERGED_FACTOR = 1e6;

/** One training of a model, epoch by epoch. */
export class TrainingLoop {
  readonly start: number;
  readonly end: number;
  private readonly best: BestParameters;
  private readonly parameters: [string, Float64Array][];
  private readonly interruptFlag = interruptFlag();
  private bound = Infinity;
  private waited = 0;
  private stopped = false;

  constructor(
    private readonly model: TrainedModelState,
    private readonly training: TrainingParts,
    private readonly fit: Fit,
    before?: TrainingLoopRecord<Float64Array>,
  ) {
    this.parameters = Object.entries(training.parameters);
    this.start = before?.start ?? model.epoch;
    this.end = before?.end ?? this.start + (fit.epochs ?? model.settings.epochs);
    this.best = new BestParameters(Object.values(training.parameters), model.epoch, Infinity);
    const { history } = model;
    history.rewind(model.epoch);
    history.bestAt = history.stoppedAt = history.divergedAt = null;
    if (before) this.restore(before);
  }

  /** The state of the training, from which another process can resume it; its numbers are not copied. */
  record(): TrainingLoopRecord<Float64Array> {
    const { start, end, waited, best } = this;
    const parameters = Object.fromEntries(this.parameters.map(([name], k) => [name, best.numbers[k]]));
    const loss = Number.isFinite(best.loss) ? best.loss : null;
    const bound = Number.isFinite(this.bound) ? this.bound : null;
    return { start, end, bound, waited, best: { epoch: best.epoch, loss, parameters } };
  }

  private restore({ bound, waited, best }: TrainingLoopRecord<Float64Array>): void {
    this.bound = bound ?? Infinity;
    this.waited = waited;
    this.best.take(best.epoch, best.loss ?? Infinity, (k) => best.parameters[this.parameters[k][0]]);
  }

  get ended(): boolean {
    return this.stopped || this.model.epoch >= this.end;
  }

  /** Trains to the end. @throws TrainingInterrupted, DivergenceError */
  finish(): void {
    // Between two epochs, nobody else comes to the parameters.
    for (let isNext = false; !this.ended; isNext = true) atOneGo(this.inSlices(undefined, isNext));
  }

  /** Trains one epoch. @throws TrainingInterrupted before it or in its middle, DivergenceError after it. */
  advance(): EpochEvent {
    return atOneGo(this.inSlices());
  }

  /**
   * Trains one epoch in slices, each of which ends soon after `isOver` says so. Until the last one has ended, the model is
   * that of the epoch before, and what was begun may be given up.
   * @param isNext see {@link Epoch}.
   */
  *inSlices(isOver?: () => boolean, isNext: boolean = false): Slices<EpochEvent> {
    const { model, training, fit, end } = this;
    const { learningRate: rate } = model.settings;
    this.check();
    const epoch = model.epoch + 1;
    const learningRate =
      rate === undefined ? null : rate * checkScheduleFactor(fit.schedule(epoch, end), epoch);
    const loss = yield* this.step(epoch, learningRate, isOver, isNext);
    if (!this.isWithin(loss) || !this.areFinite) throw this.diverge(epoch, learningRate);
    if (this.bound === Infinity) this.bound = DIVERGED_FACTOR * Math.max(loss, 1e-6);
    model.epoch = epoch;
    const validation = training.heldOut && training.lossOn(training.heldOut);
    model.history.record(epoch, loss);
    if (validation !== null) model.history.validation.push(validation);
    const best = this.keepBest(epoch, validation ?? loss);
    return { type: "epoch", epoch, epochs: end, loss, validation, learningRate, best, stopped: this.stopped };
  }

  private *step(
    epoch: number,
    learningRate: number | null,
    isOver?: () => boolean,
    isNext: boolean = false,
  ): Slices<number> {
    const { step } = this.training;
    if (step.announces !== true) this.best.keep();
    return yield* slicesDespiteLostThreads(() => {
      const given = { ...this.epochOf(epoch, learningRate), isOver, isNext };
      return step.inSlices?.(given) ?? inOneSlice(() => step(given));
    });
  }

  private epochOf(epoch: number, learningRate: number | null): Epoch {
    const { check, changing } = this;
    const random = createRandom(this.model.settings.seed, `epoch ${epoch}`);
    return { epoch, learningRate, random, threads: this.fit.threads, check, changing };
  }

  private isWithin(loss: number): boolean {
    return loss <= this.bound && Number.isFinite(loss);
  }

  /** Whether the latest epoch left only finite numbers. */
  private get areFinite(): boolean {
    return this.training.step.announces === true || areFinite(this.training.changed());
  }

  private isBetter(loss: number): boolean {
    return loss < this.best.loss - (this.fit.stopping?.minDelta ?? 0);
  }

  /** The best parameters need no copy where those that are to come are better. */
  private readonly changing = (loss: number): void => {
    const isBetter = this.training.heldOut === null && this.isWithin(loss) && this.isBetter(loss);
    if (!isBetter) this.best.keep();
  };

  /** Looks whether to stop, also within an epoch, which may take seconds. @throws TrainingInterrupted */
  private readonly check = (): void => {
    checkInterruptFlag(this.interruptFlag, this.model.epoch, this.end);
    checkSignal(this.fit.signal, this.model.epoch, this.end);
  };

  /** Keeps the best parameters, and stops early if that is enabled. */
  private keepBest(epoch: number, loss: number): boolean {
    const { stopping } = this.fit;
    const better = this.isBetter(loss);
    if (better) this.best.offer(epoch, loss);
    this.waited = better ? 0 : this.waited + 1;
    if (!stopping) return better;
    this.stopped = this.waited >= stopping.patience;
    if (this.stopped) this.model.history.stoppedAt = epoch;
    if (this.stopped || epoch === this.end) {
      this.best.restore();
      this.model.epoch = this.best.epoch;
      this.model.history.bestAt = this.best.epoch;
      this.stopped = true;
    }
    return better;
  }

  private diverge(epoch: number, learningRate: number | null): DivergenceError {
    this.best.restore();
    this.model.epoch = this.best.epoch;
    this.model.history.rewind(this.best.epoch);
    this.model.history.divergedAt = epoch;
    const rates = learningRate === null ? null : { learningRate, suggestedRate: this.steady(learningRate) };
    const penalties = Object.entries(this.model.settings)
      .filter(([name, value]) => /regularization$/i.test(name) && typeof value === "number")
      .map(([name]) => name);
    return new DivergenceError(epoch, rates, this.best.epoch, "epoch", penalties);
  }

  /**
   * A smaller rate. Where not even the first epoch stayed within bounds, one epoch is tried with it: if that does not
   * either, the numbers are to blame, and it is null.
   */
  private steady(learningRate: number): number | null {
    const rate = steadyRate(learningRate, this.training.curvatureBound());
    if (this.best.epoch > this.start) return rate;
    const { epoch } = this.model;
    this.best.keep();
    const loss = atOneGo(this.step(epoch + 1, rate));
    const works = Number.isFinite(loss) && this.areFinite;
    this.best.restore();
    return works ? rate : null;
  }
}

function checkScheduleFactor(factor: unknown, epoch: number): number {
  if (typeof factor === "number" && Number.isFinite(factor) && factor > 0) return factor;
  throw new ValueError(`schedule(${epoch}) is ${describeValue(factor)}, expected a finite number > 0`, {
    argument: "schedule",
    actual: factor,
    expected: "a finite number > 0",
  });
}
