import { Matrix } from "../../matrix/matrix";
import { finiteNumbers, finiteOrNull } from "../../payload/number-fields";
import type { Labels } from "../../payload/types";
import { TrainingHistory } from "../../training/history";
import { checkLabels, checkWhole } from "../../training/options";
import { ModelFileError } from "../shared/model-file-error";
import { floats } from "../shared/numbers-text";
import type { Sealed } from "../shared/sealed";
import { Tensor } from "../shared/tensor";
import type { FittedTable } from "./fitted";

/**
 * A matrix as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface MatrixRecord<Numbers = string> {
  /** The number of rows. */
  rows: number;
  /** The number of columns. */
  columns: number;
  /** rows × columns numbers. */
  values: Numbers;
  /** Whether it is printed as an array of integers. */
  integers: boolean;
}

/**
 * The part of a table model's plain data that all classes share.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface FittedRecord<Numbers = string> {
  /** The table that the model was trained on. */
  data: MatrixRecord<Numbers>;
  /** rows × features. */
  L: MatrixRecord<Numbers>;
  /** features × columns. */
  U: MatrixRecord<Numbers>;
  /** What rows and columns are called; absent where they have no names. */
  labels?: Labels;
  /** How many iterations it has been trained. */
  iteration: number;
  /** The losses of its training. */
  history: {
    /** The iterations at which losses were recorded, ascending. */
    iterations: number[];
    /** The loss at each of them. */
    loss: number[];
    /** The iteration at which the last training left all bounds; null where it did not. */
    divergedAt: number | null;
  };
}

/**
 * A table model as plain data: the result of `toJSON` and the argument of `fromJSON`.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface TableModelRecord<Numbers = string> extends FittedRecord<Numbers>, Sealed {
  /** The model's options with their values. */
  settings: Record<string, unknown>;
}

export function matrixRecord({ rows, columns, values, integers }: Matrix): MatrixRecord<Tensor> {
  return { rows, columns, values: new Tensor(values, [rows, columns]), integers };
}

/** @throws ShapeError, ModelFileError if the count of numbers does not match. */
export function matrixOf({ rows, columns, values, integers }: MatrixRecord<unknown>, name: string): Matrix {
  return new Matrix(rows, columns, floats(values), { name, integers });
}

export function fittedRecord({ data, L, U, labels, iteration, history }: FittedTable): FittedRecord<Tensor> {
  return {
    data: matrixRecord(data),
    L: matrixRecord(L),
    U: matrixRecord(U),
    ...(labels ? { labels } : {}),
    iteration,
    history: historyRecord(history),
  };
}

/**
 * Reads and checks a record.
 * @param read checks and copies a matrix, as the model's `fit` does.
 */
export function fittedOf(
  record: FittedRecord<unknown>,
  features: number,
  read: (matrix: Matrix, name: string) => Matrix,
): Omit<FittedTable, "users" | "items"> {
  const [data, L, U] = (["data", "L", "U"] as const).map((name) => read(matrixOf(record[name], name), name));
  const fit = L.rows === data.rows && U.columns === data.columns;
  if (!fit || L.columns !== features || U.rows !== features) throw doNotFit(features, data, L, U);
  if (![...L.values, ...U.values].every(Number.isFinite))
    throw new ModelFileError("the model has factors that are not finite numbers");
  return {
    data,
    L,
    U,
    labels: record.labels && checkLabels(record.labels, data),
    iteration: checkWhole(record.iteration, "iteration", 0),
    history: historyOf(record.history),
  };
}

function historyRecord({ iterations, loss, divergedAt }: TrainingHistory): FittedRecord["history"] {
  return { iterations: [...iterations], loss: [...loss], divergedAt };
}

function historyOf({ iterations, loss, divergedAt }: FittedRecord["history"]): TrainingHistory {
  for (const numbers of [iterations, loss]) finiteNumbers(numbers, "history", iterations.length);
  const history = new TrainingHistory();
  iterations.forEach((iteration, k) => history.record(iteration, loss[k]));
  history.divergedAt = finiteOrNull(divergedAt, "history.divergedAt");
  return history;
}

/** An independent copy of a history. */
export function copyOfHistory(history: TrainingHistory): TrainingHistory {
  return historyOf(historyRecord(history));
}

function doNotFit(features: number, ...matrices: Matrix[]): ModelFileError {
  const shapes = matrices.map(({ name, rows, columns }) => `${name} is ${rows} × ${columns}`);
  return new ModelFileError(`the model's matrices do not fit: ${shapes.join(", ")}, features is ${features}`);
}
