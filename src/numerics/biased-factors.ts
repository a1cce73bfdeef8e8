/**
 * Ratings as μ + b_u + b_i + p_u·q_i: what all models of this form share.
 *
 * Shapes: P users × k, Q items × k, row by row; b_u and b_i one number each.
 */
import { dot } from "./dot";
import { ridge } from "./ridge";
import { rootMeanSquare } from "./scale";
import { weightOf } from "./sparse";
import type { Sparse } from "./sparse";

/** The parameters of r̂_ui = μ + b_u + b_i + p_u·q_i. */
export interface BiasedFactors {
  /** μ, the mean of the ratings. */
  readonly mean: number;
  /** b_u: one number a user. */
  readonly userBiases: Float64Array;
  /** b_i: one number an item. */
  readonly itemBiases: Float64Array;
  /** p_u: users × k. */
  readonly P: Float64Array;
  /** q_i: items × k. */
  readonly Q: Float64Array;
  /** The length of p_u and q_i. */
  readonly k: number;
}

/** The root mean squared error of ratings, users × items; each as often as it counts. */
export function biasedRmse(ratings: Sparse, factors: BiasedFactors): number {
  const { length } = ratings.values;
  const sum = biasedSquaredError(ratings, factors);
  return rootMeanSquare(sum, weightOf(ratings, 0, length), () => {
    const { rows, offsets, indices, values, weights } = ratings;
    const { mean, userBiases, itemBiases, P, Q, k } = factors;
    const errors = new Float64Array(values.length);
    for (let u = 0; u < rows; u++) {
      for (let n = offsets[u]; n < offsets[u + 1]; n++) {
        const i = indices[n];
        errors[n] = values[n] - mean - userBiases[u] - itemBiases[i] - dot(P, u * k, Q, i * k, k);
        if (weights !== undefined) errors[n] *= Math.sqrt(weights[n]);
      }
    }
    return errors;
  });
}

/** The sum of squared errors of ratings, users × items; each as often as it counts. */
export function biasedSquaredError(
  { rows, offsets, indices, values, weights }: Sparse,
  { mean, userBiases, itemBiases, P, Q, k }: BiasedFactors,
): number {
  let sum = 0;
  for (let u = 0; u < rows; u++) {
    const base = mean + userBiases[u];
    for (let n = offsets[u]; n < offsets[u + 1]; n++) {
      const i = indices[n];
      const error = values[n] - base - itemBiases[i] - dot(P, u * k, Q, i * k, k);
      sum += weights === undefined ? error * error : weights[n] * error * error;
    }
  }
  return sum;
}

/**
 * The bias b and the factors p of one more user, or item, that minimize Σ (r − b − p·v)² + λ·n·(b² + |p|²): the
 * optimum of stochastic gradient descent over these n ratings, each of whose steps applies the penalty once.
 * @param residuals r: n ratings less the mean and the other side's biases. @param V the other side's factors, n × k.
 * @param weights how often each rating counts, in n as well. @default each once
 * @returns b, then p: k + 1 numbers; zeros without ratings.
 */
export function solveBiasedRow(
  residuals: Float64Array,
  V: Float64Array,
  k: number,
  regularization: number,
  weights?: Float64Array,
): Float64Array {
  const n = residuals.length;
  const X = new Float64Array(n * (k + 1));
  for (let row = 0; row < n; row++) {
    X[row * (k + 1)] = 1;
    X.set(V.subarray(row * k, (row + 1) * k), row * (k + 1) + 1);
  }
  if (weights === undefined) return ridge(X, residuals, k + 1, regularization * n);
  const roots = weights.map(Math.sqrt);
  const scaled = X.map((x, at) => x * roots[Math.floor(at / (k + 1))]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return ridge(
    scaled,
    residuals.map((r, row) => r * roots[row]),
    k + 1,
    regularization * total,
  );
}
