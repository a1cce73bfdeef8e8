import { dot } from "./dot";
import type { BiasedFactors } from "./biased-factors";
import { square } from "./powers";

/** Ratings one by one: user `users[n]` gave item `items[n]` the rating `values[n]`. */
export interface RatingList {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float64Array;
  /** How often each counts, > 0; absent where each counts once. */
  readonly weights?: Float64Array;
}

/**
 * One epoch of stochastic gradient descent over ratings, in the order given. With e = r − μ − b_u − b_i − p_u·q_i and
 * λ = `regularization`, the step of each rating in turn lowers ½·(e² + λ·(b_u² + b_i² + |p_u|² + |q_i|²)):
 *
 * b_u += rate·(e − λ·b_u), b_i += rate·(e − λ·b_i), p_u += rate·(e·q_i − λ·p_u), q_i += rate·(e·p_u − λ·q_i).
 *
 * With a weight, e² and its penalty count as often, so that the rate is multiplied by it.
 *
 * Updates biases and factors in place. Returns the sum of e², each before its update and as often as it counts.
 * @see Koren, Bell & Volinsky 2009, eq. 5
 */
export function biasedEpoch(
  { users, items, values, weights }: RatingList,
  order: Int32Array,
  { mean, userBiases, itemBiases, P, Q, k }: BiasedFactors,
  rate: number,
  regularization: number,
): number {
  let sum = 0;
  for (let m = 0; m < order.length; m++) {
    const n = order[m];
    const weight = weights === undefined ? 1 : weights[n];
    const decay = 1 - rate * weight * regularization;
    const u = users[n];
    const i = items[n];
    const p = u * k;
    const q = i * k;
    const error = values[n] - mean - userBiases[u] - itemBiases[i] - dot(P, p, Q, q, k);
    sum += weight * error * error;
    const step = rate * weight * error;
    userBiases[u] = decay * userBiases[u] + step;
    itemBiases[i] = decay * itemBiases[i] + step;
    for (let t = 0; t < k; t++) {
      const x = P[p + t];
      const y = Q[q + t];
      P[p + t] = decay * x + step * y;
      Q[q + t] = decay * y + step * x;
    }
  }
  return sum;
}

/** The objective that {@link biasedEpoch} lowers for the n-th rating of the list. */
export function biasedRatingLoss(
  { users, items, values }: RatingList,
  n: number,
  { mean, userBiases, itemBiases, P, Q, k }: BiasedFactors,
  regularization: number,
): number {
  const u = users[n];
  const i = items[n];
  const error = values[n] - mean - userBiases[u] - itemBiases[i] - dot(P, u * k, Q, i * k, k);
  const size =
    square(userBiases[u]) + square(itemBiases[i]) + dot(P, u * k, P, u * k, k) + dot(Q, i * k, Q, i * k, k);
  return (error * error + regularization * size) / 2;
}
