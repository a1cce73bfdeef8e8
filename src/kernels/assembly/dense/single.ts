// Symmetric positive definite equations in 32-bit floats: half as much work as in 64, for solutions that are then refined.

import { plus, sumsOfLanes } from "./four";
import { square32, tile32 } from "./tile32";

/**
 * Turns A (`width` × `width`, of which the upper triangle is read) into R with RᵀR = A, and 1 ÷ R_tt on its diagonal. Returns
 * whether A is positive definite.
 */
export function factorize32(A: usize, width: i32): bool {
  const bytes = <usize>width << 2;
  for (let j: usize = 0; j < bytes; j += 16) {
    const rows = <i32>(j >> 2);
    const block = A + (j >> 2) * bytes;
    let t = j;
    for (; t + 32 <= bytes; t += 32) tile32(A + j, A + t, bytes, rows, block + t, block + t, true);
    if (t < bytes) square32(A + j, A + t, bytes, rows, block + t, block + t, true);
    if (!factorizeBlock(block + j, bytes - j, bytes)) return false;
  }
  return true;
}

/** Finishes four rows of R from the diagonal on: all that the rows above take from them is subtracted already. */
function factorizeBlock(A: usize, left: usize, step: usize): bool {
  const B = A + step;
  const C = B + step;
  const D = C + step;
  const first = load<f32>(A);
  if (!(first > 0)) return false;
  const i0: f32 = 1 / sqrt(first);
  const u01 = load<f32>(A, 4) * i0;
  const u02 = load<f32>(A, 8) * i0;
  const u03 = load<f32>(A, 12) * i0;
  const second = load<f32>(B, 4) - u01 * u01;
  if (!(second > 0)) return false;
  const i1: f32 = 1 / sqrt(second);
  const u12 = (load<f32>(B, 8) - u01 * u02) * i1;
  const u13 = (load<f32>(B, 12) - u01 * u03) * i1;
  const third = load<f32>(C, 8) - u02 * u02 - u12 * u12;
  if (!(third > 0)) return false;
  const i2: f32 = 1 / sqrt(third);
  const u23 = (load<f32>(C, 12) - u02 * u03 - u12 * u13) * i2;
  const fourth = load<f32>(D, 12) - u03 * u03 - u13 * u13 - u23 * u23;
  if (!(fourth > 0)) return false;
  const i3: f32 = 1 / sqrt(fourth);
  v128.store(A, f32x4.replace_lane(f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(i0), 1, u01), 2, u02), 3, u03));
  v128.store(B, f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(i1), 2, u12), 3, u13));
  v128.store(C, f32x4.replace_lane(f32x4.splat(i2), 3, u23));
  v128.store(D, f32x4.splat(i3));
  for (let t: usize = 16; t < left; t += 16) {
    const a = f32x4.mul(v128.load(A + t), f32x4.splat(i0));
    const b = f32x4.mul(f32x4.sub(v128.load(B + t), f32x4.mul(f32x4.splat(u01), a)), f32x4.splat(i1));
    let c = f32x4.sub(v128.load(C + t), f32x4.mul(f32x4.splat(u02), a));
    c = f32x4.mul(f32x4.sub(c, f32x4.mul(f32x4.splat(u12), b)), f32x4.splat(i2));
    let d = f32x4.sub(v128.load(D + t), f32x4.mul(f32x4.splat(u03), a));
    d = f32x4.sub(d, f32x4.mul(f32x4.splat(u13), b));
    d = f32x4.mul(f32x4.sub(d, f32x4.mul(f32x4.splat(u23), c)), f32x4.splat(i3));
    v128.store(A + t, a);
    v128.store(B + t, b);
    v128.store(C + t, c);
    v128.store(D + t, d);
  }
  return true;
}

/** Solves RᵀR·x = b, with R as {@link factorize32} leaves it; b becomes x. */
export function solve32(R: usize, width: i32, b: usize): void {
  const bytes = <usize>width << 2;
  for (let j: usize = 0; j < bytes; j += 16) solveDown(R + (j >> 2) * bytes + j, bytes, b + j, bytes - j);
  for (let j: usize = bytes; j > 0; j -= 16) {
    const from = j - 16;
    solveUp(R + (from >> 2) * bytes + from, bytes, b + from, bytes - from);
  }
}

/** The next four numbers of y with Rᵀy = b, and what they take from those behind them. */
function solveDown(A: usize, step: usize, b: usize, left: usize): void {
  const B = A + step;
  const C = B + step;
  const D = C + step;
  const y0 = load<f32>(b) * load<f32>(A);
  const y1 = (load<f32>(b, 4) - y0 * load<f32>(A, 4)) * load<f32>(B, 4);
  const y2 = (load<f32>(b, 8) - y0 * load<f32>(A, 8) - y1 * load<f32>(B, 8)) * load<f32>(C, 8);
  const rest = load<f32>(b, 12) - y0 * load<f32>(A, 12) - y1 * load<f32>(B, 12);
  const y3 = (rest - y2 * load<f32>(C, 12)) * load<f32>(D, 12);
  store<f32>(b, y0);
  store<f32>(b, y1, 4);
  store<f32>(b, y2, 8);
  store<f32>(b, y3, 12);
  for (let t: usize = 16; t < left; t += 16) {
    const one = plus(f32x4.mul(f32x4.splat(y0), v128.load(A + t)), f32x4.splat(y1), v128.load(B + t));
    const two = plus(f32x4.mul(f32x4.splat(y2), v128.load(C + t)), f32x4.splat(y3), v128.load(D + t));
    v128.store(b + t, f32x4.sub(v128.load(b + t), f32x4.add(one, two)));
  }
}

/** The next four numbers of x with R·x = y, from the end: those behind them are x already. */
function solveUp(A: usize, step: usize, b: usize, left: usize): void {
  const B = A + step;
  const C = B + step;
  const D = C + step;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let t: usize = 16; t < left; t += 16) {
    const x = v128.load(b + t);
    s0 = plus(s0, x, v128.load(A + t));
    s1 = plus(s1, x, v128.load(B + t));
    s2 = plus(s2, x, v128.load(C + t));
    s3 = plus(s3, x, v128.load(D + t));
  }
  const rest = f32x4.sub(v128.load(b), sumsOfLanes(s0, s1, s2, s3));
  const x3 = f32x4.extract_lane(rest, 3) * load<f32>(D, 12);
  const x2 = (f32x4.extract_lane(rest, 2) - load<f32>(C, 12) * x3) * load<f32>(C, 8);
  const x1 =
    (f32x4.extract_lane(rest, 1) - load<f32>(B, 8) * x2 - load<f32>(B, 12) * x3) * load<f32>(B, 4);
  const first = f32x4.extract_lane(rest, 0) - load<f32>(A, 4) * x1;
  const x0 = (first - load<f32>(A, 8) * x2 - load<f32>(A, 12) * x3) * load<f32>(A);
  store<f32>(b, x0);
  store<f32>(b, x1, 4);
  store<f32>(b, x2, 8);
  store<f32>(b, x3, 12);
}
