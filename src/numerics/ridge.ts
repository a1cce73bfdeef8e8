import { choleskyInPlace, solveCholesky } from "./cholesky";

/** Keeps the equations solvable where nothing else does: this share of the mean diagonal. */
const LEAST_RIDGE_SHARE = 1e-8;

/**
 * The weights w (k) that make |y − X·w|² + penalty·|w|² least: (Xᵀ·X + penalty·I)·w = Xᵀ·y.
 *
 * Where X does not settle w and there is no penalty, w is the shortest solution, to about seven digits.
 * @param X n × k, row by row. @param y n numbers. @param penalty ≥ 0.
 */
export function ridge(X: Float64Array, y: Float64Array, k: number, penalty: number): Float64Array {
  const A = new Float64Array(k * k);
  const w = new Float64Array(k);
  for (let n = 0, x = 0; n < y.length; n++, x += k) {
    for (let s = 0; s < k; s++) {
      const value = X[x + s];
      w[s] += value * y[n];
      for (let t = 0; t <= s; t++) A[s * k + t] += value * X[x + t];
    }
  }
  solveRidge(A, w, k, penalty);
  return w;
}

/** Solves (A + penalty·I)·w = b, where w holds b and A (k × k) its lower triangle, which is overwritten. */
export function solveRidge(A: Float64Array, w: Float64Array, k: number, penalty: number): void {
  let trace = 0;
  for (let s = 0; s < k; s++) trace += A[s * k + s];
  const added = Math.max(penalty, (LEAST_RIDGE_SHARE * trace) / k);
  for (let s = 0; s < k; s++) A[s * k + s] += added;
  // Without any equation there is nothing to solve, and zeros are the shortest solution.
  if (choleskyInPlace(A, k)) solveCholesky(A, k, w);
  else w.fill(0);
}
