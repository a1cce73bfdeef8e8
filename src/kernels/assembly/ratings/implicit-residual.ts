// What is left of a row's equations of implicit feedback, in 64-bit floats.
import { highPair } from "../dense/four";
import { sumOfPair } from "../dense/vector";

/** Subtracts Gx from r: G has `width` rows of as many numbers, a multiple of four, and is symmetric. */
export function subtractTimes(G: usize, x: usize, width: i32, r: usize): void {
  const bytes = (<usize>width) << 3;
  for (let t: usize = 0; t < bytes; t += 32) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    let row = G + t;
    for (let s = x; s < x + bytes; s += 16) {
      const first = v128.load64_splat(s);
      a = f64x2.add(a, f64x2.mul(first, v128.load(row)));
      b = f64x2.add(b, f64x2.mul(first, v128.load(row, 16)));
      row += bytes;
      const second = v128.load64_splat(s, 8);
      c = f64x2.add(c, f64x2.mul(second, v128.load(row)));
      d = f64x2.add(d, f64x2.mul(second, v128.load(row, 16)));
      row += bytes;
    }
    v128.store(r + t, f64x2.sub(v128.load(r + t), f64x2.add(a, c)));
    v128.store(r + t, f64x2.sub(v128.load(r + t, 16), f64x2.add(b, d)), 16);
  }
}

/** x·y of `bytes` / 4 numbers: x of 64 bits, y of 32. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function plusProducts(sum: v128, left: v128, right: v128, y: v128): v128 {
  const low = f64x2.mul(left, f64x2.promote_low_f32x4(y));
  return f64x2.add(sum, f64x2.add(low, f64x2.mul(right, highPair(y))));
}

/**
 * Adds Σ (1 + value − value·(x·y))·y over `count` entries to r. A row of Y has `bytes` bytes of 32-bit floats; x and r are of
 * 64-bit ones.
 */
export function addResidual(
  Y: usize,
  bytes: usize,
  indices: usize,
  values: usize,
  count: i32,
  x: usize,
  r: usize,
): void {
  for (let n = 0; n < count; n += 4) {
    const last = count - 1 - n;
    // Behind the last entry, the last stands for those that are not there, times 0.
    const y0 = Y + <usize>load<i32>(indices) * bytes;
    const y1 = Y + <usize>load<i32>(indices + (min(1, last) << 2)) * bytes;
    const y2 = Y + <usize>load<i32>(indices + (min(2, last) << 2)) * bytes;
    const y3 = Y + <usize>load<i32>(indices + (min(3, last) << 2)) * bytes;
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    for (let t: usize = 0; t < bytes; t += 16) {
      const left = v128.load(x + 2 * t);
      const right = v128.load(x + 2 * t, 16);
      a = plusProducts(a, left, right, v128.load(y0 + t));
      b = plusProducts(b, left, right, v128.load(y1 + t));
      c = plusProducts(c, left, right, v128.load(y2 + t));
      d = plusProducts(d, left, right, v128.load(y3 + t));
    }
    const f0 = factorOf(values, 0, last, sumOfPair(a));
    const f1 = factorOf(values, 1, last, sumOfPair(b));
    const f2 = factorOf(values, 2, last, sumOfPair(c));
    const f3 = factorOf(values, 3, last, sumOfPair(d));
    addFour(y0, y1, y2, y3, f64x2.splat(f0), f64x2.splat(f1), f64x2.splat(f2), f64x2.splat(f3), bytes, r);
    indices += 16;
    values += 16;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function factorOf(values: usize, n: i32, last: i32, product: f64): f64 {
  if (n > last) return 0;
  const value: f64 = load<f32>(values + (n << 2));
  return 1 + value - value * product;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function addFour(
  y0: usize,
  y1: usize,
  y2: usize,
  y3: usize,
  f0: v128,
  f1: v128,
  f2: v128,
  f3: v128,
  bytes: usize,
  r: usize,
): void {
  for (let t: usize = 0; t < bytes; t += 16) {
    const a = v128.load(y0 + t);
    const b = v128.load(y1 + t);
    const c = v128.load(y2 + t);
    const d = v128.load(y3 + t);
    let low = f64x2.mul(f0, f64x2.promote_low_f32x4(a));
    let high = f64x2.mul(f0, highPair(a));
    low = f64x2.add(low, f64x2.mul(f1, f64x2.promote_low_f32x4(b)));
    high = f64x2.add(high, f64x2.mul(f1, highPair(b)));
    low = f64x2.add(low, f64x2.mul(f2, f64x2.promote_low_f32x4(c)));
    high = f64x2.add(high, f64x2.mul(f2, highPair(c)));
    low = f64x2.add(low, f64x2.mul(f3, f64x2.promote_low_f32x4(d)));
    high = f64x2.add(high, f64x2.mul(f3, highPair(d)));
    const to = r + 2 * t;
    v128.store(to, f64x2.add(v128.load(to), low));
    v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
  }
}
