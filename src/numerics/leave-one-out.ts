import { choleskyInPlace, downdateCholesky, solveLower, solveLowerTransposed } from "./cholesky";

/** Where a smaller share of a determinant remains, y alone made up nearly all of a direction: the rest is rounding. */
export const LEAST_REMAINING = 1e-4;

/**
 * Solves (A − weight·y·yᵀ)·x = b in 3·d² multiplications; x holds b and becomes the solution. Returns false where next
 * to nothing of A remains; x is then unchanged.
 * @param noise is added to C⁻¹·b for the Cholesky factor C: it makes x a draw of precision C·Cᵀ. @default none
 */
export type SolveWithout = (
  y: Float64Array,
  weight: number,
  x: Float64Array,
  noise?: Float64Array,
) => boolean;

/** Prepares to solve equations without one term of the sum A (d × d, lower triangle), which is overwritten. */
export function solverWithout(A: Float64Array, d: number): SolveWithout {
  if (!choleskyInPlace(A, d)) return () => false;
  const C = new Float64Array(d * d);
  const scaled = new Float64Array(d);
  return (y, weight, x, noise) => {
    C.set(A);
    const root = Math.sqrt(weight);
    for (let s = 0; s < d; s++) scaled[s] = root * y[s];
    if (!(downdateCholesky(C, d, scaled) > LEAST_REMAINING)) return false;
    solveLower(C, d, x);
    if (noise) for (let s = 0; s < d; s++) x[s] += noise[s];
    solveLowerTransposed(C, d, x);
    return true;
  };
}
