import type { Lines } from "./known-cells";

/**
 * As `coordinateLines`, with known cells that count as often as their weights say, in errors and in the penalty.
 * @param weights one for each of E.
 */
export function weightedLines(
  E: Float64Array,
  weights: Float64Array,
  { starts, errors: cellOf, others }: Lines,
  X: Float64Array,
  Y: Float64Array,
  k: number,
  regularization: number,
): void {
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l], starts[l + 1]];
    let count = 0;
    for (let q = from; q < to; q++) count += weights[cellOf[q]];
    for (let t = 0; t < k; t++) {
      let gradient = 0;
      let curvature = 0;
      for (let q = from; q < to; q++) {
        const y = Y[others[q] * k + t];
        gradient += weights[cellOf[q]] * E[cellOf[q]] * y;
        curvature += weights[cellOf[q]] * y * y;
      }
      const penalized = curvature + regularization * count;
      if (penalized === 0) continue;
      const best = Math.max(0, (gradient + X[l * k + t] * curvature) / penalized);
      const step = best - X[l * k + t];
      X[l * k + t] = best;
      for (let q = from; q < to; q++) E[cellOf[q]] -= step * Y[others[q] * k + t];
    }
  }
}
