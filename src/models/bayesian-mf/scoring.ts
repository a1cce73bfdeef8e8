import { float64 } from "../../kernels/heap";
import type { Draws } from "../../numerics/drawn-ratings";
import type { Parameters, Row } from "../recommender/parameters";
import type { Scoring, Views } from "../batches/scoring";

/** The kernel for scores that are means over draws. */
export function drawnScoring({ itemBiases, itemFactors }: Parameters, draws: Draws): Scoring {
  const { capacity, filled, k, mean, deviation, low, high } = draws;
  const fillUsers = (users: readonly Row[], views: Views): void =>
    users.forEach(({ userBiases, userFactors }, n) => {
      (views.biases as Float64Array).set(userBiases.subarray(0, filled), n * filled);
      (views.X as Float64Array).set(userFactors.subarray(0, filled * k), n * filled * k);
    });
  return {
    kernel: "drawnScores",
    operations: (itemBiases.length / capacity) * filled * (k + 4),
    tasksOf: "users",
    layout: (items, users, threads) => ({
      X: float64(users * filled * k),
      biases: float64(users * filled),
      panels: float64(items * filled * (k + 1)),
      scratch: float64(32 * threads),
    }),
    fillItems: ({ panels }) => intoDrawnPanels(itemBiases, itemFactors, draws, panels as Float64Array),
    fillUsers,
    numbers: ({ X, biases, panels, scratch }) => [
      ...[X, biases, panels, scratch, k, filled],
      ...[mean, deviation, low, high],
    ],
  };
}

/** Panels of four items: draw by draw their biases, then their factors, feature by feature. */
function intoDrawnPanels(
  biases: Float64Array,
  factors: Float64Array,
  { capacity, filled, k }: Draws,
  to: Float64Array,
): void {
  const width = (k + 1) * 4;
  for (let i = 0; i * capacity < biases.length; i++) {
    let at = (i >> 2) * filled * width + (i & 3);
    for (let draw = 0, own = i * capacity; draw < filled; draw++, own++, at += width) {
      to[at] = biases[own];
      for (let t = 0; t < k; t++) to[at + 4 * (t + 1)] = factors[own * k + t];
    }
  }
}
