import { choleskyInPlace, solveCholesky } from "./cholesky";
import { dotInOrder } from "./dot";

/** This share of the mean diagonal is the least that is added to it, so that repeated equations stay solvable. */
const LEAST_WIDE_RIDGE_SHARE = 1e-12;

/**
 * As `ridge`, for fewer equations than weights: the w (k) that minimizes |y − X·w|² + penalty·|w|², and the shortest
 * where there are several: w = Xᵀ·(X·Xᵀ + penalty·I)⁻¹·y, with one equation for each row of X.
 * @param X n × k, row by row. @param y n numbers. @param penalty ≥ 0.
 */
export function wideRidge(X: Float64Array, y: Float64Array, k: number, penalty: number): Float64Array {
  const n = y.length;
  const A = new Float64Array(n * n);
  let trace = 0;
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) A[p * n + q] = dotInOrder(X, p * k, X, q * k, k);
    trace += A[p * n + p];
  }
  const added = Math.max(penalty, (LEAST_WIDE_RIDGE_SHARE * trace) / n);
  for (let p = 0; p < n; p++) A[p * n + p] += added;
  const w = new Float64Array(k);
  if (!choleskyInPlace(A, n)) return w;
  const a = y.slice();
  solveCholesky(A, n, a);
  for (let p = 0; p < n; p++) for (let t = 0; t < k; t++) w[t] += a[p] * X[p * k + t];
  return w;
}
