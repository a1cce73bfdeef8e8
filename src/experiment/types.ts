import type { Labels, LossPayload, TrainingStage } from "../payload/types";

/** Everything that a training of `MatrixFactorization` depends on, as plain data: the same experiment, the same bytes. */
export interface Experiment {
  /** rows × columns; null where a cell is unknown. */
  data: (number | null)[][];
  /** What rows and columns are called; absent where they have no names. */
  labels?: Pick<Labels, "rows" | "columns">;
  /** A whole number ≥ 1. */
  features: number;
  /** > 0. */
  learningRate: number;
  /** A whole number ≥ 1. */
  iterations: number;
  /** A whole number within ±(2⁵³ − 1). */
  seed: number;
  /** The starting factors are drawn uniformly from [low, high). */
  initRange: [number, number];
}

/** A training as it is run: data, the factors it starts from, and its stages. Row by row, NaN where unknown. */
export interface RunStart {
  /** The number of rows of the data. */
  rows: number;
  /** The number of columns of the data. */
  columns: number;
  /** The number of columns of L, and of rows of U. */
  features: number;
  /** rows × columns, row by row; NaN where a cell is unknown. */
  data: Float64Array;
  /** rows × features. */
  L: Float64Array;
  /** features × columns. */
  U: Float64Array;
  /** The trainings, one after the other. */
  stages: TrainingStage[];
}

/** The factors after one iteration; iteration 0 are the starting factors. */
export interface Frame {
  /** How many iterations have led to it. */
  iteration: number;
  /** Mean squared error over the known cells. */
  loss: number;
  /** rows × features, row by row. */
  L: ArrayLike<number>;
  /** features × columns, row by row. */
  U: ArrayLike<number>;
}

/** What a training went through. */
export interface Trace {
  /** At most 200, iterations rising, dense where the loss moves; the first state is always there, and the last of a good end. */
  frames: Frame[];
  /** At most 500 points. */
  loss: LossPayload;
  /** The iteration of the model at its end: the last one, or the best one where the training diverged. */
  iteration: number;
  /** The iteration at which the loss left all bounds, or null. Frames and losses then show how it got there. */
  divergedAt: number | null;
  /** Whether it has come to its end, be it a good one. */
  ended: boolean;
}
