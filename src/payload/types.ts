/**
 * The contract between the library, which writes payloads, and the extension, which draws them: plain JSON. Readers of
 * files check a payload with `checkPayload` first.
 */

/** The MIME type of every payload. Its version changes when an old reader could not draw a new payload. */
export const PAYLOAD_MIME = "application/vnd.factorlab.v1+json";

/** The version inside the payload, the same as in the MIME type. */
export const PAYLOAD_VERSION = 1;

/** A sentence that is put together where it is read, in the reader's language. */
export interface SentencePayload {
  /** The English sentence, with a name in braces in the place of each value: "Most like {name}". */
  sentence: string;
  /** The values by these names: numbers, texts as English writes them, or sentences themselves. Absent where there are none. */
  values?: Readonly<Record<string, TextPayload | number>>;
}

/** A text: a person's own words as they are, or a sentence that can be said in other languages. */
export type TextPayload = string | SentencePayload;

/** Numbers in rows and columns, row by row: the value at (i, j) is `values[i * columns + j]`. */
export interface MatrixPayload {
  /** The number of rows. */
  rows: number;
  /** The number of columns. */
  columns: number;
  /** rows × columns finite numbers. */
  values: number[];
  /** The original shape of a matrix that was averaged into blocks to fit the size budget; else absent. */
  of?: {
    /** How many rows there were. */
    rows: number;
    /** How many columns there were. */
    columns: number;
  };
}

/** A matrix in which cells may be unknown: null. */
export interface CellsPayload extends Omit<MatrixPayload, "values"> {
  /** rows × columns finite numbers, or null where a cell is unknown. */
  values: (number | null)[];
}

/** The names of rows, columns and features, in order; plain text, of which 80 characters are shown. */
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
  /** The name of the matrix: `"L·U"`. At most 80 characters of plain text. */
  name: string;
  /** The numbers. */
  matrix: CellsPayload;
  /** Names of the rows and columns; absent where the matrix was averaged into blocks. */
  labels?: Pick<Labels, "rows" | "columns">;
}

/** The recorded losses: `values[k]` after `iterations[k]`, iterations rising. */
export interface LossPayload {
  /** The iterations at which losses were recorded. */
  iterations: number[];
  /** Mean squared error over all cells, ≥ 0. */
  values: number[];
}

/** In which order a training follows the gradients: one entry after another, all at once, or cell by cell. */
export type TrainingMethod = "coordinate" | "batch" | "stochastic";

/** One training: all its iterations have the same options. */
export interface TrainingStage {
  /** The step along the gradient, > 0. */
  learningRate: number;
  /** How many iterations, ≥ 1. */
  iterations: number;
  /** The L2 penalty on the factors, ≥ 0; absent for 0. */
  regularization?: number;
  /** Absent for "coordinate". */
  method?: TrainingMethod;
  /** The seed of the cells' order, where `method` is "stochastic"; absent for 0. */
  seed?: number;
}

/** The starting factors and how they were trained: enough to repeat every iteration. */
export interface ReplayPayload {
  /** rows × features, before any training. */
  L: number[];
  /** features × columns, before any training. */
  U: number[];
  /** The trainings in order; their iterations add up to the factorization's. */
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
  /** What stands above it. Absent for "Matrix factorization". */
  title?: TextPayload;
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
  /** The seed of the starting factors, or null where the factors were given. */
  seed: number | null;
  /** Whether no number of the factors may be negative, as in NMF. Absent where they may. */
  nonnegative?: boolean;
  /** Whether the factors were found directly, as in an SVD, not by training: nothing is said of iterations. Absent where not. */
  direct?: boolean;
  /** Absent where there are no names, and where a matrix was averaged into blocks. */
  labels?: Labels;
  /** The iteration at which the last training diverged; absent where it did not. */
  divergedAt?: number;
  /** Absent where a matrix was averaged, and where the factors did not come from training alone. */
  replay?: ReplayPayload;
  /** At most 200 recorded states, iterations rising, for factorizations that cannot be replayed. */
  frames?: FramePayload[];
}

