import { float64 } from "../../kernels/heap";
import { dot, dotInOrder } from "../../numerics/dot";
import type { Row } from "../recommender/parameters";
import type { LinearScores } from "./linear-scores";
import { roundedScoring } from "./rounded-scoring";
import { intoPanel } from "./scoring";
import type { Scoring, Views } from "./scoring";

/** What gives the score of an item, by its index, for a user. */
export function linearScore({
  width,
  itemVectors,
  itemBiases,
  order,
  user,
}: LinearScores): (row: Row) => (item: number) => number {
  const product = order === "in order" ? dotInOrder : dot;
  return (row) => {
    const { base, vector } = user(row);
    return (item) => {
      const bias = itemBiases === null ? 0 : itemBiases[item];
      return base + bias + product(vector, 0, itemVectors, item * width, width);
    };
  };
}

/** The kernel for scores that are sums. */
export function linearScoring(scores: LinearScores): Scoring {
  const { width, itemVectors, itemBiases, order, user } = scores;
  const fillUsers = (users: readonly Row[], { X, bases }: Views): void =>
    users.forEach((row, n) => {
      const { base, vector } = user(row);
      intoPanel(vector, n, X as Float64Array);
      (bases as Float64Array)[n] = base;
    });
  return {
    kernel: "linearScores",
    operations: Math.max(1, itemVectors.length),
    tasksOf: "users",
    layout: (items, users, threads) => ({
      X: float64(users * width),
      bases: float64(users),
      panels: float64(items * width),
      itemBiases: float64(items),
      halves: float64(16 * threads),
    }),
    fillItems: (views) => {
      for (let i = 0; i * width < itemVectors.length; i++)
        intoPanel(itemVectors.subarray(i * width, (i + 1) * width), i, views.panels as Float64Array);
      if (itemBiases) (views.itemBiases as Float64Array).set(itemBiases);
    },
    fillUsers,
    rounded: (count, items) => roundedScoring(scores, linearScoring(scores), count, items),
    numbers: ({ X, bases, panels, itemBiases: biases, halves }) => [
      ...[X, bases, panels, biases, halves],
      ...[width, order === "in order" ? 1 : 4],
    ],
  };
}
