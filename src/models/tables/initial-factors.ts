import { ShapeError, ValueError } from "../../errors";
import { Matrix } from "../../matrix/matrix";
import type { MatrixInput } from "../../matrix/read";

/** Starting factors, instead of random ones. Both are copied. */
export interface InitialFactors {
  /** rows × features. */
  L: MatrixInput;
  /** features × columns. */
  U: MatrixInput;
}

/** More than any model needs: a typing error is reported before any memory is allocated. */
export const MOST_TABLE_FEATURES = 1_000_000;

/** A copy of a given factor matrix. @throws ShapeError, ValueError */
export function initialFactor(given: MatrixInput, name: "L" | "U", rows: number, columns: number): Matrix {
  const argument = `init.${name}`;
  const { values, ...shape } = Matrix.from(given, argument);
  if (shape.rows === rows && shape.columns === columns) return new Matrix(rows, columns, values, { name });
  const expected =
    name === "L" ? `${rows} × ${columns}, rows × features` : `${rows} × ${columns}, features × columns`;
  const actual = `${shape.rows} × ${shape.columns}`;
  throw new ShapeError(`${argument} is ${actual}, expected ${expected}`, { argument, actual, expected });
}

/** The error for options of random factors next to given factors. */
export function notWithInit(argument: "seed" | "initRange", actual: unknown): ValueError {
  const expected = `either ${argument} or init: ${argument} is for drawing the starting factors, init gives them`;
  return new ValueError(`${argument} and init are both given, expected ${expected}`, {
    argument,
    actual,
    expected,
  });
}
