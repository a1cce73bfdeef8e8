import { PAYLOAD_VERSION } from "./types";
import type {
  FactorizationPayload,
  LossPayload,
  LossViewPayload,
  MatrixPayload,
  MatrixViewPayload,
  TrainingPayload,
} from "./types";

/** What a payload is built from: rows × columns numbers, row by row. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** What a loss curve is built from: `loss[k]` after iteration `iterations[k]`. */
export interface LossHistory {
  readonly iterations: readonly number[];
  readonly loss: readonly number[];
}

/** What a factorization's payload is built from; the fields mean what they mean in {@link FactorizationPayload}. */
export interface FactorizationLike {
  readonly data: MatrixLike;
  readonly L: MatrixLike;
  readonly U: MatrixLike;
  readonly history: LossHistory;
  readonly iteration: number;
  readonly learningRate: number | null;
  readonly seed: number | null;
}

/** The most numbers that a payload holds: about 2 MB of JSON. Larger matrices are averaged into blocks. */
const VALUE_BUDGET = 100_000;
/** More rows or columns than this cannot be told apart on a screen. */
const MOST_SIDE = 300;
/** The most points of a loss curve. */
const MOST_POINTS = 500;
/** The most points of a curve that is drawn anew many times a second. */
const MOST_LIVE_POINTS = 120;

/** One matrix as a payload, averaged into blocks where it exceeds the size budget. */
export function matrixPayload(name: string, matrix: MatrixLike): MatrixViewPayload {
  return { version: PAYLOAD_VERSION, kind: "matrix", name, matrix: shrink(matrix, MOST_SIDE, MOST_SIDE) };
}

/**
 * A factorization as a payload. Where it exceeds the size budget, the rows of data and L, and the columns of data
 * and U, are averaged over the same blocks: the product of the averaged factors is then exactly the averaged
 * product, so that the picture stays true.
 */
export function factorizationPayload(model: FactorizationLike): FactorizationPayload {
  const side = sideWithin(model.L.columns);
  const features = Math.max(1, Math.min(model.L.columns, VALUE_BUDGET));
  return {
    version: PAYLOAD_VERSION,
    kind: "factorization",
    data: shrink(model.data, side, side),
    L: shrink(model.L, side, features),
    U: shrink(model.U, features, side),
    loss: lossPayload(model.history),
    iteration: model.iteration,
    learningRate: model.learningRate,
    seed: model.seed,
  };
}

/** Loss curves, each under its run's name, as a payload. */
export function lossViewPayload(runs: readonly { name: string; history: LossHistory }[]): LossViewPayload {
  return {
    version: PAYLOAD_VERSION,
    kind: "loss",
    runs: runs.map(({ name, history }) => ({ name, loss: lossPayload(history) })),
  };
}

/** What a training's payload is built from; the fields mean what they mean in {@link TrainingPayload}. */
export interface TrainingLike extends Omit<TrainingPayload, "version" | "kind" | "loss"> {
  readonly history: LossHistory;
}

/** A training's progress as a payload; the curve of one that runs has fewer points, its last is always the last. */
export function trainingPayload(training: TrainingLike): TrainingPayload {
  const { state, start, iteration, iterations, divergedAt, learningRate, history, timing } = training;
  return {
    version: PAYLOAD_VERSION,
    kind: "training",
    state,
    start,
    iteration,
    iterations,
    divergedAt,
    learningRate,
    loss: lossPayload(history, state === "running" ? MOST_LIVE_POINTS : MOST_POINTS),
    timing: { ...timing },
  };
}

/** The largest side s ≤ MOST_SIDE for which data (s × s), L (s × features) and U (features × s) fit the budget. */
function sideWithin(features: number): number {
  const side = Math.floor(Math.sqrt(features * features + VALUE_BUDGET) - features);
  return Math.max(1, Math.min(MOST_SIDE, side));
}

/** The matrix itself, or its block means in at most mostRows × mostColumns. */
export function shrink(matrix: MatrixLike, mostRows: number, mostColumns: number): MatrixPayload {
  const { rows, columns } = matrix;
  if (rows <= mostRows && columns <= mostColumns) return { rows, columns, values: Array.from(matrix.values) };
  const small = { rows: Math.min(rows, mostRows), columns: Math.min(columns, mostColumns) };
  const values: number[] = [];
  for (let i = 0; i < small.rows; i++) {
    for (let j = 0; j < small.columns; j++) {
      values.push(blockMean(matrix, block(i, small.rows, rows), block(j, small.columns, columns)));
    }
  }
  return { ...small, values, of: { rows, columns } };
}

/** The half-open range that block `index` of `blocks` covers out of `length`. */
function block(index: number, blocks: number, length: number): [number, number] {
  return [Math.floor((index * length) / blocks), Math.floor(((index + 1) * length) / blocks)];
}

/** The mean over a block, to 7 significant digits: what is averaged needs no more. */
function blockMean(
  matrix: MatrixLike,
  [top, bottom]: [number, number],
  [left, right]: [number, number],
): number {
  const size = (bottom - top) * (right - left);
  let mean = 0;
  for (let i = top; i < bottom; i++) {
    // Divided before it is added: the sum of a block of huge numbers may overflow where its mean does not.
    for (let j = left; j < right; j++) mean += matrix.values[i * matrix.columns + j] / size;
  }
  return Number(mean.toPrecision(7));
}

function lossPayload({ iterations, loss }: LossHistory, most: number = MOST_POINTS): LossPayload {
  const kept = keptPoints(loss.length, most);
  return { iterations: kept.map((k) => iterations[k]), values: kept.map((k) => loss[k]) };
}

/** Which of `length` points to keep: half of them spread evenly, half dense at the start, where the loss moves. */
function keptPoints(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, k) => k);
  const half = most / 2;
  const kept = new Set<number>();
  for (let k = 0; k < half; k++) {
    const share = k / (half - 1);
    kept.add(Math.round(share * (length - 1)));
    kept.add(Math.round(length ** share) - 1);
  }
  return [...kept].sort((a, b) => a - b);
}
