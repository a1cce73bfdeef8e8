// The logistic function and its losses; the readable form is src/numerics/logistic.ts.
@external("env", "log") declare function log(x: f64): f64;

const LOG2E: f64 = 1.4426950408889634;
const LN2: f64 = 0.6931471805599453;

/** e to the power of x, for x ≤ 0, to eight digits. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function expOfNegative(x: f64): f64 {
  // Also where x is no number, which stays none.
  if (!(x >= -700)) return x < 0 ? 0 : x;
  const power = nearest(x * LOG2E);
  const r = x - power * LN2;
  // Taylor's series, for |r| up to ln 2 ÷ 2; halves of it do not wait for each other.
  const square = r * r;
  const low = 1 + r + square * (1.0 / 2.0 + r * (1.0 / 6.0));
  const high = 1.0 / 24.0 + r * (1.0 / 120.0) + square * (1.0 / 720.0 + r * (1.0 / 5040.0));
  return (low + square * square * high) * reinterpret<f64>((<i64>power + 1023) << 52);
}

/** σ(−z), of e = exp(−|z|). */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function sigmoidOfMinus(z: f64, e: f64): f64 {
  return (z >= 0 ? e : 1) / (1 + e);
}

/** The logarithm of a product of factors from 1 to 2, kept so small that it is finite. */
export const LARGEST_PRODUCT: f64 = 1e150;
export function logarithm(product: f64): f64 {
  return log(product);
}
