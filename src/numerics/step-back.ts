import { dot } from "./dot";

/**
 * Goes back over one step of gradient descent, x⁺ = x + rate·(slope·d − λ·x), with what scores a·x⁺ depend on: from
 * a = ∂score/∂x⁺ to ∂score/∂x = (1 − rate·λ)·a − rate·curvature·(a·d)·d.
 *
 * Changes `A`, the a of each score, row by row, and `products`, a·x⁺ of each, to those before the step. Writes the
 * `effects`: what the step added to each score, a·(x⁺ − x).
 * @param slope of −loss along d, and `curvature` that of the loss, both at x. @param along x·d.
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
  const kept = 1 - rate * regularization;
  for (let i = 0, a = 0; i < products.length; i++, a += k) {
    const size = dot(A, a, d, 0, k);
    const before = (products[i] - rate * slope * size) / kept;
    effects[i] = products[i] - before;
    const bent = rate * curvature * size;
    products[i] = kept * before - bent * along;
    for (let t = 0; t < k; t++) A[a + t] = kept * A[a + t] - bent * d[t];
  }
}
