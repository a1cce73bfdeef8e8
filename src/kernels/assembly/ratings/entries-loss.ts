// The losses of alternating least squares over the entries, with products in 64-bit floats: the readable forms are
// src/numerics/implicit-error.ts and src/numerics/biased-factors.ts.
import { widen64 } from "../dense/vector";
import { BLOCK } from "./entries";
import { WIDE_SCRATCH, wideProductsWith } from "./entries-wide";

/**
 * Writes Σ (1 + value)·(1 − x·y)² − (x·y)² over the entries of the task's rows to `sums[task]`. `scratch` has `width` + 32
 * 64-bit places for each thread.
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
  const bytes = (<usize>width) << 2;
  const products = scratch + <usize>thread * (2 * bytes + WIDE_SCRATCH);
  const x = products + WIDE_SCRATCH;
  const last = load<i32>(chunks + (task << 2), 4);
  let sum: f64 = 0;
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    widen64(X + <usize>i * bytes, width, x);
    const to = load<i32>(offsets + (i << 2), 4);
    for (let first = load<i32>(offsets + (i << 2)); first < to; first += BLOCK) {
      const count = min(BLOCK, to - first);
      wideProductsWith(x, Y, bytes, indices + (<usize>first << 2), count, products);
      for (let n = 0; n < count; n++) {
        const score = load<f64>(products + (n << 3));
        const value: f64 = load<f32>(values + (<usize>(first + n) << 2));
        sum += (1 + value) * (1 - score) * (1 - score) - score * score;
      }
    }
  }
  store<f64>(sums + (task << 3), sum);
}

/**
 * Writes Σ (value − b − c − x·y)² over the entries of the task's rows to `sums[task]`. `scratch` has `width` + 32
 * 64-bit places for each thread.
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
  const bytes = (<usize>width) << 2;
  const products = scratch + <usize>thread * (2 * bytes + WIDE_SCRATCH);
  const x = products + WIDE_SCRATCH;
  const last = load<i32>(chunks + (task << 2), 4);
  let sum: f64 = 0;
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    widen64(X + <usize>i * bytes, width, x);
    const base: f64 = load<f32>(own + (i << 2));
    const to = load<i32>(offsets + (i << 2), 4);
    for (let first = load<i32>(offsets + (i << 2)); first < to; first += BLOCK) {
      const count = min(BLOCK, to - first);
      wideProductsWith(x, Y, bytes, indices + (<usize>first << 2), count, products);
      for (let n = 0; n < count; n++) {
        const at = <usize>(first + n) << 2;
        const other: f64 = load<f32>(others + (<usize>load<i32>(indices + at) << 2));
        const error = <f64>load<f32>(values + at) - base - other - load<f64>(products + (n << 3));
        sum += error * error;
      }
    }
  }
  store<f64>(sums + (task << 3), sum);
}
