import { exponentOf, powerOfTwo, square } from "./powers";

/** From here to {@link MOST}, products and squares of numbers, and squares of those, are held with all their digits. */
const LEAST = 2 ** -30;
const MOST = 2 ** 100;
/** The largest even exponent of a power of two that is finite. */
const MOST_EXPONENT = 1022;
/** Smaller sums of squares may have lost some of their terms. */
const LEAST_SUM = 1e-280;
/** More penalty than this makes each factor 0 within a double's digits; its products stay finite. */
const MOST_PENALTY = 1e100;

/**
 * What numbers are divided by before they are multiplied with each other: a power of four, so that neither the division
 * nor that by its root rounds. It is 1 for numbers of an ordinary size, which stay as they are. NaN counts as nothing.
 */
export function scaleOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k]);
    if (size > largest) largest = size;
  }
  if (largest === 0 || (largest >= LEAST && largest <= MOST)) return 1;
  return powerOfTwo(largest === Infinity ? MOST_EXPONENT : 2 * Math.floor(exponentOf(largest) / 2));
}

/** What data ≈ L·U and its factors are divided by while one factor or both are found; `data` is `L` times `U`. */
export interface ProductScale {
  readonly data: number;
  readonly L: number;
  readonly U: number;
}

/** The scale at which rows of L are found for rows of data, where U is given. */
export function foldInScale(rows: ArrayLike<number>, U: ArrayLike<number>): ProductScale {
  const [data, given] = [scaleOf(rows), scaleOf(U)];
  return { data, L: data / given, U: given };
}

/** The penalty λ on L among squared errors that are divided by a scale. */
export function scaledPenalty(regularization: number, { U }: Pick<ProductScale, "U">): number {
  return penaltyTimes(regularization, 1 / (U * U));
}

/** A penalty in another unit, which is never so large that products with it are not finite. */
export function penaltyTimes(regularization: number, unit: number): number {
  if (regularization === 0) return 0;
  return Math.min(regularization * unit, Math.max(regularization, MOST_PENALTY));
}

/** A copy of numbers, divided by a scale. */
export function divided(values: Float64Array, by: number): Float64Array {
  return values.map((x) => x / by);
}

/** A copy of numbers, times a scale: the reciprocal of the smallest scales is not finite. */
export function multiplied(values: Float64Array, by: number): Float64Array {
  return values.map((x) => x * by);
}

/**
 * √(Σ x² / count) of errors whose sum of squares is known; found from the errors themselves where their squares are too
 * small or too large for a sum.
 */
export function rootMeanSquare(sum: number, count: number, errors: () => Float64Array): number {
  if (sum >= LEAST_SUM && sum < Infinity) return Math.sqrt(sum / count);
  const all = errors();
  const scale = scaleOf(all);
  let squares = 0;
  for (let k = 0; k < all.length; k++) squares += square(all[k] / scale);
  return scale * Math.sqrt(squares / count);
}
