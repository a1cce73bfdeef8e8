import { dot } from "./dot";

/**
 * Propagates the gradients of scores a·x⁺ back over one step of gradient descent, x⁺ = x + rate·(slope·d − λ·x): from
 * a = ∂score/∂x⁺ to ∂score/∂x = (1 − rate·λ)·a − rate·curvature·(a·d)·d.
 *
 * Changes `A`, the a of each score, row by row, and `products`, the a·x⁺, to their values before the step. Writes the
 * `effects`: how much the step added to each score, a·(x⁺ − x).
 * @param slope of −loss along d at x. @param curvature of the loss along d at x. @param along x·d.
 */
export function stepBack(
  A: Float64Array,
  products: Float64Array,
  d: Float64Array,
  rate: number,
  regularization: number,
  slope: number,
  curvature: number,
  along: number,
  effects: Float64Array,
): void {
  const k = d.length;
  const decay = 1 - rate * regularization;
  for (let i = 0, a = 0; i < products.length; i++, a += k) {
    const component = dot(A, a, d, 0, k);
    const before = (products[i] - rate * slope * component) / decay;
    effects[i] = products[i] - before;
    const correction = rate * curvature * component;
    products[i] = decay * before - correction * along;
    for (let t = 0; t < k; t++) A[a + t] = decay * A[a + t] - correction * d[t];
  }
}
