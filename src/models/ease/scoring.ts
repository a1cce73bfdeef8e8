import { float64, int32 } from "../../kernels/heap";
import type { Row } from "../recommender/parameters";
import { PANEL } from "../batches/scoring";
import type { Scoring, Views } from "../batches/scoring";

/**
 * The kernel for scores that are sums of weights.
 * @param weights items × items: row i has what makes the score of item i.
 * @param otherwise the scores for a user without items: the kernel knows them as the weights of one more item.
 * @param usual how many items a user has, about.
 */
export function weightedScoring(
  weights: Float64Array,
  otherwise: Float64Array,
  count: number,
  usual: number,
): Scoring {
  const fillUsers = (users: readonly Row[], { starts, lists }: Views): void => {
    const [begins, all] = [starts as Int32Array, lists as Int32Array];
    users.forEach(({ items }, n) => {
      const listed = items.length > 0 ? items : [count];
      all.set(listed, begins[n]);
      begins[n + 1] = begins[n] + listed.length;
    });
  };
  return {
    kernel: "weightedScores",
    operations: Math.max(1, usual * count),
    tasksOf: "panels",
    layout: (items, users) => ({
      starts: int32(users + 1),
      lists: int32(users * count),
      panels: float64(items * (count + 1)),
    }),
    fillItems: ({ panels }) => sideBySide(weights, otherwise, count, panels as Float64Array),
    fillUsers,
    numbers: ({ starts, lists, panels }) => [starts, lists, panels, count + 1],
  };
}

/** Weights as panels of items: for each item that a user may have, and then for none, its weights for those of the panel. */
function sideBySide(weights: Float64Array, otherwise: Float64Array, count: number, to: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const start = Math.floor(i / PANEL) * PANEL * (count + 1) + (i % PANEL);
    for (let j = 0, from = i * count; j < count; j++) to[start + PANEL * j] = weights[from + j];
    to[start + PANEL * count] = otherwise[i];
  }
}
