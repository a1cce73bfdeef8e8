import type { Labels, LossPayload, TrainingStage } from "../payload/types";

/** All that a training of `MatrixFactorization` depends on, as plain data: the same experiment gives the same bytes. */
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
  /** λ, the L2 penalty on the factors, above 0; absent for none. */
  regularization?: number;
  /** A whole number within ±(2⁵³ − 1). */
  seed: number;
  /** The starting factors are drawn uniformly from [low, high). */
  initRange: [number, number];
  /**
   * The known cells that training does not see, each as its row and its column, counted from 0, row by row; absent where
   * it sees all.
   */
  heldOut?: [row: number, column: number][];
  /** The features across and up in the plane, counted from 0, where it is open beside the equation; else absent. */
  plane?: number[];
  /** The factors as a person has turned them beside the training, in numbers row by row; absent where none was turned. */
  hand?: {
    /** rows × features numbers. */
    L: number[];
    /** features × columns numbers. */
    U: number[];
  };
}

/** What a training starts with: data, starting factors and stages. Arrays are row by row; unknown cells are NaN. */
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
  /** Cells that `data` does not have, on which each iteration is measured as well; absent where there are none. */
  heldOut?: HeldOutCells;
}

/** Cells that training does not see. */
export interface HeldOutCells {
  /** Where they are, as row × columns + column. */
  places: number[];
  /** Their true values. */
  values: number[];
}

/** The factors after an iteration; iteration 0 has the starting factors. */
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

/** The record of a training. */
export interface Trace {
  /**
   * At most 200, iterations rising, more where the loss changes fast. The first state is always among them, the last
   * unless the training diverged.
   */
  frames: Frame[];
  /** At most 500 points. */
  loss: LossPayload;
  /** The mean squared error over the held-out cells, at the iterations of `loss` and where it is lowest; absent where there are none. */
  validation?: LossPayload;
  /** The iteration at which that is lowest. */
  bestAt?: number;
  /** The iteration of the model at its end: the last one, or the best one if the training diverged. */
  iteration: number;
  /** The iteration at which the training diverged, or null. Frames and losses then show how it got there. */
  divergedAt: number | null;
  /** Whether the training has ended, by divergence too. */
  ended: boolean;
}
