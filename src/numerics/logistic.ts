import { exp, log1p } from "../kernels/math";

/** σ(z) = 1 ÷ (1 + e^−z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z));
  const e = exp(z);
  return e / (1 + e);
}

/** ln(1 + e^z) = −ln σ(−z), without overflow, and exact where it is tiny. */
export function softplus(z: number): number {
  return Math.max(z, 0) + log1p(exp(-Math.abs(z)));
}
