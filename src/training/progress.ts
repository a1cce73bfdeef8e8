import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { trainingLine } from "../outputs/progress";
import { said } from "../outputs/translate";
import { trainingPayload } from "../payload/build-training";
import type { TrainingLike } from "../payload/build-training";
import type { TextPayload, TrainingState, TrainingTiming } from "../payload/types";
import type { TrainingHistory } from "./history";
import type { TrainingRun } from "./training-run";

/** The progress of a training at one moment, as a notebook shows it and `onProgress` receives it. */
export class TrainingProgress implements TrainingLike {
  /** How the training stands. */
  readonly state: TrainingState;
  /** The iteration at which this training began: 0, or more if the model had been trained before. */
  readonly start: number;
  /** The iteration whose factors the model holds, counted over the model's life. */
  readonly iteration: number;
  /** The last iteration of this training, or the one planned as the last. */
  readonly iterations: number;
  /** Null for models without a learning rate. */
  readonly learningRate: number | null;
  /** The losses of the model, to which training keeps adding; the last one belongs to `iteration`. */
  readonly history: TrainingHistory;
  /** Sentences below the numbers: the warnings of the model. */
  readonly notes: readonly string[];
  // As a notebook says them, in its reader's language.
  readonly #said: readonly TextPayload[];

  /** @param divergedAt the iteration at which the training diverged, in the state "diverged" only. */
  constructor(
    run: TrainingRun,
    state: TrainingState,
    /** What a clock measured of it. */
    readonly timing: TrainingTiming,
    readonly divergedAt: number | null = null,
  ) {
    this.state = state;
    this.start = run.start;
    this.iteration = run.iteration();
    this.iterations = run.end;
    this.learningRate = run.learningRate;
    this.history = run.history;
    this.#said = run.notes ?? [];
    this.notes = this.#said.map((note) => said(note));
  }

  /** The latest mean squared error over all known cells; NaN if none was recorded. */
  get loss(): number {
    return this.history.loss.at(-1) ?? NaN;
  }

  toString(): string {
    return [trainingLine(trainingPayload(this)), ...this.notes].join("\n");
  }

  /** The progress as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const notes = this.#said.length > 0 ? { notes: [...this.#said] } : {};
    const payload = { ...trainingPayload(this), ...notes };
    return makeBundle(payload, this.toString());
  }
}
