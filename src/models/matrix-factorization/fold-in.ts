import { Matrix } from "../../matrix/matrix";
import { ridgeWithout } from "../../numerics/without-each";
import { ridge } from "../../numerics/ridge";
import { wideRidge } from "../../numerics/wide-ridge";
import { checkFinite } from "../tables/fitted";
import { equationsOf, knownOf } from "../tables/fold-ins";

/**
 * For each row the L that minimizes Σ ((row[j] − L·U[:,j])² + λ·‖L‖²), summed over its known cells j; if several L do,
 * the shortest. λ is `regularization`.
 * @throws ValueError if the numbers are too large.
 */
export function leastSquaresRows(rows: Matrix, U: Matrix, regularization: number): Matrix {
  const features = U.rows;
  const L = new Matrix(rows.rows, features, new Float64Array(rows.rows * features), { name: "L" });
  for (let i = 0; i < rows.rows; i++) {
    const row = rows.row(i);
    const known = knownOf(row);
    if (known.length === 0) continue;
    const { X, y } = equationsOf(row, known, U);
    const solve = known.length < features ? wideRidge : ridge;
    L.values.set(solve(X, y, features, regularization * known.length), i * features);
  }
  checkFinite([L.values], "rows");
  return L;
}

/** The same for one row without each of its known cells in turn. It must have more known cells than features. */
export function leastSquaresWithout(
  row: Float64Array,
  known: readonly number[],
  U: Matrix,
  regularization: number,
): Float64Array[] {
  const { X, y } = equationsOf(row, known, U);
  return ridgeWithout(X, y, U.rows, regularization * (known.length - 1));
}
