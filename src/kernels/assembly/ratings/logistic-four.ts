// The logistic function and its loss for four numbers at once; the readable form is src/numerics/logistic.ts.
const LOG2E: f32 = 1.442695;
// ln 2 in two parts: products with small whole numbers are exact in the first.
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -0.00021219444;
/** e to this power is the smallest that is held with all its digits. */
const LEAST: f32 = -87;

/** e to the powers of four numbers ≤ 0, to seven digits. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function expOfNegative(x: v128): v128 {
  const least = f32x4.max(x, f32x4.splat(LEAST));
  const power = f32x4.nearest(f32x4.mul(least, f32x4.splat(LOG2E)));
  let r = f32x4.sub(least, f32x4.mul(power, f32x4.splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(power, f32x4.splat(LN2_LOW)));
  // Taylor's series, for |r| up to ln 2 ÷ 2; its parts do not wait for each other.
  const square = f32x4.mul(r, r);
  const first = f32x4.add(f32x4.splat(1), r);
  const second = f32x4.add(f32x4.splat(1.0 / 2.0), f32x4.mul(r, f32x4.splat(1.0 / 6.0)));
  const third = f32x4.add(f32x4.splat(1.0 / 24.0), f32x4.mul(r, f32x4.splat(1.0 / 120.0)));
  const fourth = f32x4.add(f32x4.splat(1.0 / 720.0), f32x4.mul(r, f32x4.splat(1.0 / 5040.0)));
  const low = f32x4.add(first, f32x4.mul(square, second));
  const high = f32x4.add(third, f32x4.mul(square, fourth));
  const series = f32x4.add(low, f32x4.mul(f32x4.mul(square, square), high));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127));
  return f32x4.mul(series, i32x4.shl(exponent, 23));
}

/** exp(−|z|). */
// @ts-ignore: a decorator of AssemblyScript
@inline
function tailOf(z: v128): v128 {
  return expOfNegative(f32x4.neg(f32x4.abs(z)));
}

/** σ(−z): how far the probability of what has the log-odds z is from 1. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function missedBy(z: v128): v128 {
  const e = tailOf(z);
  const one = f32x4.splat(1);
  const above = v128.bitselect(e, one, f32x4.ge(z, f32x4.splat(0)));
  return f32x4.div(above, f32x4.add(one, e));
}

/** ln(1 + exp(−z)). */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function softplusOfMinus(z: v128): v128 {
  const e = tailOf(z);
  // ln(1 + e) is 2 artanh of s.
  const s = f32x4.div(e, f32x4.add(f32x4.splat(2), e));
  const t = f32x4.mul(s, s);
  let series = f32x4.add(f32x4.splat(1.0 / 11.0), f32x4.mul(t, f32x4.splat(1.0 / 13.0)));
  series = f32x4.add(f32x4.splat(1.0 / 9.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(1.0 / 7.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(1.0 / 5.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(1.0 / 3.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(1), f32x4.mul(t, series));
  const above = f32x4.max(f32x4.splat(0), f32x4.neg(z));
  return f32x4.add(above, f32x4.mul(f32x4.add(s, s), series));
}
