// Sums over the entries of a row in 64-bit floats: where nothing but the factors themselves may be rounded.
import { highPair } from "../dense/four";
import { sumOfPair } from "../dense/vector";
import { BLOCK } from "./entries";

/** Bytes for the products of {@link BLOCK} entries. */
export const WIDE_SCRATCH: usize = 8 * BLOCK;

// @ts-ignore: a decorator of AssemblyScript
@inline
function plusProducts(sum: v128, left: v128, right: v128, y: v128): v128 {
  const low = f64x2.mul(left, f64x2.promote_low_f32x4(y));
  return f64x2.add(sum, f64x2.add(low, f64x2.mul(right, highPair(y))));
}

/**
 * Writes x·y for `count` entries to `products`, and up to three numbers without meaning behind them. A row of Y has `bytes`
 * bytes of 32-bit floats, a multiple of 16; x and the products are of 64-bit ones.
 */
export function wideProductsWith(
  x: usize,
  Y: usize,
  bytes: usize,
  indices: usize,
  count: i32,
  products: usize,
): void {
  const end = x + 2 * bytes;
  for (let n = 0; n < count; n += 4) {
    const last = count - 1 - n;
    let y0 = Y + <usize>load<i32>(indices) * bytes;
    // Behind the last entry, the last stands for those that are not there.
    let y1 = Y + <usize>load<i32>(indices + (min(1, last) << 2)) * bytes;
    let y2 = Y + <usize>load<i32>(indices + (min(2, last) << 2)) * bytes;
    let y3 = Y + <usize>load<i32>(indices + (min(3, last) << 2)) * bytes;
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    for (let at = x; at < end; at += 32) {
      const left = v128.load(at);
      const right = v128.load(at, 16);
      a = plusProducts(a, left, right, v128.load(y0));
      b = plusProducts(b, left, right, v128.load(y1));
      c = plusProducts(c, left, right, v128.load(y2));
      d = plusProducts(d, left, right, v128.load(y3));
      y0 += 16;
      y1 += 16;
      y2 += 16;
      y3 += 16;
    }
    store<f64>(products, sumOfPair(a));
    store<f64>(products, sumOfPair(b), 8);
    store<f64>(products, sumOfPair(c), 16);
    store<f64>(products, sumOfPair(d), 24);
    indices += 16;
    products += 32;
  }
}

/**
 * Adds Σ factor·y over `count` entries to r, both of 64-bit floats. Up to three places behind the factors are written over
 * with zeros.
 */
export function addWideMultiples(
  factors: usize,
  Y: usize,
  bytes: usize,
  indices: usize,
  count: i32,
  r: usize,
): void {
  for (let n = 0; n < count; n += 4) {
    const last = count - 1 - n;
    let y0 = Y + <usize>load<i32>(indices) * bytes;
    let y1 = Y + <usize>load<i32>(indices + (min(1, last) << 2)) * bytes;
    let y2 = Y + <usize>load<i32>(indices + (min(2, last) << 2)) * bytes;
    let y3 = Y + <usize>load<i32>(indices + (min(3, last) << 2)) * bytes;
    for (let k = last + 1; k < 4; k++) store<f64>(factors + (k << 3), 0);
    const f0 = v128.load64_splat(factors);
    const f1 = v128.load64_splat(factors, 8);
    const f2 = v128.load64_splat(factors, 16);
    const f3 = v128.load64_splat(factors, 24);
    let to = r;
    for (const end = r + 2 * bytes; to < end; to += 32) {
      const a = v128.load(y0);
      const b = v128.load(y1);
      const c = v128.load(y2);
      const d = v128.load(y3);
      let low = f64x2.mul(f0, f64x2.promote_low_f32x4(a));
      let high = f64x2.mul(f0, highPair(a));
      low = f64x2.add(low, f64x2.mul(f1, f64x2.promote_low_f32x4(b)));
      high = f64x2.add(high, f64x2.mul(f1, highPair(b)));
      low = f64x2.add(low, f64x2.mul(f2, f64x2.promote_low_f32x4(c)));
      high = f64x2.add(high, f64x2.mul(f2, highPair(c)));
      low = f64x2.add(low, f64x2.mul(f3, f64x2.promote_low_f32x4(d)));
      high = f64x2.add(high, f64x2.mul(f3, highPair(d)));
      v128.store(to, f64x2.add(v128.load(to), low));
      v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
      y0 += 16;
      y1 += 16;
      y2 += 16;
      y3 += 16;
    }
    indices += 16;
    factors += 32;
  }
}
