import { weightOf } from "./sparse";
import type { Sparse } from "./sparse";

/**
 * Writes the best `biases` of one side for fixed biases of the other:
 * b_i = Σ (r_ij − μ − b_j) / (regularization + n), over the n ratings r_ij of i; each as often as it counts.
 * @param rows the side's ratings, one row for each of its biases. @param others the other side's biases.
 */
export function solveBiases(
  entries: Sparse,
  mean: number,
  biases: Float64Array,
  others: Float64Array,
  regularization: number,
): void {
  const { rows, offsets, indices, values, weights } = entries;
  for (let i = 0; i < rows; i++) {
    const [from, to] = [offsets[i], offsets[i + 1]];
    if (from === to) continue;
    let sum = 0;
    for (let k = from; k < to; k++) {
      const above = values[k] - mean - others[indices[k]];
      sum += weights === undefined ? above : weights[k] * above;
    }
    biases[i] = sum / (regularization + weightOf(entries, from, to));
  }
}
