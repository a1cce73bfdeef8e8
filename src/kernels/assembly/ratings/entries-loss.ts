// The losses of alternating least squares over the entries, with products in 64-bit floats: the readable forms are
// src/numerics/implicit-error.ts and src/numerics/biased-factors.ts.
import { sumOfPair, widen64 } from "../dense/vector";

/** x·y of a row that is widened already and one of `width` 32-bit numbers. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function product(x: usize, y: usize, width: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  let t = 8;
  for (; t <= width; t += 8) {
    a = f64x2.add(a, f64x2.mul(v128.load(x), f64x2.promote_low_f32x4(v128.load64_zero(y))));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), f64x2.promote_low_f32x4(v128.load64_zero(y, 8))));
    c = f64x2.add(c, f64x2.mul(v128.load(x, 32), f64x2.promote_low_f32x4(v128.load64_zero(y, 16))));
    d = f64x2.add(d, f64x2.mul(v128.load(x, 48), f64x2.promote_low_f32x4(v128.load64_zero(y, 24))));
    x += 64;
    y += 32;
  }
  if (t === width + 4) {
    a = f64x2.add(a, f64x2.mul(v128.load(x), f64x2.promote_low_f32x4(v128.load64_zero(y))));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), f64x2.promote_low_f32x4(v128.load64_zero(y, 8))));
  }
  a = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return sumOfPair(a);
}

/**
 * Writes Σ (1 + value)·(1 − x·y)² − (x·y)² over the entries of the task's rows to `sums[task]`. `scratch` has `width` 64-bit
 * places for each thread.
 */
export function implicitLoss(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  X: usize,
  chunks: usize,
  sums: usize,
  scratch: usize,
  width: i32,
  task: i32,
  thread: i32,
): void {
  const x = scratch + (<usize>(thread * width) << 3);
  const last = load<i32>(chunks + (task << 2), 4);
  let sum: f64 = 0;
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    widen64(X + ((<usize>i * <usize>width) << 2), width, x);
    const to = <usize>load<i32>(offsets + (i << 2), 4) << 2;
    for (let n = <usize>load<i32>(offsets + (i << 2)) << 2; n < to; n += 4) {
      const score = product(x, Y + ((<usize>load<i32>(indices + n) * <usize>width) << 2), width);
      sum += (1 + <f64>load<f32>(values + n)) * (1 - score) * (1 - score) - score * score;
    }
  }
  store<f64>(sums + (task << 3), sum);
}

/**
 * Writes Σ (value − b − c − x·y)² over the entries of the task's rows to `sums[task]`. `scratch` has `width` 64-bit
 * places for each thread.
 */
export function biasedLoss(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  others: usize,
  X: usize,
  own: usize,
  chunks: usize,
  sums: usize,
  scratch: usize,
  width: i32,
  task: i32,
  thread: i32,
): void {
  const x = scratch + (<usize>(thread * width) << 3);
  const last = load<i32>(chunks + (task << 2), 4);
  let sum: f64 = 0;
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    widen64(X + ((<usize>i * <usize>width) << 2), width, x);
    const base: f64 = load<f32>(own + (i << 2));
    const to = <usize>load<i32>(offsets + (i << 2), 4) << 2;
    for (let n = <usize>load<i32>(offsets + (i << 2)) << 2; n < to; n += 4) {
      const j = <usize>load<i32>(indices + n);
      const score = product(x, Y + ((j * <usize>width) << 2), width);
      const error: f64 = <f64>load<f32>(values + n) - base - <f64>load<f32>(others + (j << 2)) - score;
      sum += error * error;
    }
  }
  store<f64>(sums + (task << 3), sum);
}
