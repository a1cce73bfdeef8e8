import { lossPayload } from "./build-loss";
import type { LossHistory } from "./build-loss";
import { LIMITS } from "./limits";
import { MOST_SIDE } from "./most-side";
import { PAYLOAD_VERSION } from "./types";
import type {
  CellsPayload,
  FactorizationPayload,
  Labels,
  MatrixPayload,
  MatrixViewPayload,
  ReplayPayload,
  TextPayload,
} from "./types";

/** The input of a matrix's payload: rows × columns numbers, row by row; NaN where a cell is unknown. */
export interface MatrixLike {
  /** The number of rows. */
  readonly rows: number;
  /** The number of columns. */
  readonly columns: number;
  /** rows × columns numbers, row by row; NaN where a cell is unknown. */
  readonly values: ArrayLike<number>;
}

/** The input of a factorization's payload; the fields are those of {@link FactorizationPayload}. */
export interface FactorizationLike {
  /** What stands above it. @default "Matrix factorization" */
  readonly heading?: TextPayload;
  /** rows × columns. */
  readonly data: MatrixLike;
  /** rows × features. */
  readonly L: MatrixLike;
  /** features × columns. */
  readonly U: MatrixLike;
  /** The losses so far. */
  readonly history: LossHistory;
  /** How many iterations the factors have been trained. */
  readonly iteration: number;
  /** The learning rate of the last training, or null before any. */
  readonly learningRate: number | null;
  /** The seed of the starting factors, or null where they were given. */
  readonly seed: number | null;
  /** What rows, columns and features are called. */
  readonly labels?: Labels;
  /** The starting factors and how they were trained; null where the factors do not come from training alone. */
  readonly replay?: ReplayPayload | null;
  /** Whether no number of the factors may be negative. */
  readonly nonnegative?: boolean;
  /** Whether the factors were found directly, as in an SVD, not by training. @default false */
  readonly direct?: boolean;
}

/** What stands above a factorization that does not say otherwise. */
const FACTORIZATION_TITLE = "Matrix factorization";

/** The most numbers that a payload holds: about 2 MB of JSON. Larger matrices are averaged into blocks. */
const VALUE_BUDGET = 100_000;
/** A matrix as a payload, averaged into blocks where it exceeds the size budget. */
export function matrixPayload(
  name: string,
  matrix: MatrixLike,
  labels?: MatrixViewPayload["labels"],
): MatrixViewPayload {
  const shown = shrinkCells(matrix, MOST_SIDE, MOST_SIDE);
  const named = labels && !shown.of ? { labels } : {};
  return { version: PAYLOAD_VERSION, kind: "matrix", name, matrix: shown, ...named };
}

/**
 * A factorization as a payload. Where it exceeds the size budget, the rows of data and L, and the columns of data and U,
 * are averaged over the same blocks: the product of the averaged factors is then exactly the averaged product, so that
 * the picture stays correct.
 */
export function factorizationPayload(model: FactorizationLike): FactorizationPayload {
  const { heading = FACTORIZATION_TITLE } = model;
  const side = sideWithin(model.L.columns);
  const features = Math.max(1, Math.min(model.L.columns, VALUE_BUDGET));
  const data = shrinkCells(model.data, side, side);
  const L = shrink(model.L, side, features);
  const U = shrink(model.U, features, side);
  // Labels and replay logs are for the matrices themselves, not for block means.
  const whole = !data.of && !L.of && !U.of;
  return {
    version: PAYLOAD_VERSION,
    kind: "factorization",
    ...(heading !== FACTORIZATION_TITLE ? { title: heading } : {}),
    data,
    L,
    U,
    loss: lossPayload(model.history),
    iteration: model.iteration,
    learningRate: model.learningRate,
    seed: model.seed,
    ...(model.nonnegative ? { nonnegative: true } : {}),
    ...(model.direct ? { direct: true } : {}),
    ...(whole && model.labels ? { labels: model.labels } : {}),
    ...(typeof model.history.divergedAt === "number" ? { divergedAt: model.history.divergedAt } : {}),
    ...(whole && model.replay && canBeRead(model.replay) ? { replay: model.replay } : {}),
  };
}

/** Whether readers accept the stages: a loop that trains one iteration at a time may make too many. */
function canBeRead({ stages }: ReplayPayload): boolean {
  return stages.length <= LIMITS.stages;
}

/** The largest side s ≤ MOST_SIDE for which data (s × s), L (s × features) and U (features × s) fit the budget. */
export function sideWithin(features: number): number {
  const side = Math.floor(Math.sqrt(features * features + VALUE_BUDGET) - features);
  return Math.max(1, Math.min(MOST_SIDE, side));
}

/** The matrix itself, or its block means in at most mostRows × mostColumns; NaN where unknown. */
export function shrink(
  matrix: MatrixLike | CellsPayload,
  mostRows: number,
  mostColumns: number,
): MatrixPayload {
  const { rows, columns } = matrix;
  if (rows <= mostRows && columns <= mostColumns) {
    return { rows, columns, values: Array.from(matrix.values, (value) => value ?? NaN) };
  }
  const small = { rows: Math.min(rows, mostRows), columns: Math.min(columns, mostColumns) };
  const values: number[] = [];
  for (let i = 0; i < small.rows; i++) {
    for (let j = 0; j < small.columns; j++) {
      values.push(blockMean(matrix, block(i, small.rows, rows), block(j, small.columns, columns)));
    }
  }
  return { ...small, values, of: { rows, columns } };
}

/** As {@link shrink}, with null for NaN: an unknown cell, or a block of nothing else. */
export function shrinkCells(
  matrix: MatrixLike | CellsPayload,
  mostRows: number,
  mostColumns: number,
): CellsPayload {
  const small = shrink(matrix, mostRows, mostColumns);
  return { ...small, values: small.values.map((value) => (Number.isNaN(value) ? null : value)) };
}

/** The half-open range that block `index` of `blocks` covers out of `length`. */
function block(index: number, blocks: number, length: number): [number, number] {
  return [Math.floor((index * length) / blocks), Math.floor(((index + 1) * length) / blocks)];
}

/** The mean of a block's known cells, to 7 significant digits, which suffice for means; NaN without known cells. */
function blockMean(
  matrix: MatrixLike | CellsPayload,
  [top, bottom]: [number, number],
  [left, right]: [number, number],
): number {
  const known: number[] = [];
  for (let i = top; i < bottom; i++) {
    for (let j = left; j < right; j++) {
      const value = matrix.values[i * matrix.columns + j] ?? NaN;
      if (!Number.isNaN(value)) known.push(value);
    }
  }
  // Divides before it adds: the sum of huge numbers may overflow where their mean does not.
  const mean = known.reduce((sum, value) => sum + value / known.length, known.length > 0 ? 0 : NaN);
  return Number(mean.toPrecision(7));
}