/**
 * The plane of two features of a factorization: its rows and columns as arrows, beside their matrices. The other fields
 * are those of {@link FactorizationPayload}; nothing is averaged into blocks.
 */
export interface PlaneViewPayload extends Omit<FactorizationPayload, "kind"> {
  /** Says what is drawn: a plane. */
  kind: "plane";
  /** The features across and up, counted from 0; one alone where there is no other. */
  features: number[];
  /** How many rows and columns there were, where those of the payload are a sample; else absent. */
  sampleOf?: {
    /** How many rows there were. */
    rows: number;
    /** How many columns there were. */
    columns: number;
  };
}

/** The losses of a training that differs from the others of its sweep in one option. */
export interface SweepPoint {
  /** The value of that option. */
  value: number;
  /** The mean squared error over the cells that training sees, at its end; null where it diverged. */
  loss: number | null;
  /** The mean squared error over the held-out cells; null where it diverged. */
  validation: number | null;
  /** The standard error of `validation`, which comes from few cells; null where it is of one cell, or not known. */
  error: number | null;
}

/** Trainings with other options, each from the same seed: values rise, and those of the factorization are among them. */
export interface Sweeps {
  /** Over the number of features. */
  features: SweepPoint[];
  /** Over λ, the L2 penalty on the factors. */
  regularization: SweepPoint[];
  /** The iterations of each training: fewer than those of the factorization where all would take too long. */
  iterations: number;
}

/**
 * A factorization that was trained on some cells and is measured on the others. Its other fields are those of
 * {@link FactorizationPayload}: `data` holds all that is known, also what is held out; `loss` is that of the others.
 */
export interface GuessViewPayload extends Omit<FactorizationPayload, "kind"> {
  /** Says what is drawn: what was hidden, and what is guessed of it. */
  kind: "guess";
  /** The cells that training does not see, each as its row and its column, counted from 0, row by row. */
  heldOut: [row: number, column: number][];
  /** The mean squared error over these cells, by iteration. */
  validation: LossPayload;
  /** How well others would guess. Absent where they were not trained. */
  sweeps?: Sweeps;
}

/** An entry of a factor, by its indices: L is rows × features, U is features × columns. */
export interface FactorEntry {
  /** Which factor the entry is in. */
  factor: "L" | "U";
  /** The entry's row in that factor. */
  row: number;
  /** The entry's column in that factor. */
  column: number;
}

/** What the losses of a machine's run are counted in: updates of one number each, or iterations over all of them. */
export type RaceUnit = "update" | "iteration";

/** A factorization whose numbers are turned by hand, beside how a machine trains it from the same start. */
export interface DialsViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a factorization by hand. */
  kind: "dials";
  /** What stands above it. Absent for "Matrix factorization". */
  title?: TextPayload;
  /** rows × columns; nothing is averaged. */
  data: CellsPayload;
  /** rows × features, as it is turned now. */
  L: MatrixPayload;
  /** features × columns, as it is turned now. */
  U: MatrixPayload;
  /** Where a person and the machine begin. */
  start: {
    /** rows × features numbers. */
    L: number[];
    /** features × columns numbers. */
    U: number[];
  };
  /** How the machine trains from the start; empty where that cannot be repeated. */
  stages: TrainingStage[];
  /** The machine's losses from the start on, where they are known. */
  machine?: {
    /** The losses; the count of updates or iterations stands in `iterations`. */
    loss: LossPayload;
    /** What they are counted in. */
    unit: RaceUnit;
  };
  /** The step along the slope of one number, > 0. Absent for that of the last stage, or 0.1 without any. */
  learningRate?: number;
  /** The number whose valley is drawn. Absent for L[0,0]. */
  entry?: FactorEntry;
  /** Whether no number may be negative, as in NMF. Absent where they may. */
  nonnegative?: boolean;
  /** The losses of a person's turns, that of the start first. Absent before the first turn. */
  turns?: number[];
  /** The seed of the start, or null where it was given. */
  seed: number | null;
  /** Absent where there are no names. */
  labels?: Labels;
}

