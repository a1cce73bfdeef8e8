// Least squares of implicit feedback, solved in 32-bit floats and refined with what 64-bit ones find left.
import { factorize32, solve32 } from "../dense/single";
import { addUpperGram32 } from "../dense/tile32";
import { addMultiple64, clear, dot64, narrow64, widen64 } from "../dense/vector";
import { narrowed } from "./conjugate-gradients";
import { addMultiples } from "./entries";
import { WIDE_SCRATCH } from "./entries-wide";
import { addResidual, subtractTimes } from "./implicit-residual";

/** Rows that are gathered at a time: they stay in the processor's nearest cache. */
const GATHERED: i32 = 32;
/** Refining ends when the next correction is no more than this share of the solution; squared. */
const SMALL: f64 = 1e-15;
/** Each correction is at most this share of the one before; squared. Else 32 bits do not hold the equations. */
const SHRINKS: f64 = 0.01;
/** So many corrections are enough where they shrink as fast. */
const CORRECTIONS: i32 = 6;

/**
 * Solves for one row with `count` entries, and writes the solution to x. `gram` is YᵀY in 64-bit floats, both triangles, and
 * `gram32` in 32-bit ones. A row of Y has `width` numbers, of which k count. `scratch` has width·(width + 37) + 96 32-bit
 * places. Returns whether it could be solved with 32-bit floats; else x is as it was.
 */
export function solveRefined(
  indices: usize,
  values: usize,
  count: i32,
  Y: usize,
  x: usize,
  gram: usize,
  gram32: usize,
  scratch: usize,
  k: i32,
  width: i32,
  regularization: f64,
): bool {
  const bytes = (<usize>width) << 2;
  const solution = scratch;
  const residual = solution + 2 * bytes;
  const v = residual + 2 * bytes;
  const wide = v + bytes;
  const factors = wide + WIDE_SCRATCH;
  const R = factors + (GATHERED << 2);
  const Z = R + <usize>width * bytes;
  clear(v, bytes);
  let before = gram32;
  for (let first = 0; first < count; first += GATHERED) {
    const taken = min(GATHERED, count - first);
    const at = (<usize>first) << 2;
    gather(indices + at, values + at, taken, Y, bytes, Z, factors);
    addMultiples(factors, Y, bytes, indices + at, taken, v);
    addUpperGram32(Z, taken, width, before, R);
    before = R;
  }
  addDiagonal(R, k, width, <f32>regularization);
  if (!factorize32(R, width)) return false;
  solve32(R, width, v);
  widen64(v, width, solution);
  const size = dot64(solution, solution, width);
  let last = size;
  for (let n = 0; n < CORRECTIONS; n++) {
    clear(residual, 2 * bytes);
    addMultiple64(-regularization, solution, residual, width);
    addResidual(Y, bytes, indices, values, count, solution, residual, wide);
    subtractTimes(gram, solution, width, residual);
    const scale = narrowed(residual, 0, width, v);
    if (scale === 0) break;
    solve32(R, width, v);
    widen64(v, width, residual);
    const now = scale * scale * dot64(residual, residual, width);
    if (!(now <= SHRINKS * last)) return false;
    addMultiple64(scale, residual, solution, width);
    if (now * (now / last) <= SMALL * size) break;
    last = now;
  }
  narrow64(1, solution, width, x);
  return true;
}

/** Writes √value·y and 1 + value for each entry. */
function gather(
  indices: usize,
  values: usize,
  count: i32,
  Y: usize,
  bytes: usize,
  Z: usize,
  factors: usize,
): void {
  for (let n: usize = 0; n < (<usize>count) << 2; n += 4) {
    const value = load<f32>(values + n);
    store<f32>(factors + n, 1 + value);
    const root = f32x4.splat(sqrt(value));
    const y = Y + <usize>load<i32>(indices + n) * bytes;
    for (let t: usize = 0; t < bytes; t += 16) v128.store(Z + t, f32x4.mul(root, v128.load(y + t)));
    Z += bytes;
  }
}

/** Columns behind the k-th, which only fill rows up, become those of equations t = 0. */
function addDiagonal(R: usize, k: i32, width: i32, regularization: f32): void {
  for (let t = 0; t < width; t++) {
    const at = R + ((<usize>t * (<usize>width + 1)) << 2);
    store<f32>(at, t < k ? load<f32>(at) + regularization : 1);
  }
}
