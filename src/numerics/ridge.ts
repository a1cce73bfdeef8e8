import { choleskyInPlace, solveCholesky } from "./cholesky";
import { gramAndProduct } from "./gram";

/** This share of the mean diagonal is the least that is added to it, so that the equations stay solvable. */
const LEAST_RIDGE_SHARE = 1e-8;

/**
 * The weights w (k) that minimize |y − X·w|² + penalty·|w|²: (Xᵀ·X + penalty·I)·w = Xᵀ·y.
 *
 * Where X does not determine w and there is no penalty, w is the shortest solution, to about seven digits.
 * @param X n × k, row by row. @param y n numbers. @param penalty ≥ 0.
 */
export function ridge(X: Float64Array, y: Float64Array, k: number, penalty: number): Float64Array {
  const { G, b } = gramAndProduct(X, y, k);
  solveRidge(G, b, k, penalty);
  return b;
}

/** Solves (A + penalty·I)·w = b for the lower triangle of A (k × k), which is overwritten; w holds b before. */
export function solveRidge(A: Float64Array, w: Float64Array, k: number, penalty: number): void {
  // Without equations, zeros are the shortest solution.
  if (factorRidge(A, k, penalty)) solveCholesky(A, k, w);
  else w.fill(0);
}

/**
 * Makes of the lower triangle of A (k × k) the Cholesky factor of A + penalty·I, for `solveCholesky`.
 * @returns whether there is one; without equations there is none.
 */
export function factorRidge(A: Float64Array, k: number, penalty: number): boolean {
  let trace = 0;
  for (let s = 0; s < k; s++) trace += A[s * k + s];
  const added = Math.max(penalty, (LEAST_RIDGE_SHARE * trace) / k);
  for (let s = 0; s < k; s++) A[s * k + s] += added;
  return choleskyInPlace(A, k);
}