/** The loss curve of one run, and its marked iterations. */
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
  /** The iteration at which the run diverged. */
  divergedAt?: number;
}

/** A run whose name may be a sentence of the library. */
export interface NamedRunPayload extends Omit<RunPayload, "name"> {
  /** What the run is called. */
  name: TextPayload;
}

/** Loss curves of one or more named runs in one chart. */
export interface LossViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: loss curves. */
  kind: "loss";
  /** The runs, a curve for each. */
  runs: NamedRunPayload[];
  /** The measure of the losses: "RMSE". Absent for mean squared error. */
  measure?: TextPayload;
  /** The unit of the horizontal axis. Absent for iterations. */
  step?: "iteration" | "epoch";
  /** Sentences below the curves, such as warnings. Absent for none. */
  notes?: TextPayload[];
}

/** A column of a table. */
export interface ColumnPayload {
  /** What stands above the column. */
  name: TextPayload;
  /** Whether its lowest or highest number is marked as the best; absent for no mark. */
  better?: "low" | "high";
  /** The rows that are marked, counted from 0, as chance alone may tell them apart; absent where only the best numbers are. */
  marked?: number[];
  /** The standard error of the number in each row, ≥ 0, shown below it; null for none. */
  errors?: (number | null)[];
  /** Whether its numbers are also drawn as bars; all bars of a table have one scale. */
  bars?: boolean;
}

/** A cell of a table; null for an empty one. */
export type CellValue = TextPayload | number | null;

/** A comparison, the trials of a search, or a list of recommendations. */
export interface TableViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a table. */
  kind: "table";
  /** What stands above the table. */
  title: TextPayload;
  /** Its columns, from left to right. */
  columns: ColumnPayload[];
  /** Row by row, as many cells each as there are columns. */
  rows: CellValue[][];
  /** Sentences below the table, such as what was left out. Absent for none. */
  notes?: TextPayload[];
}

/** Points with names: items whose factors were projected onto a plane, so that similar items lie near each other. */
export interface MapViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a map. */
  kind: "map";
  /** What stands above the map. */
  title: TextPayload;
  /** The names of the x axis and the y axis. */
  axes: [x: TextPayload, y: TextPayload];
  /** One number for each point, the most important first: where names would overlap, earlier points keep theirs. */
  x: number[];
  /** One for each point, as in `x`. */
  y: number[];
  /** What the points are called, in the same order. */
  names: string[];
}

/** How a picture is factorized: by singular values, by nonnegative parts, or by gradient descent. */
export type PictureMethod = "svd" | "nmf" | "descent";

/** A matrix as a picture, and its factors: picture ≈ L·U. */
export interface PictureViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a picture. */
  kind: "picture";
  /** What stands above the picture. */
  title: TextPayload;
  /** The numbers, the lowest drawn black and the highest white: at least 8 × 8 and at most 200 × 200. */
  matrix: MatrixPayload;
  /** How the factors were found. */
  method: PictureMethod;
  /** The seed of what is random in that. */
  seed: number;
  /** rows × features, of which there are 1 to 50. */
  L: number[];
  /** features × columns. */
  U: number[];
}

/** The state of a training: running, done, stopped early, or diverged. */
export type TrainingState = "running" | "done" | "stopped" | "diverged";

/** The measured times of a training: the only fields that differ from run to run. */
export interface TrainingTiming {
  /** The elapsed time. */
  seconds: number;
  /** The speed: over the last second or two while it runs, over the whole training at its end; null at the start. */
  iterationsPerSecond: number | null;
  /** The time left at this speed; null where it is not known, and at the end. */
  secondsLeft: number | null;
}

/** The progress of one training: sent again and again while it runs, and once at its end. */
export interface TrainingPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a training. */
  kind: "training";
  /** How the training stands. */
  state: TrainingState;
  /** The iteration at which this training started: above 0 where the model had been trained before. */
  start: number;
  /** The iteration whose factors the model holds, from `start` to `iterations`. */
  iteration: number;
  /** The last iteration of the training, whether or not it was reached. */
  iterations: number;
  /** The iteration at which the training diverged; null unless `state` is "diverged". */
  divergedAt: number | null;
  /** Null for models without a learning rate. */
  learningRate: number | null;
  /** All losses of the model up to `iteration`, including those of earlier trainings. */
  loss: LossPayload;
  /** What a clock measured of it. */
  timing: TrainingTiming;
  /** Sentences below the numbers, such as warnings. Absent for none. */
  notes?: TextPayload[];
}

