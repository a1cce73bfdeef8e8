/** Draws of Bayesian matrix factorization, r ≈ μ + b_u + b_i + p_u·q_i, for x = (b, p) of each row; d = k + 1. */
import { normalEquations } from "./biased-least-squares";
import type { Side } from "./biased-least-squares";
import { choleskyInPlace, solveLower, solveLowerTransposed } from "./cholesky";
import type { Sparse } from "./sparse";

/** The normal distribution from which the x of one side's rows come. */
export interface Prior {
  /** d numbers. */
  readonly mean: Float64Array;
  /** d × d, symmetric: the inverse of the covariance. */
  readonly precision: Float64Array;
}

/**
 * Draws the x of each row given the other side: N(A⁻¹·c, A⁻¹) with A = Λ + α·Σ y·yᵀ and c = Λ·m + α·Σ (r − mean − b)·y,
 * where m and Λ are the prior's. Rows without entries are drawn from the prior. Writes `own`; returns false where
 * numbers are too large.
 * @param noise rows × d standard normal numbers; zeros give the conditional means instead of a draw.
 * @see Salakhutdinov & Mnih 2008, eq. 11–14
 */
export function drawSide(
  entries: Sparse,
  mean: number,
  others: Side,
  own: Side,
  noisePrecision: number,
  prior: Prior,
  noise: Float64Array,
): boolean {
  const { k } = own;
  const d = k + 1;
  const pull = timesSymmetric(prior.precision, prior.mean);
  const A = new Float64Array(d * d);
  const x = new Float64Array(d);
  for (let i = 0; i < entries.rows; i++) {
    normalEquations(entries, entries.offsets[i], entries.offsets[i + 1], mean, others, A, x);
    for (let n = 0; n < d * d; n++) A[n] = prior.precision[n] + noisePrecision * A[n];
    for (let s = 0; s < d; s++) x[s] = pull[s] + noisePrecision * x[s];
    if (!choleskyInPlace(A, d)) return false;
    // With A = C·Cᵀ: x = C⁻ᵀ·(C⁻¹·c + noise) has the mean A⁻¹·c and the covariance A⁻¹.
    solveLower(A, d, x);
    for (let s = 0; s < d; s++) x[s] += noise[i * d + s];
    solveLowerTransposed(A, d, x);
    own.biases[i] = x[0];
    own.factors.set(x.subarray(1), i * k);
  }
  return true;
}

/** How the rows of one side that have ratings lie: `count` of them, their mean x, and Σ (x − mean)·(x − mean)ᵀ. */
export interface Spread {
  readonly count: number;
  readonly mean: Float64Array;
  readonly scatter: Float64Array;
}

/** @param offsets those of {@link Sparse}: rows without entries do not count. */
export function spreadOf({ biases, factors, k }: Side, offsets: Int32Array): Spread {
  const d = k + 1;
  const mean = new Float64Array(d);
  const scatter = new Float64Array(d * d);
  const x = new Float64Array(d);
  let count = 0;
  const eachRow = (visit: () => void): void => {
    for (let i = 0; i < biases.length; i++) {
      if (offsets[i] === offsets[i + 1]) continue;
      x[0] = biases[i];
      for (let t = 0; t < k; t++) x[t + 1] = factors[i * k + t];
      visit();
    }
  };
  eachRow(() => {
    count++;
    for (let s = 0; s < d; s++) mean[s] += x[s];
  });
  for (let s = 0; s < d; s++) mean[s] /= count;
  eachRow(() => {
    for (let s = 0; s < d; s++) x[s] -= mean[s];
    for (let s = 0; s < d; s++) for (let t = 0; t <= s; t++) scatter[s * d + t] += x[s] * x[t];
  });
  for (let s = 0; s < d; s++) for (let t = 0; t < s; t++) scatter[t * d + s] = scatter[s * d + t];
  return { count, mean, scatter };
}

/**
 * Draws a prior given the rows that come from it. Before them it is thought to be m ~ N(0, Λ⁻¹), Λ ~ Wishart(d, I);
 * with them, for n rows of mean x̄, m ~ N(n·x̄ / (n + 1), Λ⁻¹ / (n + 1)) and Λ ~ Wishart(d + n, W) with
 * W⁻¹ = I + scatter + x̄·x̄ᵀ·n / (n + 1). Writes `prior`; returns false where numbers are too large.
 * @param wishart a lower triangle T, d × d, so that T·Tᵀ is drawn from Wishart(d + n, I). @param noise d standard normal numbers.
 * @see Salakhutdinov & Mnih 2008, eq. 14; Bartlett 1933
 */
export function drawPrior(
  { count, mean, scatter }: Spread,
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
  const { precision } = prior;
  precision.fill(0);
  for (let r = 0; r < d * d; r += d)
    for (let s = 0; s < d; s++) for (let t = 0; t < d; t++) precision[s * d + t] += R[r + s] * R[r + t];
  C.set(precision);
  if (!choleskyInPlace(C, d)) return false;
  prior.mean.set(noise);
  solveLowerTransposed(C, d, prior.mean);
  const narrower = Math.sqrt(count + 1);
  for (let s = 0; s < d; s++) prior.mean[s] = share * mean[s] + prior.mean[s] / narrower;
  return true;
}

/** A·x for a symmetric A, d × d. */
function timesSymmetric(A: Float64Array, x: Float64Array): Float64Array {
  const d = x.length;
  return Float64Array.from(x, (_, s) => {
    let sum = 0;
    for (let t = 0; t < d; t++) sum += A[s * d + t] * x[t];
    return sum;
  });
}
