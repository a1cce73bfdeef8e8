/** Draws of Bayesian matrix factorization, r ≈ μ + b_u + b_i + p_u·q_i, for x = (b, p) of each row; d = k + 1. */
import type { Side } from "./biased-least-squares";
import { choleskyInPlace, solveLower, solveLowerTransposed } from "./cholesky";
import { addLowerGram, gramWidth } from "./lower-gram";
import type { Sparse } from "./sparse";

/** The normal distribution from which the x of one side's rows come. */
export interface Prior {
  /** d numbers. */
  readonly mean: Float64Array;
  /** d × d, symmetric: the inverse of the covariance. */
  readonly precision: Float64Array;
}

/** So many entries are gathered at a time: their block stays in the processor's cache. */
const BLOCK = 64;

/**
 * Draws the x of each row given the other side: N(A⁻¹·c, A⁻¹) with A = Λ + α·Σ y·yᵀ and c = Λ·m + α·Σ (r − mean − b)·y,
 * where m and Λ are the prior's, α is the noise precision, and y = (1, q) of each entry. Rows without entries are drawn
 * from the prior. Writes `own`.
 * @param noise rows × d standard normal numbers; zeros give the conditional means instead of a draw.
 * @returns Σ (r − mean − b − x·y)², the squared error of what was drawn; NaN where numbers are too large.
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
): number {
  const { k } = own;
  const d = k + 1;
  const width = gramWidth(d + 1);
  const pull = timesSymmetric(prior.precision, prior.mean);
  const Z = new Float64Array(BLOCK * width);
  const G = new Float64Array(width * width);
  const A = new Float64Array(d * d);
  const x = new Float64Array(d);
  let squares = 0;
  for (let i = 0; i < entries.rows; i++) {
    gramOfRow(entries, i, mean, others, width, Z, G);
    for (let s = 0; s < d; s++) {
      x[s] = pull[s] + noisePrecision * G[d * width + s];
      for (let t = 0; t <= s; t++)
        A[s * d + t] = prior.precision[s * d + t] + noisePrecision * G[s * width + t];
    }
    if (!choleskyInPlace(A, d)) return NaN;
    // With A = C·Cᵀ: x = C⁻ᵀ·(C⁻¹·c + noise) has the mean A⁻¹·c and the covariance A⁻¹.
    solveLower(A, d, x);
    for (let s = 0; s < d; s++) x[s] += noise[i * d + s];
    solveLowerTransposed(A, d, x);
    own.biases[i] = x[0];
    for (let t = 0; t < k; t++) own.factors[i * k + t] = x[t + 1];
    squares += squaredError(G, width, x);
  }
  return squares;
}

/**
 * Writes the lower triangle of ZᵀZ into G, where Z has a row (1, q, r − mean − b, 0 …) for each entry of row i: that is
 * Σ y·yᵀ, below it Σ (r − mean − b)·y, and in the corner Σ (r − mean − b)². Z is overwritten.
 */
function gramOfRow(
  { offsets, indices, values }: Sparse,
  i: number,
  mean: number,
  { biases, factors, k }: Side,
  width: number,
  Z: Float64Array,
  G: Float64Array,
): void {
  G.fill(0);
  const end = offsets[i + 1];
  for (let from = offsets[i]; from < end; from += BLOCK) {
    const count = Math.min(BLOCK, end - from);
    for (let n = 0, z = 0; n < count; n++, z += width) {
      const other = indices[from + n];
      Z[z] = 1;
      for (let t = 0, q = other * k; t < k; t++) Z[z + 1 + t] = factors[q + t];
      Z[z + 1 + k] = values[from + n] - mean - biases[other];
    }
    addLowerGram(Z, count, width, G);
  }
}

/** Σ (target − x·y)² = v·ZᵀZ·v for v = (x, −1); never below 0, where rounding would have it so. */
function squaredError(G: Float64Array, width: number, x: Float64Array): number {
  const d = x.length;
  let sum = G[d * width + d];
  for (let s = 0; s < d; s++) {
    let cross = -G[d * width + s];
    for (let t = 0; t < s; t++) cross += G[s * width + t] * x[t];
    sum += x[s] * (2 * cross + G[s * width + s] * x[s]);
  }
  return Math.max(0, sum);
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
