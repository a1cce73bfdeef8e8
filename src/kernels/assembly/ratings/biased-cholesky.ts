// Exact least squares for ratings with biases; the readable form is src/numerics/biased-least-squares.ts.
import { factorize, solveUpper } from "../dense/cholesky";
import { addUpperGram } from "../dense/tile";

/** Entries that are gathered at a time: they stay in the processor's cache. */
const GATHERED: i32 = 32;
/** This share of the mean diagonal is the least that is added to it, so that the equations stay solvable. */
const LEAST_SHARE: f64 = 1e-12;

/**
 * One task of an epoch: solves for the rows from `chunks[task]` to before `chunks[task + 1]`. `values` are ratings less their mean. A row of X or Y has `stride`
 * numbers, of which k count. The equations have `width` columns, a multiple of four from k + 2 on: those of (1, y), and one
 * for the right side. `scratch` has width·(width + 33) numbers for each thread.
 */
export function biasedCholesky(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  others: usize,
  X: usize,
  own: usize,
  chunks: usize,
  scratch: usize,
  k: i32,
  stride: i32,
  width: i32,
  biasRegularization: f64,
  regularization: f64,
  scaled: i32,
  task: i32,
  thread: i32,
): void {
  const d = k + 1;
  const bytes = <usize>width << 3;
  const R = scratch + <usize>thread * (<usize>width + GATHERED + 1) * bytes;
  const Z = R + <usize>width * bytes;
  const b = Z + <usize>GATHERED * bytes;
  const last = load<i32>(chunks + (task << 2), 4);
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const from = load<i32>(offsets + (i << 2));
    const to = load<i32>(offsets + (i << 2), 4);
    if (from === to) continue;
    memory.fill(R, 0, <usize>width * bytes);
    for (let first = from; first < to; first += GATHERED) {
      const count = min(GATHERED, to - first);
      for (let n = 0; n < count; n++) {
        const at = <usize>(first + n) << 2;
        const j = <usize>load<i32>(indices + at);
        const z = Z + <usize>n * bytes;
        store<f64>(z, 1);
        gather(Y + ((j * <usize>stride) << 2), k, z + 8);
        store<f64>(z + (d << 3), <f64>load<f32>(values + at) - <f64>load<f32>(others + (j << 2)));
      }
      addUpperGram(Z, count, width, R, R);
    }
    addPenalty(R, d, width, biasRegularization, scaled ? regularization * (to - from) : regularization);
    const x = X + ((<usize>i * <usize>stride) << 2);
    if (factorize(R, d, width)) {
      for (let t = 0; t < d; t++) store<f64>(b + (t << 3), load<f64>(R + <usize>t * bytes + (d << 3)));
      solveUpper(R, d, width, b);
      store<f32>(own + (i << 2), <f32>load<f64>(b));
      for (let t = 0; t < k; t++) store<f32>(x + (t << 2), <f32>load<f64>(b + (t << 3), 8));
    } else {
      store<f32>(own + (i << 2), f32.NaN);
    }
  }
}

/** Writes k 32-bit numbers as 64-bit ones. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function gather(y: usize, k: i32, to: usize): void {
  let t = 0;
  for (; t + 1 < k; t += 2) {
    v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(y)));
    y += 8;
    to += 16;
  }
  if (t < k) store<f64>(to, <f64>load<f32>(y));
}

function addPenalty(R: usize, d: i32, width: i32, biasRegularization: f64, regularization: f64): void {
  const step = (<usize>width + 1) << 3;
  let trace: f64 = 0;
  for (let s = 0; s < d; s++) trace += load<f64>(R + <usize>s * step);
  const least = (LEAST_SHARE * trace) / d;
  for (let s = 0; s < d; s++) {
    const at = R + <usize>s * step;
    store<f64>(at, load<f64>(at) + max(least, s === 0 ? biasRegularization : regularization));
  }
}
