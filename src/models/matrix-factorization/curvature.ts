import type { Matrix } from "../../matrix/matrix";
import { largestSize } from "../../numerics/dense";
import { square } from "../../numerics/powers";
import type { StageOptions } from "../../training/replay-log";

/**
 * A bound on the curvature of L·U ≈ data at the current factors, see `steadyRate`: the largest error that a step can
 * follow, the squares of the factors, and λ. Means over many cells stay stable with longer steps than single cells.
 */
export function curvatureBoundOf(
  data: Matrix,
  L: Matrix,
  U: Matrix,
  { method, regularization = 0 }: StageOptions,
): number {
  const known = data.values.filter((value) => !Number.isNaN(value));
  const factors = L.columns * (square(largestSize(L.values)) + square(largestSize(U.values)));
  return (method === "stochastic" ? 0.5 : 0.2) * (largestSize(known) + factors + regularization);
}
