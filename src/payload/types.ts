/**
 * The contract between the library, which writes payloads, and the extension, which draws them.
 * Plain JSON; whoever reads one from a file checks it first with `checkPayload`.
 */

/** The MIME type of every payload. Its version changes when an old reader could not draw a new payload. */
export const PAYLOAD_MIME = "application/vnd.factorlab.v1+json";

/** The version inside the payload, the same as in the MIME type. */
export const PAYLOAD_VERSION = 1;

/** Numbers in rows and columns, row by row: the value at (i, j) is `values[i * columns + j]`. */
export interface MatrixPayload {
  /** The number of rows. */
  rows: number;
  /** The number of columns. */
  columns: number;
  /** rows × columns finite numbers. */
  values: number[];
  /** The shape it had before it was averaged into blocks to fit the size budget; absent where nothing was lost. */
  of?: {
    /** How many rows there were. */
    rows: number;
    /** How many columns there were. */
    columns: number;
  };
}

/** A matrix in which some cells may be unknown: null. */
export interface CellsPayload extends Omit<MatrixPayload, "values"> {
  /** rows × columns finite numbers, or null where a cell is unknown. */
  values: (number | null)[];
}

/** What rows, columns and features are called, in their order; plain text, 80 characters of each are shown. */
export interface Labels {
  /** Names of the rows. */
  rows?: string[];
  /** Names of the columns. */
  columns?: string[];
  /** Names of the features. */
  features?: string[];
}

/** One matrix, drawn as a heatmap with its numbers. */
export interface MatrixViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: one matrix. */
  kind: "matrix";
  /** What the matrix is called: `"L·U"`. At most 80 characters of plain text. */
  name: string;
  /** The numbers. */
  matrix: CellsPayload;
  /** Names of the rows and columns; absent where the matrix was averaged into blocks. */
  labels?: Pick<Labels, "rows" | "columns">;
}

/** The losses that were recorded: `values[k]` after `iterations[k]`, iterations rising. */
export interface LossPayload {
  /** The iterations at which losses were recorded. */
  iterations: number[];
  /** Mean squared error over all cells, ≥ 0. */
  values: number[];
}

/** In which order a training follows the gradients: one entry after another, all at once, or cell by cell. */
export type TrainingMethod = "coordinate" | "batch" | "stochastic";

/** One training from end to end: every iteration in the same way. */
export interface TrainingStage {
  /** The step along the gradient, > 0. */
  learningRate: number;
  /** How many iterations, ≥ 1. */
  iterations: number;
  /** The L2 penalty on the factors, ≥ 0; absent for 0. */
  regularization?: number;
  /** Absent for "coordinate". */
  method?: TrainingMethod;
  /** What the order of the cells was shuffled with, where `method` is "stochastic"; absent for 0. */
  seed?: number;
}

/** Where the factors began and how they were trained: enough to go through every iteration again. */
export interface ReplayPayload {
  /** rows × features, before any training. */
  L: number[];
  /** features × columns, before any training. */
  U: number[];
  /** The trainings one after the other; their iterations add up to the factorization's. */
  stages: TrainingStage[];
}

/** The factors after one iteration, where they were recorded. */
export interface FramePayload {
  /** How many iterations have led to these factors. */
  iteration: number;
  /** rows × features. */
  L: number[];
  /** features × columns. */
  U: number[];
}

/** A factorization, data ≈ L·U: L is rows × features, U is features × columns. */
export interface FactorizationPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a factorization. */
  kind: "factorization";
  /** rows × columns. */
  data: CellsPayload;
  /** rows × features. */
  L: MatrixPayload;
  /** features × columns. */
  U: MatrixPayload;
  /** The losses that were recorded in training. */
  loss: LossPayload;
  /** How many iterations the factors have been trained; 0 before training. */
  iteration: number;
  /** The learning rate of the last training, or null before any. */
  learningRate: number | null;
  /** The seed of the starting factors, or null where they were given. */
  seed: number | null;
  /** Absent where nothing has a name, and where a matrix was averaged into blocks. */
  labels?: Labels;
  /** The iteration at which the last training left all bounds; absent where it did not. */
  divergedAt?: number;
  /** Absent where a matrix was averaged, and where the factors did not come from training alone. */
  replay?: ReplayPayload;
  /** At most 200 recorded states, iterations rising, for who cannot be replayed. */
  frames?: FramePayload[];
}

