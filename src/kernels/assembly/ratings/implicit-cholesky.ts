// Exact least squares of implicit feedback; the readable form is src/numerics/implicit-least-squares.ts.
import { factorize, solveUpper, solveUpperTransposed } from "../dense/cholesky";
import { addUpperGram, tile } from "../dense/tile";
import { solveRefined } from "./implicit-refined";

/** Rows that are gathered at a time: they stay in the processor's cache. */
const GATHERED: i32 = 32;
/** This share of the trace is the least that is added to the diagonal, so that the equations stay solvable. */
const LEAST_SHARE: f64 = 1e-13;
/** The smallest number whose products with that share are not 0. */
const LEAST: f64 = 5e-311;

/** Writes factor·y, for `width` 32-bit numbers y, as 64-bit ones. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function widen(y: usize, factor: f64, width: i32, to: usize): void {
  const factors = f64x2.splat(factor);
  for (let t = 0; t < width; t += 4) {
    const four = v128.load(y);
    v128.store(to, f64x2.mul(factors, f64x2.promote_low_f32x4(four)));
    v128.store(to, f64x2.mul(factors, f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 2, 3))), 16);
    y += 16;
    to += 32;
  }
}

/**
 * One task of YᵀY: its rows 16·task and so on, up to 16 of them, from the diagonal's tile on. Y has `rows` rows of `width`
 * numbers, a multiple of four; `gathered` has room for 32 such rows for each thread.
 */
export function gramStrip(Y: usize, rows: i32, width: i32, G: usize, gathered: usize, task: i32, thread: i32): void {
  const bytes = <usize>width << 3;
  const first = task << 4;
  const last = min(first + 16, width);
  const Z = gathered + <usize>(thread * GATHERED) * bytes;
  memory.fill(G + <usize>first * bytes, 0, <usize>(last - first) * bytes);
  for (let from = 0; from < rows; from += GATHERED) {
    const count = min(GATHERED, rows - from);
    for (let n = 0; n < count; n++)
      widen(Y + ((<usize>(from + n) * <usize>width + first) << 2), 1, width - first, Z + <usize>n * bytes);
    for (let s = first; s < last; s += 4) {
      for (let t = s; t < width; t += 4)
        tile(
          Z + (<usize>(s - first) << 3),
          Z + (<usize>(t - first) << 3),
          bytes,
          count,
          G + <usize>s * bytes + (<usize>t << 3),
          G + <usize>s * bytes + (<usize>t << 3),
          bytes,
          false,
        );
    }
  }
}

/**
 * One task of an epoch: solves for the rows of X from `chunks[task]` to before `chunks[task + 1]`, with 32-bit floats where
 * they can be refined. `values` are alpha·rating; `gram` is YᵀY, both triangles, and `gram32` the same in 32-bit floats.
 * The penalty of a row is `regularization`, and `perRating` for each of its ratings. `scratch` has width·(width + 33) + 32
 * 64-bit numbers for each thread.
 */
export function implicitCholesky(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  X: usize,
  gram: usize,
  gram32: usize,
  chunks: usize,
  scratch: usize,
  k: i32,
  width: i32,
  regularization: f64,
  perRating: f64,
  task: i32,
  thread: i32,
): void {
  const bytes = <usize>width << 3;
  const own = scratch + <usize>thread * ((<usize>width + GATHERED + 1) * bytes + (GATHERED << 3));
  const last = load<i32>(chunks + (task << 2), 4);
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const from = load<i32>(offsets + (i << 2));
    const count = load<i32>(offsets + (i << 2), 4) - from;
    if (count === 0) continue;
    const at = <usize>from << 2;
    const x = X + ((<usize>i * <usize>width) << 2);
    const penalty = regularization + perRating * <f64>count;
    if (solveRefined(indices + at, values + at, count, Y, x, gram, gram32, own, k, width, penalty)) continue;
    solveExactly(indices + at, values + at, count, Y, x, gram, own, k, width, penalty);
  }
}

/** Solves for one row with `count` entries, in 64-bit floats. */
function solveExactly(
  indices: usize,
  values: usize,
  entries: i32,
  Y: usize,
  x: usize,
  gram: usize,
  R: usize,
  k: i32,
  width: i32,
  regularization: f64,
): void {
  const bytes = <usize>width << 3;
  const Z = R + <usize>width * bytes;
  const b = Z + <usize>GATHERED * bytes;
  const factors = b + bytes;
  memory.fill(b, 0, bytes);
  let before = gram;
  for (let first = 0; first < entries; first += GATHERED) {
    const count = min(GATHERED, entries - first);
    for (let n = 0; n < count; n++) {
      const at = <usize>(first + n) << 2;
      const weight: f64 = load<f32>(values + at);
      const root = sqrt(weight);
      store<f64>(factors + (n << 3), (1 + weight) / root);
      widen(Y + ((<usize>load<i32>(indices + at) * <usize>width) << 2), root, width, Z + <usize>n * bytes);
    }
    addTransposedTimes(Z, factors, count, bytes, b);
    addUpperGram(Z, count, width, before, R);
    before = R;
  }
  addDiagonal(R, k, width, regularization);
  if (factorize(R, k, width)) {
    solveUpperTransposed(R, k, width, b);
    solveUpper(R, k, width, b);
    for (let t = 0; t < k; t++) store<f32>(x + (t << 2), <f32>load<f64>(b + (t << 3)));
  } else for (let t = 0; t < k; t++) store<f32>(x + (t << 2), f32.NaN);
}

/** Adds Σ factor·z over `count` rows z to b; rows of a multiple of 32 bytes. */
function addTransposedTimes(Z: usize, factors: usize, count: i32, bytes: usize, b: usize): void {
  for (let t: usize = 0; t < bytes; t += 32) {
    let left = v128.load(b + t);
    let right = v128.load(b + t, 16);
    let z = Z + t;
    for (let n = 0; n < count; n++) {
      const factor = v128.load64_splat(factors + (n << 3));
      left = f64x2.add(left, f64x2.mul(factor, v128.load(z)));
      right = f64x2.add(right, f64x2.mul(factor, v128.load(z, 16)));
      z += bytes;
    }
    v128.store(b + t, left);
    v128.store(b + t, right, 16);
  }
}

function addDiagonal(R: usize, k: i32, width: i32, regularization: f64): void {
  const step = (<usize>width + 1) << 3;
  let trace: f64 = 0;
  for (let t = 0; t < k; t++) trace += load<f64>(R + <usize>t * step);
  const added = max(regularization, max(LEAST_SHARE * trace, LEAST));
  for (let t = 0; t < k; t++) store<f64>(R + <usize>t * step, load<f64>(R + <usize>t * step) + added);
}
