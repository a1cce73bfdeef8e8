import type { Drive } from "../kernels/sliced";
import type { Slices } from "../kernels/slices";
import type { TextPayload } from "../payload/types";
import type { TrainingHistory } from "./history";

/** A prepared training, as seen by the code that drives it. */
export interface TrainingRun {
  /** The iteration at which it begins. */
  readonly start: number;
  /** The last iteration. */
  readonly end: number;
  /** Null for models without a learning rate. */
  readonly learningRate: number | null;
  readonly history: TrainingHistory;
  /** What stands below its progress, such as warnings. @default nothing */
  readonly notes?: readonly TextPayload[];
  /** The iteration whose factors the model holds. */
  readonly iteration: () => number;
  /** Whether it has ended, possibly before `end`. */
  readonly ended: () => boolean;
  /** Does one iteration and returns its loss. @throws TrainingInterrupted before it, DivergenceError after it. */
  readonly advance: () => number;
  /**
   * The same in slices, for iterations that may take longer than one: each ends soon after `isOver` says so. Whoever begins
   * one may give it up. @param drive drives epochs of kernels. @default all at one go
   */
  readonly inSlices?: (isOver: () => boolean, drive: Drive) => Iterator<void, unknown, void>;
  /** @throws TrainingInterrupted where a later training of the model has begun. */
  readonly checkLatest: () => void;
}

/** What begins a training, in slices that end where `isOver` says so. @throws what is wrong with what was given. */
export type Beginning = (isOver: () => boolean) => Slices<TrainingRun>;
