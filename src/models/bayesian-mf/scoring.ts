import { float64 } from "../../kernels/heap";
import type { Draws } from "../../numerics/drawn-ratings";
import type { Parameters, Row } from "../recommender/parameters";
import { intoPanel } from "../batches/scoring";
import type { Scoring, Views } from "../batches/scoring";

/** The kernel for scores that are means over draws. */
export function drawnScoring({ itemBiases, itemFactors }: Parameters, draws: Draws): Scoring {
  const { capacity, filled, k, mean, deviation, low, high } = draws;
  const numbers = filled * (k + 1);
  const put = putDraws(draws);
  const fillUsers = (users: readonly Row[], { X }: Views): void =>
    users.forEach(({ userBiases, userFactors }, n) => put(userBiases, userFactors, 0, n, X as Float64Array));
  return {
    kernel: "drawnScores",
    operations: (itemBiases.length / capacity) * filled * (k + 4),
    tasksOf: "users",
    layout: (items, users, threads) => ({
      X: float64(users * numbers),
      panels: float64(items * numbers),
      scratch: float64(32 * threads),
    }),
    fillItems: ({ panels }) => {
      for (let i = 0; i * capacity < itemBiases.length; i++)
        put(itemBiases, itemFactors, i, i, panels as Float64Array);
    },
    fillUsers,
    numbers: ({ X, panels, scratch }) => [
      ...[X, panels, scratch, k, filled],
      ...[mean, deviation, low, high],
    ],
  };
}

/** Puts the draws of a row into its place in panels of four: draw by draw the bias, then the factors. */
function putDraws({
  capacity,
  filled,
  k,
}: Draws): (
  biases: Float64Array,
  factors: Float64Array,
  row: number,
  n: number,
  panels: Float64Array,
) => void {
  const numbers = new Float64Array(filled * (k + 1));
  return (
    biases: Float64Array,
    factors: Float64Array,
    row: number,
    n: number,
    panels: Float64Array,
  ): void => {
    for (let draw = 0, own = row * capacity; draw < filled; draw++, own++) {
      numbers[draw * (k + 1)] = biases[own];
      numbers.set(factors.subarray(own * k, (own + 1) * k), draw * (k + 1) + 1);
    }
    intoPanel(numbers, n, panels);
  };
}
