/**
 * SVD++: ratings as μ + b_u + b_i + q_i·(p_u + z_u), where z_u = Σ y_j / √|N(u)| over the items N(u) that u rated.
 *
 * Shapes: P and Z users × k, Q and Y items × k, row by row.
 * @see Koren 2008, "Factorization Meets the Neighborhood", eq. 15
 */
import { dot } from "./dot";
import type { BiasedFactors } from "./biased-factors";
import { square } from "./powers";
import type { Sparse } from "./sparse";

/** Writes z_u to Z from `z`: Σ y_j / √n over the n items `indices[from … to)`; zeros where there are none. */
export function implicitPart(
  indices: Int32Array,
  from: number,
  to: number,
  Y: Float64Array,
  k: number,
  Z: Float64Array,
  z: number,
): void {
  Z.fill(0, z, z + k);
  if (from === to) return;
  for (let n = from; n < to; n++) {
    const y = indices[n] * k;
    for (let t = 0; t < k; t++) Z[z + t] += Y[y + t];
  }
  const scale = 1 / Math.sqrt(to - from);
  for (let t = 0; t < k; t++) Z[z + t] *= scale;
}

/** Writes z_u of all users into Z. */
export function implicitParts(
  { rows, offsets, indices }: Sparse,
  Y: Float64Array,
  k: number,
  Z: Float64Array,
): void {
  for (let u = 0; u < rows; u++) implicitPart(indices, offsets[u], offsets[u + 1], Y, k, Z, u * k);
}

/**
 * One epoch of stochastic gradient descent, user by user. With e the error and λ = `regularization`, the step of each
 * rating in turn lowers ½·(e² + λ·(b_u² + b_i² + |p_u|² + |q_i|² + Σ |y_j|²)), the sum over all j in N(u): as in biased
 * matrix factorization, but q_i += rate·(e·(p_u + z_u) − λ·q_i), and for all j in N(u)
 * y_j += rate·(e·q_i / √|N(u)| − λ·y_j).
 *
 * During one user's turn, all y_j of N(u) change alike: y_j ← a·y_j + d, with the same a and d. So only p_u + z_u is
 * decay up to date, and the y_j are updated once, at the end of the turn. These are the paper's steps in |N(u)| times
 * fewer operations.
 *
 * With a weight, e² and its penalty count as often, so that the rate is multiplied by it.
 *
 * Updates biases, P, Q and Y in place. Returns the sum of e², each before its update and as often as it counts.
 * @param rows ratings, users × items. @param users the order of the turns.
 */
export function svdPlusPlusEpoch(
  { offsets, indices, values, weights }: Sparse,
  users: Int32Array,
  { mean, userBiases, itemBiases, P, Q, k }: BiasedFactors,
  Y: Float64Array,
  rate: number,
  regularization: number,
): number {
  const z = new Float64Array(k);
  const both = new Float64Array(k);
  let sum = 0;
  for (let m = 0; m < users.length; m++) {
    const u = users[m];
    const [from, to] = [offsets[u], offsets[u + 1]];
    if (from === to) continue;
    const p = u * k;
    implicitPart(indices, from, to, Y, k, z, 0);
    for (let t = 0; t < k; t++) both[t] = P[p + t] + z[t];
    let a = 1;
    for (let n = from; n < to; n++) {
      const i = indices[n];
      const q = i * k;
      const weight = weights === undefined ? 1 : weights[n];
      const decay = 1 - rate * weight * regularization;
      a *= decay;
      const error = values[n] - mean - userBiases[u] - itemBiases[i] - dot(both, 0, Q, q, k);
      sum += weight * error * error;
      const step = rate * weight * error;
      userBiases[u] = decay * userBiases[u] + step;
      itemBiases[i] = decay * itemBiases[i] + step;
      for (let t = 0; t < k; t++) {
        const x = both[t];
        const y = Q[q + t];
        P[p + t] = decay * P[p + t] + step * y;
        // p_u and z_u take the same step.
        both[t] = decay * x + 2 * step * y;
        Q[q + t] = decay * y + step * x;
      }
    }
    const scale = 1 / Math.sqrt(to - from);
    for (let t = 0; t < k; t++) z[t] = (both[t] - P[p + t] - a * z[t]) * scale;
    updateAlike(indices, from, to, Y, k, a, z);
  }
  return sum;
}

/** y_j ← a·y_j + d for the items `indices[from … to)`. */
function updateAlike(
  indices: Int32Array,
  from: number,
  to: number,
  Y: Float64Array,
  k: number,
  a: number,
  d: Float64Array,
): void {
  for (let n = from; n < to; n++) {
    const y = indices[n] * k;
    for (let t = 0; t < k; t++) Y[y + t] = a * Y[y + t] + d[t];
  }
}

/** The objective that {@link svdPlusPlusEpoch} lowers for the n-th rating of `rows`, which user u gave. */
export function svdPlusPlusRatingLoss(
  { offsets, indices, values }: Sparse,
  u: number,
  n: number,
  { mean, userBiases, itemBiases, P, Q, k }: BiasedFactors,
  Y: Float64Array,
  regularization: number,
): number {
  const both = new Float64Array(k);
  implicitPart(indices, offsets[u], offsets[u + 1], Y, k, both, 0);
  for (let t = 0; t < k; t++) both[t] += P[u * k + t];
  const i = indices[n];
  const error = values[n] - mean - userBiases[u] - itemBiases[i] - dot(both, 0, Q, i * k, k);
  let size =
    square(userBiases[u]) + square(itemBiases[i]) + dot(P, u * k, P, u * k, k) + dot(Q, i * k, Q, i * k, k);
  for (let m = offsets[u]; m < offsets[u + 1]; m++) size += dot(Y, indices[m] * k, Y, indices[m] * k, k);
  return (error * error + regularization * size) / 2;
}
