import type { TrainingHistory } from "./history";

/** A training that is ready to go on, as those see it who drive it. */
export interface TrainingRun {
  /** The iteration from which it goes on. */
  readonly start: number;
  /** The iteration with which it ends. */
  readonly end: number;
  /** Null for models that have none. */
  readonly learningRate: number | null;
  readonly history: TrainingHistory;
  /** The iteration whose factors the model holds. */
  readonly iteration: () => number;
  /** Whether it is at its end, which may be before `end`. */
  readonly ended: () => boolean;
  /** Does one iteration and returns its loss. @throws TrainingInterrupted before it, DivergenceError after it. */
  readonly advance: () => number;
  /** Whether no other training of the model has begun since. */
  readonly isLatest: () => boolean;
}
