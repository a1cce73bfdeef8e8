import { float64 } from "../../kernels/heap";
import { dot, dotInOrder } from "../../numerics/dot";
import type { Row } from "../recommender/parameters";
import { intoPanel } from "./scoring";
import type { Scoring, Views } from "./scoring";

/** A user's part of a score: what is added to each item's bias, and the vector that items' vectors are multiplied with. */
export interface LinearUser {
  /** What is added to each item's bias. */
  readonly base: number;
  /** As long as an item's. */
  readonly vector: Float64Array;
}

/** Scores that are sums: (the user's base + the item's bias) + the product of the user's and the item's vector. */
export interface LinearScores {
  /** The length of a vector; 0 where there are none. */
  readonly width: number;
  /** Items × width. */
  readonly itemVectors: Float64Array;
  /** One number an item; null where all are 0. */
  readonly itemBiases: Float64Array | null;
  /** How products are added: in four sums, as `dot` does, or from the first to the last, as `dotInOrder` does. */
  readonly order: "four sums" | "in order";
  /** The part of a user, by their parameters. */
  readonly user: (row: Row) => LinearUser;
}

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
export function linearScoring({ width, itemVectors, itemBiases, order, user }: LinearScores): Scoring {
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
    numbers: ({ X, bases, panels, itemBiases: biases, halves }) => [
      ...[X, bases, panels, biases, halves],
      ...[width, order === "in order" ? 1 : 4],
    ],
  };
}