/** The loss curve of one run, and what is marked on it. */
export interface RunPayload {
  /** What the run is called. */
  name: string;
  /** The training loss. */
  loss: LossPayload;
  /** The loss on held-out cells. */
  validation?: LossPayload;
  /** The iteration whose factors were kept. */
  bestAt?: number;
  /** The iteration at which early stopping ended the run. */
  stoppedAt?: number;
  /** The iteration at which the loss left all bounds. */
  divergedAt?: number;
}

/** Loss curves of one or more named runs in one chart. */
export interface LossViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: loss curves. */
  kind: "loss";
  /** The runs, a curve for each. */
  runs: RunPayload[];
  /** What the losses are: "RMSE". Absent: mean squared error. */
  measure?: string;
  /** What the curves go over. Absent: iterations. */
  step?: "iteration" | "epoch";
}

/** A column of a table. */
export interface ColumnPayload {
  /** What stands above the column. */
  name: string;
  /** Which of its numbers is the best, which is marked; absent where none is better. */
  better?: "low" | "high";
  /** Whether its numbers are also drawn as bars. */
  bars?: boolean;
}

/** What one cell of a table shows; null where there is nothing. */
export type CellValue = string | number | null;

/** A comparison, the trials of a search, or a list of what is recommended. */
export interface TableViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a table. */
  kind: "table";
  /** What stands above the table. */
  title: string;
  /** Its columns, from left to right. */
  columns: ColumnPayload[];
  /** Row by row, as many cells each as there are columns. */
  rows: CellValue[][];
}

/** Points with names: items whose factors were brought into the plane, so that alike ones lie near each other. */
export interface MapViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a map. */
  kind: "map";
  /** What stands above the map. */
  title: string;
  /** What x and y are. */
  axes: [x: string, y: string];
  /** One point each, the most important first: where names would overlap, the first ones are written. */
  x: number[];
  /** One for each point, as in `x`. */
  y: number[];
  /** What the points are called, in the same order. */
  names: string[];
}

/** How a training stands: under way, at its end, stopped before it, or run away. */
export type TrainingState = "running" | "done" | "stopped" | "diverged";

/** What a clock measured of a training; all of a training that differs from run to run stands here. */
export interface TrainingTiming {
  /** How long it has taken. */
  seconds: number;
  /** Its speed: over the last second or two while it runs, over the whole of it at its end; null before any. */
  iterationsPerSecond: number | null;
  /** What is left at this speed; null where that is not known, and at the end. */
  secondsLeft: number | null;
}

/** One training, drawn as its progress: sent again and again while it runs, and last as it ended. */
export interface TrainingPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a training. */
  kind: "training";
  /** How the training stands. */
  state: TrainingState;
  /** The iteration from which this training went on: 0, or more where the model had been trained before. */
  start: number;
  /** The iteration whose factors the model holds, from `start` to `iterations`. */
  iteration: number;
  /** The iteration with which the training ends, or would have ended. */
  iterations: number;
  /** The iteration at which the loss left all bounds; null unless `state` is "diverged". */
  divergedAt: number | null;
  /** Null for models that have none. */
  learningRate: number | null;
  /** All losses of the model up to `iteration`, also those of earlier trainings. */
  loss: LossPayload;
  /** What a clock measured of it. */
  timing: TrainingTiming;
}

/** Everything that may stand under {@link PAYLOAD_MIME}. */
export type Payload =
  | MatrixViewPayload
  | FactorizationPayload
  | LossViewPayload
  | TrainingPayload
  | TableViewPayload
  | MapViewPayload;
