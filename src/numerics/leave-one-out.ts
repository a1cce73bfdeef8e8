import { choleskyInPlace, downdateCholesky, solveLower, solveLowerTransposed } from "./cholesky";

/** Where less of a determinant is left, y had nearly all of a direction to itself, and rounding takes its place. */
export const LEAST_LEFT = 1e-4;

/**
 * Solves (A − weight·y·yᵀ)·x = b, where x holds b and becomes the solution, for 3·d² multiplications. Returns false
 * where next to nothing of A is left; x is then as it was.
 * @param noise added to C⁻¹·b of the Cholesky factor C, as a draw of mean x and precision C·Cᵀ has it. @default none
 */
export type SolveWithout = (
  y: Float64Array,
  weight: number,
  x: Float64Array,
  noise?: Float64Array,
) => boolean;

/** Prepares equations to be solved without one of the terms that A (d × d, lower triangle) is a sum of. A is overwritten. */
export function solverWithout(A: Float64Array, d: number): SolveWithout {
  if (!choleskyInPlace(A, d)) return () => false;
  const C = new Float64Array(d * d);
  const scaled = new Float64Array(d);
  return (y, weight, x, noise) => {
    C.set(A);
    const root = Math.sqrt(weight);
    for (let s = 0; s < d; s++) scaled[s] = root * y[s];
    if (!(downdateCholesky(C, d, scaled) > LEAST_LEFT)) return false;
    solveLower(C, d, x);
    if (noise) for (let s = 0; s < d; s++) x[s] += noise[s];
    solveLowerTransposed(C, d, x);
    return true;
  };
}
