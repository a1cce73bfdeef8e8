import { isList, ShapeError, wrongArgument } from "../errors";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { bundleOf } from "../outputs/make-bundle";
import { numpyText } from "../outputs/numpy-text";
import type { MatrixLike } from "../payload/build";
import type { MatrixViewPayload } from "../payload/types";
import { readCells, readMatrix } from "./read";
import type { CellsInput, MatrixInput } from "./read";

/** Node's `console.log` calls this method, so that a matrix prints as NumPy prints an array. */
const nodeInspect: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** How a matrix is shown; it does not change the numbers. */
export interface MatrixStyle {
  /** The name over its picture. @default "matrix" */
  name?: string;
  /** Print "1" rather than "1.", as NumPy does for an array of integers. @default false */
  integers?: boolean;
}

/**
 * A dense matrix: rows × columns finite numbers, row by row in one typed array; NaN where a cell is unknown.
 *
 * A notebook shows it as a heatmap with its numbers; `String(matrix)` is the text of NumPy's `print`.
 */
export class Matrix implements MatrixLike {
  /** The number of rows. */
  readonly rows: number;
  /** The number of columns. */
  readonly columns: number;
  /** The number at (i, j) is `values[i * columns + j]`. Shared, not copied: writing to it changes the matrix. */
  readonly values: Float64Array;
  /** The name over its picture. */
  readonly name: string;
  /** Whether it is printed as NumPy prints an array of integers. */
  readonly integers: boolean;
  // Private, so that a notebook and JSON show numbers alone.
  #labels: MatrixViewPayload["labels"];

  /**
   * @param values rows × columns numbers, which are kept, not copied.
   * @throws ShapeError if `values.length` is not rows × columns.
   */
  constructor(rows: number, columns: number, values: Float64Array, style: MatrixStyle = {}) {
    if (!isList(values)) {
      throw wrongArgument("values", values, "a Float64Array");
    }
    if (values.length !== rows * columns) {
      const expected = rows * columns;
      throw new ShapeError(
        `values has ${values.length} numbers, expected ${rows} × ${columns} = ${expected}`,
        {
          argument: "values",
          actual: values.length,
          expected,
        },
      );
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.name = style.name ?? "matrix";
    this.integers = style.integers ?? false;
  }

  /**
   * Copies nested arrays, or anything with `rows`, `columns` and `values`, into a matrix.
   * @param argument names the input in errors. @default "data"
   * @throws ShapeError if it is empty, ragged or not two-dimensional; ValueError if a cell is not a finite number.
   */
  static from(data: MatrixInput, argument: string = "data"): Matrix {
    return Matrix.read(data, argument, readMatrix(data, argument));
  }

  /**
   * As {@link Matrix.from}, where null or NaN stands for an unknown cell. Unknown cells are NaN in `values`.
   * @throws also ValueError if no cell is known.
   */
  static withUnknown(data: CellsInput, argument: string = "data"): Matrix {
    return Matrix.read(data, argument, readCells(data, argument));
  }

  private static read(
    data: unknown,
    name: string,
    { rows, columns, values }: ReturnType<typeof readCells>,
  ): Matrix {
    const given = data instanceof Matrix ? data.integers : undefined;
    const integers = given ?? values.every((x) => Number.isInteger(x) && !Object.is(x, -0));
    return new Matrix(rows, columns, values, { name, integers });
  }

  /**
   * The number in row `row` and column `column`, both counted from 0.
   * @throws ValueError if there is no such row or column.
   */
  get(row: number, column: number): number {
    return this.values[this.checkRow(row) * this.columns + this.checkColumn(column)];
  }

  /** A copy of one row, `columns` numbers. @throws ValueError if there is no such row. */
  row(row: number): Float64Array {
    const start = this.checkRow(row) * this.columns;
    return this.values.slice(start, start + this.columns);
  }

  /** A copy of one column, `rows` numbers. @throws ValueError if there is no such column. */
  column(column: number): Float64Array {
    this.checkColumn(column);
    return Float64Array.from({ length: this.rows }, (_, i) => this.values[i * this.columns + column]);
  }

  /** A copy as nested arrays, rows first. */
  toArray(): number[][] {
    return Array.from({ length: this.rows }, (_, i) => Array.from(this.row(i)));
  }

  /** The same numbers, with names of rows and columns in its picture. @internal */
  called(labels: MatrixViewPayload["labels"]): Matrix {
    const matrix = new Matrix(this.rows, this.columns, this.values, this);
    matrix.#labels = labels;
    return matrix;
  }

  /** The matrix as NumPy prints an array: aligned columns, brackets around rows. */
  toString(): string {
    return numpyText(this, this.integers);
  }

  /** The text of NumPy's `print`, for `console.log` in Node. */
  [nodeInspect](): string {
    return this.toString();
  }

  /** The matrix as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return bundleOf((make) => make.matrix(this.name, this, this.#labels), this.toString());
  }

  private checkRow(row: number): number {
    return checkPosition("row", row, this.rows);
  }

  private checkColumn(column: number): number {
    return checkPosition("column", column, this.columns);
  }
}

function checkPosition(argument: string, actual: number, length: number): number {
  if (Number.isInteger(actual) && actual >= 0 && actual < length) return actual;
  const expected = `a whole number from 0 to ${length - 1}`;
  throw wrongArgument(argument, actual, expected);
}
