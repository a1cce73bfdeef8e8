import { Matrix } from "../../matrix/matrix";
import { ridge } from "../../numerics/ridge";
import { wideRidge } from "../../numerics/wide-ridge";
import { checkFinite } from "../dense/fitted";
import { itemFactorsOf } from "../dense/lists";

/**
 * For each row the L that makes Σ ((row[j] − L·U[:,j])² + λ·‖L‖²) least, summed over its known cells j; where that
 * leaves a choice, the shortest. λ is `regularization`.
 * @throws ValueError where the numbers are too large.
 */
export function leastSquaresRows(rows: Matrix, U: Matrix, regularization: number): Matrix {
  const features = U.rows;
  const V = itemFactorsOf({ U }).values;
  const L = new Matrix(rows.rows, features, new Float64Array(rows.rows * features), { name: "L" });
  for (let i = 0; i < rows.rows; i++) {
    const row = rows.row(i);
    const known = Array.from(row.keys()).filter((j) => !Number.isNaN(row[j]));
    if (known.length === 0) continue;
    const X = new Float64Array(known.length * features);
    known.forEach((j, n) => X.set(V.subarray(j * features, (j + 1) * features), n * features));
    const y = Float64Array.from(known, (j) => row[j]);
    const solve = known.length < features ? wideRidge : ridge;
    L.values.set(solve(X, y, features, regularization * known.length), i * features);
  }
  checkFinite([L.values], "rows");
  return L;
}
