import { raising } from "./recommendations";
import type { Called, Ranked, Reason } from "./recommendations";

/** The ratings with their influences, the strongest first; one list for each of `influences`. */
export function reasonsOf(
  rated: readonly Omit<Reason, "influence">[],
  influences: readonly ArrayLike<number>[],
): Reason[][] {
  return influences.map((added) => {
    const reasons = rated.map((rating, n): Reason => ({ ...rating, influence: added[n] }));
    return reasons.sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence));
  });
}

/** Items by their indices, each with its score and, unless `reasons` is null, the ratings that raise it most. */
export function rankedItems(
  indices: readonly number[],
  scores: readonly number[],
  reasons: readonly Reason[][] | null,
  called: Called,
): Ranked[] {
  return indices.map((index, n): Ranked => {
    const because = reasons && raising(reasons[n]);
    return { ...called(index), score: scores[n], ...(because ? { because } : {}) };
  });
}
