import { Matrix } from "../../matrix/matrix";
import { ridgeWithout } from "../../numerics/without-each";
import { ridge } from "../../numerics/ridge";
import { divided, foldInScale, multiplied, scaledPenalty } from "../../numerics/scale";
import type { ProductScale } from "../../numerics/scale";
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
    const scale = foldInScale(row, U.values);
    const { X, y } = scaledEquations(row, known, U, scale);
    const solve = known.length < features ? wideRidge : ridge;
    const penalty = scaledPenalty(regularization * known.length, scale);
    L.values.set(multiplied(solve(X, y, features, penalty), scale.L), i * features);
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
  const scale = foldInScale(row, U.values);
  const { X, y } = scaledEquations(row, known, U, scale);
  const penalty = scaledPenalty(regularization * (known.length - 1), scale);
  return ridgeWithout(X, y, U.rows, penalty).map((factors) => multiplied(factors, scale.L));
}

function scaledEquations(
  row: Float64Array,
  known: readonly number[],
  U: Matrix,
  scale: ProductScale,
): { X: Float64Array; y: Float64Array } {
  const { X, y } = equationsOf(row, known, U);
  return { X: divided(X, scale.U), y: divided(y, scale.data) };
}
