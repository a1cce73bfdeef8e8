/** Draws of Bayesian matrix factorization, r ≈ μ + b_u + b_i + p_u·q_i, for x = (b, p) of each row; d = k + 1. */
import type { BiasedSide } from "./biased-least-squares";
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

/** The number of entries gathered at a time: their block stays in the processor's cache. */
const ENTRIES_PER_BLOCK = 64;

/**
 * Draws the x of each row given the other side: N(A⁻¹·c, A⁻¹) with A = Λ + α·Σ y·yᵀ and c = Λ·m + α·Σ (r − mean − b)·y,
 * where m and Λ are the prior's, α is the noise precision, and y = (1, q) of each entry. Rows without entries are drawn
 * from the prior. Entries with weights count in each sum as often as these say. Writes `own`.
 * @param noise rows × d standard normal numbers; zeros give the conditional means instead of a draw.
 * @returns Σ (r − mean − b − x·y)², the squared error of the draw; NaN where numbers are too large.
 * @see Salakhutdinov & Mnih 2008, eq. 11–14
 */
export function drawSide(
  entries: Sparse,
  mean: number,
  others: BiasedSide,
  own: BiasedSide,
  noisePrecision: number,
  prior: Prior,
  noise: Float64Array,
): number {
  const { k } = own;
  const d = k + 1;
  const width = gramWidth(d + 1);
  const pull = timesSymmetric(prior.precision, prior.mean);
  const Y = termsOf(others, mean, width);
  const Z = new Float64Array(ENTRIES_PER_BLOCK * width);
  const G = new Float64Array(width * width);
  const A = new Float64Array(d * d);
  const x = new Float64Array(d);
  let squares = 0;
  for (let i = 0; i < entries.rows; i++) {
    gramOfRow(entries, i, d, Y, width, Z, G);
    for (let s = 0; s < d; s++) {
      x[s] = pull[s] + noisePrecision * G[d * width + s];
      for (let t = 0; t <= s; t++)
        A[s * d + t] = prior.precision[s * d + t] + noisePrecision * G[s * width + t];
    }
    if (!drawNormal(A, d, x, noise, i * d)) return NaN;
    own.biases[i] = x[0];
    for (let t = 0; t < k; t++) own.factors[i * k + t] = x[t + 1];
    squares += squaredErrorByGram(G, width, x);
  }
  return squares;
}

/**
 * Turns x from c into a draw of N(A⁻¹·c, A⁻¹): with A = C·Cᵀ that is C⁻ᵀ·(C⁻¹·c + noise). A becomes C. Returns false
 * where A is not positive definite.
 */
function drawNormal(A: Float64Array, d: number, x: Float64Array, noise: Float64Array, from: number): boolean {
  if (!choleskyInPlace(A, d)) return false;
  solveLower(A, d, x);
  for (let s = 0; s < d; s++) x[s] += noise[from + s];
  solveLowerTransposed(A, d, x);
  return true;
}

/** The rows (1, q, −mean − b, 0 …) of one side, `width` numbers each. */
function termsOf({ biases, factors, k }: BiasedSide, mean: number, width: number): Float64Array {
  const Y = new Float64Array(biases.length * width);
  for (let j = 0, y = 0; j < biases.length; j++, y += width) {
    Y[y] = 1;
    for (let t = 0; t < k; t++) Y[y + t + 1] = factors[j * k + t];
    Y[y + k + 1] = -mean - biases[j];
  }
  return Y;
}

/**
 * Writes the lower triangle of ZᵀZ into G, where Z has a row (1, q, r − mean − b, 0 …) for each entry of row i: that is
 * Σ y·yᵀ, in row d Σ (r − mean − b)·y, and in its corner Σ (r − mean − b)². Z is overwritten.
 * @param Y the {@link termsOf} the other side.
 */
function gramOfRow(
  { offsets, indices, values, weights }: Sparse,
  i: number,
  d: number,
  Y: Float64Array,
  width: number,
  Z: Float64Array,
  G: Float64Array,
): void {
  G.fill(0);
  const end = offsets[i + 1];
  for (let from = offsets[i]; from < end; from += ENTRIES_PER_BLOCK) {
    const count = Math.min(ENTRIES_PER_BLOCK, end - from);
    for (let n = 0, z = 0; n < count; n++, z += width) {
      for (let t = z, y = indices[from + n] * width; t < z + width; t += 3, y += 3) {
        Z[t] = Y[y];
        Z[t + 1] = Y[y + 1];
        Z[t + 2] = Y[y + 2];
      }
      Z[z + d] += values[from + n];
      if (weights === undefined) continue;
      const root = Math.sqrt(weights[from + n]);
      for (let t = z; t < z + width; t++) Z[t] *= root;
    }
    addLowerGram(Z, count, width, G);
  }
}

/** Σ (target − x·y)² = v·ZᵀZ·v for v = (x, −1); at least 0, whatever rounding does. */
function squaredErrorByGram(G: Float64Array, width: number, x: Float64Array): number {
  const d = x.length;
  let sum = G[d * width + d];
  for (let s = 0; s < d; s++) {
    let cross = -G[d * width + s];
    for (let t = 0; t < s; t++) cross += G[s * width + t] * x[t];
    sum += x[s] * (2 * cross + G[s * width + s] * x[s]);
  }
  return Math.max(0, sum);
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
