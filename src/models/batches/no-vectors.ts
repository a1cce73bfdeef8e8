import type { LinearScores } from "./linear-scores";

const NOTHING = new Float64Array(0);

/** Scores of models without vectors: the user's base + the item's bias. */
export function withoutVectors(
  itemBiases: Float64Array | null,
  base: (row: Record<string, Float64Array>) => number,
): LinearScores {
  return {
    width: 0,
    itemVectors: NOTHING,
    itemBiases,
    order: "in order",
    user: (row) => ({ base: base(row), vector: NOTHING }),
  };
}
