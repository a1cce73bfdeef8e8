import { allFinite } from "../lists";
import { describeValue, isList, ShapeError, ValueError } from "../errors";
import type { MatrixLike } from "../payload/build";
import { checkMemory } from "./memory";

/** A matrix as input: rows of numbers, or numbers in rows × columns. */
export type MatrixInput = MatrixLike | ArrayLike<ArrayLike<number>>;

/** A matrix in which null or NaN marks an unknown cell. */
export type CellsInput = MatrixLike | ArrayLike<ArrayLike<number | null>>;

/** Typed arrays cannot be longer than this, and a matrix of this size would be 32 GiB. */
const MOST_VALUES = 2 ** 32;

interface MatrixRead {
  rows: number;
  columns: number;
  values: Float64Array;
}

/** Checks one cell and gives its number. */
type ReadCell = (value: unknown, argument: string, index: readonly number[]) => number;

/**
 * Checks a matrix from outside, and copies it.
 * @throws ShapeError if it is empty, ragged or not two-dimensional; ValueError if a cell is not a finite number.
 */
export function readMatrix(data: MatrixInput, argument: string): MatrixRead {
  return readRows(data, argument, finite);
}

/**
 * As {@link readMatrix}, with NaN for each cell that is null or NaN.
 * @throws also ValueError if no cell is known.
 */
export function readCells(data: CellsInput, argument: string): MatrixRead {
  const matrix = readRows(data, argument, known);
  if (!matrix.values.every(Number.isNaN)) return matrix;
  const expected = "at least one known number";
  throw new ValueError(`${argument} has unknown cells only, expected ${expected}`, { argument, expected });
}

function readRows(data: CellsInput, argument: string, cell: ReadCell): MatrixRead {
  // JavaScript and data from files do not keep the promises of types, so check again.
  const input: unknown = data;
  if (isFlat(input)) return readFlat(input, argument, cell);
  if (!isList(input)) throw shapeError(argument, [], describeValue(input), "rows of numbers");
  return readNested(input, argument, cell);
}

function readNested(input: ArrayLike<unknown>, argument: string, cell: ReadCell): MatrixRead {
  const rows = input.length;
  if (rows === 0) throw shapeError(argument, [], "no rows", "at least one row");
  const columns = rowLength(input[0], 0, argument);
  if (columns === 0) throw shapeError(argument, [0], "no columns", "at least one column");
  checkSize(rows, columns, argument);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const length = rowLength(input[i], i, argument);
    if (length !== columns) {
      const expected = `${columns}, as row 0 has`;
      throw shapeError(argument, [i], `${length} ${length === 1 ? "column" : "columns"}`, expected);
    }
    const row = input[i] as ArrayLike<unknown>;
    for (let j = 0, to = i * columns; j < columns; j++, to++) {
      const value = row[j];
      values[to] = isFinite(value) ? value : cell(value, argument, [i, j]);
    }
  }
  return { rows, columns, values };
}

function readFlat(
  input: Record<"rows" | "columns" | "values", unknown>,
  argument: string,
  cell: ReadCell,
): MatrixRead {
  const rows = checkSide(input.rows, `${argument}.rows`);
  const columns = checkSide(input.columns, `${argument}.columns`);
  checkSize(rows, columns, argument);
  const source = input.values;
  if (!isList(source)) throw shapeError(`${argument}.values`, [], describeValue(source), "a list of numbers");
  if (source.length !== rows * columns) {
    const expected = `${rows} × ${columns} = ${rows * columns} numbers`;
    throw shapeError(`${argument}.values`, [], `${source.length} numbers`, expected);
  }
  // Room for a copy is made faster than room that is filled afterwards.
  const values = source instanceof Float64Array ? new Float64Array(source) : new Float64Array(rows * columns);
  if (source instanceof Float64Array && allFinite(values)) return { rows, columns, values };
  for (let k = 0; k < values.length; k++) {
    const value: unknown = source[k];
    values[k] = isFinite(value) ? value : cell(value, argument, [Math.floor(k / columns), k % columns]);
  }
  return { rows, columns, values };
}

function rowLength(row: unknown, index: number, argument: string): number {
  if (isList(row)) return row.length;
  throw shapeError(argument, [index], describeValue(row), "a row of numbers: data is rows × columns");
}

function checkSize(rows: number, columns: number, argument: string): void {
  if (rows * columns > MOST_VALUES) {
    throw shapeError(argument, [], `${rows} × ${columns} cells`, `at most ${MOST_VALUES}`);
  }
  checkMemory(rows * columns, argument, `${rows} × ${columns}`, `${rows} × ${columns}`);
}

function checkSide(value: unknown, argument: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value;
  throw shapeError(argument, [], describeValue(value), "a whole number ≥ 1");
}

/** Whether a cell is a number that is taken as it is, which nearly all are; a check without a call. */
const isFinite = (value: unknown): value is number => typeof value === "number" && value - value === 0;

const finite: ReadCell = (value, argument, index) => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw wrongCell(value, argument, index, "a finite number");
};

const known: ReadCell = (value, argument, index) => {
  if (value === null) return NaN;
  if (typeof value === "number" && (Number.isFinite(value) || Number.isNaN(value))) return value;
  throw wrongCell(value, argument, index, "a finite number, or null where it is unknown");
};

function wrongCell(value: unknown, argument: string, index: readonly number[], expected: string): Error {
  if (isList(value))
    return shapeError(argument, index, describeValue(value), "a number: data is rows × columns");
  const message = `${argument}[${index.join("][")}] is ${describeValue(value)}, expected ${expected}`;
  return new ValueError(message, { argument, index, actual: value, expected });
}

function isFlat(value: unknown): value is Record<"rows" | "columns" | "values", unknown> {
  return (
    typeof value === "object" && value !== null && !isList(value) && "rows" in value && "columns" in value
  );
}

function shapeError(
  argument: string,
  index: readonly number[],
  actual: string,
  expected: string,
): ShapeError {
  const path = `${argument}${index.map((k) => `[${k}]`).join("")}`;
  const verb = /^(no|\d+( ×.*)?) \w+$/.test(actual) ? "has" : "is";
  return new ShapeError(`${path} ${verb} ${actual}, expected ${expected}`, {
    argument,
    index,
    actual,
    expected,
  });
}
