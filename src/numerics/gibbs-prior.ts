/** Draws of the prior from which one side's rows x = (b, p) come, given these rows; d = k + 1. */
import type { BiasedSide } from "./biased-least-squares";
import { choleskyInPlace, solveLowerTransposed } from "./cholesky";
import type { Prior } from "./gibbs";
import { gramInto } from "./gram";
import { addLowerGram, gramWidth } from "./lower-gram";

/** The `count` rows of one side that have ratings: their mean x, and their scatter Σ (x − mean)·(x − mean)ᵀ. */
export interface Scatter {
  readonly count: number;
  readonly mean: Float64Array;
  readonly scatter: Float64Array;
}

/** @param offsets as in {@link Sparse}: rows without entries do not count. */
export function spreadOf({ biases, factors, k }: BiasedSide, offsets: Int32Array): Scatter {
  const d = k + 1;
  const width = gramWidth(d);
  const X = new Float64Array(biases.length * width);
  const mean = new Float64Array(d);
  let count = 0;
  for (let i = 0; i < biases.length; i++) {
    if (offsets[i] === offsets[i + 1]) continue;
    const x = width * count++;
    X[x] = biases[i];
    for (let t = 0; t < k; t++) X[x + t + 1] = factors[i * k + t];
    for (let s = 0; s < d; s++) mean[s] += X[x + s];
  }
  for (let s = 0; s < d; s++) mean[s] /= count;
  for (let x = 0; x < count * width; x += width) for (let s = 0; s < d; s++) X[x + s] -= mean[s];
  const G = new Float64Array(width * width);
  addLowerGram(X, count, width, G);
  const scatter = new Float64Array(d * d);
  for (let s = 0; s < d; s++)
    for (let t = 0; t <= s; t++) scatter[s * d + t] = scatter[t * d + s] = G[s * width + t];
  return { count, mean, scatter };
}

/**
 * Draws a prior given the rows that come from it. The hyperprior is m ~ N(0, Λ⁻¹), Λ ~ Wishart(d, I); given n rows of
 * mean x̄, m ~ N(n·x̄ / (n + 1), Λ⁻¹ / (n + 1)) and Λ ~ Wishart(d + n, W) with
 * W⁻¹ = I + scatter + x̄·x̄ᵀ·n / (n + 1). Writes `prior`; returns false where numbers are too large.
 * @param wishart a lower triangle T, d × d, so that T·Tᵀ is drawn from Wishart(d + n, I). @param noise d standard normal numbers.
 * @see Salakhutdinov & Mnih 2008, eq. 14; Bartlett 1933
 */
export function drawPrior(
  { count, mean, scatter }: Scatter,
  wishart: Float64Array,
  noise: Float64Array,
  prior: Prior,
): boolean {
  const d = mean.length;
  const C = new Float64Array(d * d);
  const share = count / (count + 1);
  for (let s = 0; s < d; s++) {
    for (let t = 0; t < d; t++) C[s * d + t] = scatter[s * d + t] + share * mean[s] * mean[t];
    C[s * d + s] += 1;
  }
  if (!choleskyInPlace(C, d)) return false;
  // W⁻¹ = C·Cᵀ, so that C⁻ᵀ·T·Tᵀ·C⁻¹ is drawn from Wishart(d + n, W). R has the columns of C⁻ᵀ·T as its rows.
  const R = new Float64Array(d * d);
  for (let t = 0; t < d; t++) {
    const column = R.subarray(t * d, (t + 1) * d);
    for (let s = 0; s < d; s++) column[s] = wishart[s * d + t];
    solveLowerTransposed(C, d, column);
  }
  gramInto(R, d, prior.precision);
  C.set(prior.precision);
  if (!choleskyInPlace(C, d)) return false;
  prior.mean.set(noise);
  solveLowerTransposed(C, d, prior.mean);
  const narrowing = Math.sqrt(count + 1);
  for (let s = 0; s < d; s++) prior.mean[s] = share * mean[s] + prior.mean[s] / narrowing;
  return true;
}