/** What is guessed: a number, one of some choices, or a curve. */
export type PredictionInputPayload =
  | {
      /** A number. */
      type: "number";
      /** The lowest number that a slider gives. */
      from: number;
      /** The highest one. */
      to: number;
      /** In which steps it goes from the one to the other: above 0. */
      step: number;
    }
  | {
      /** One of some choices. */
      type: "choice";
      /** The texts of 2 to 10 choices. */
      choices: string[];
    }
  | {
      /** A curve. */
      type: "curve";
      /** What the axes are called. */
      axes: [x: string, y: string];
      /** What the horizontal axis goes over: from less to more. */
      x: [from: number, to: number];
      /** What the vertical axis goes over, as far as nothing lies beyond. */
      y: [from: number, to: number];
    };

/** A guess or what came: a number, also that of a choice from 0, or the heights of a curve at even distances. */
export type Guess = number | number[];

/** A question that is answered before something is shown, and what came of it. */
export interface PredictionViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: a prediction. */
  kind: "prediction";
  /** Names it within its notebook. */
  id: string;
  /** The language of its texts, such as "en". */
  language: string;
  /** What is asked. */
  question: string;
  /** What is given for an answer. */
  input: PredictionInputPayload;
  /** The guess, where it was given in code. */
  guess?: Guess;
  /** What came. Absent until it is there. */
  actual?: Guess;
  /** What stands below where guesses are made in code: how to, or how near the guess was. */
  note?: string;
}

/** A value of an exercise as text. */
export interface GivenPayload {
  /** What the value is called. */
  name: string;
  /** The value, in one line or several. */
  text: string;
}

/** An exercise's question, what was found about an answer, a hint, or the solution. */
export interface ExerciseViewPayload {
  /** The version of the contract. */
  version: 1;
  /** Says what is drawn: an exercise. */
  kind: "exercise";
  /** Names the exercise. */
  id: string;
  /** Which part of it this is. */
  part: "question" | "check" | "hint" | "solution";
  /** The language of its texts, such as "en". */
  language: string;
  /** Whose values and answers these are; empty for everybody's. */
  learner: string;
  /** What stands above. */
  title: string;
  /** What it says, a paragraph each. */
  texts: string[];
  /** Of a check: what the answer is. */
  state?: "right" | "wrong" | "unusable";
  /** Of a check: the name of the known mistake that leads to the answer. */
  misconception?: string;
  /** Of a question: the learner's own values. */
  given?: GivenPayload[];
  /** Of a question: all hints. Of a hint: those so far. */
  hints?: string[];
  /** Of a hint: how many there are in all. */
  hintsInAll?: number;
  /** Of a solution: the code. */
  code?: string;
}

/** All payloads of the type {@link PAYLOAD_MIME}. */
export type Payload =
  | MatrixViewPayload
  | FactorizationPayload
  | LossViewPayload
  | TrainingPayload
  | TableViewPayload
  | MapViewPayload
  | PictureViewPayload
  | PlaneViewPayload
  | GuessViewPayload
  | DialsViewPayload
  | PredictionViewPayload
  | ExerciseViewPayload;

/** Each kind of payload once: the compiler rejects missing and unknown kinds. */
const KINDS: Readonly<Record<Payload["kind"], true>> = {
  factorization: true,
  matrix: true,
  loss: true,
  training: true,
  table: true,
  map: true,
  picture: true,
  plane: true,
  guess: true,
  dials: true,
  prediction: true,
  exercise: true,
};

/** All kinds of payloads. */
export const PAYLOAD_KINDS = /* @__PURE__ */ Object.keys(KINDS) as readonly Payload["kind"][];
