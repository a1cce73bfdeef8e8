import type { RunOptions } from "../../kernels/run";
import type { Row } from "../recommender/parameters";
import type { Listed } from "./lists";
import { ScoreBatches } from "./score-batches";
import type { Scoring } from "./scoring";

/**
 * Scores users by a kernel, and calls `visit` with the row of each.
 * @returns false where there is no kernel, or its arrays are more than there is memory for.
 */
export function visitByKernel(
  scoring: Scoring | null,
  { users, items, row }: Omit<Listed, "seen" | "barred" | "scores">,
  visit: (scores: Float64Array, place: number) => void,
  options: RunOptions,
): boolean {
  if (scoring === null) return false;
  const batches = new ScoreBatches(scoring, items, users);
  if (!batches.fit({}, options.threads)) return false;
  const rows = (from: number, to: number): Row[] =>
    Array.from({ length: to - from }, (_, n) => row(from + n));
  batches.run(rows, {}, options, ({ views }, _run, from, size) => {
    const scores = views.scores as Float64Array;
    const { stride } = batches;
    for (let n = 0; n < size; n++) visit(scores.subarray(n * stride, n * stride + items), from + n);
  });
  return true;
}
