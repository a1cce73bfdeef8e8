// Draws of Bayesian matrix factorization; the readable form is src/numerics/gibbs.ts.
import { factorize, solveUpper } from "../dense/cholesky";
import { addUpperGram } from "../dense/tile";
import { addNormals } from "./normal";

/** Entries that are gathered at a time: they stay in the processor's cache. */
const GATHERED: i32 = 32;

/**
 * One task of a sweep: draws the rows from `chunks[task]` to before `chunks[task + 1]`, each given its entries. A row of X or Y
 * has `width` 64-bit numbers, a multiple of four: 1, the factors, minus the bias in place d, zeros. `prior` has the
 * precision's upper triangle (d × d of width × width) and in column d the precision times the mean. Writes the sum of
 * squared errors to `sums[task]`, NaN where numbers are too large. `scratch` has width·(2·width + 33) numbers for each
 * thread.
 */
export function gibbsRows(
  offsets: usize,
  indices: usize,
  values: usize,
  Y: usize,
  X: usize,
  prior: usize,
  chunks: usize,
  sums: usize,
  scratch: usize,
  d: i32,
  width: i32,
  noisePrecision: f64,
  seed: u32,
  task: i32,
  thread: i32,
): void {
  const bytes = (<usize>width) << 3;
  const G = scratch + <usize>thread * (2 * <usize>width + <usize>GATHERED + 1) * bytes;
  const R = G + <usize>width * bytes;
  const Z = R + <usize>width * bytes;
  const x = Z + <usize>GATHERED * bytes;
  const last = load<i32>(chunks + (task << 2), 4);
  let squares: f64 = 0;
  for (let i = load<i32>(chunks + (task << 2)); i < last; i++) {
    const to = load<i32>(offsets + (i << 2), 4);
    memory.fill(G, 0, <usize>width * bytes);
    for (let first = load<i32>(offsets + (i << 2)); first < to; first += GATHERED) {
      const count = min(GATHERED, to - first);
      for (let n = 0; n < count; n++) {
        const y = Y + <usize>load<i32>(indices + ((<usize>(first + n)) << 2)) * bytes;
        const z = Z + <usize>n * bytes;
        for (let t: usize = 0; t < bytes; t += 32) {
          v128.store(z + t, v128.load(y + t));
          v128.store(z + t, v128.load(y + t, 16), 16);
        }
        const target = z + (d << 3);
        store<f64>(target, load<f64>(target) + load<f64>(values + ((<usize>(first + n)) << 3)));
      }
      addUpperGram(Z, count, width, G, G);
    }
    const precision = f64x2.splat(noisePrecision);
    for (let at: usize = 0; at < <usize>width * bytes; at += 16)
      v128.store(R + at, f64x2.add(v128.load(prior + at), f64x2.mul(precision, v128.load(G + at))));
    if (!factorize(R, d, width)) {
      store<f64>(sums + (task << 3), NaN);
      return;
    }
    for (let s = 0; s < d; s++) store<f64>(x + (s << 3), load<f64>(R + <usize>s * bytes + (d << 3)));
    addNormals(seed, i, d, x);
    solveUpper(R, d, width, x);
    squares += squaredError(G, d, bytes, x);
    const own = X + <usize>i * bytes;
    for (let s = 1; s < d; s++) store<f64>(own + (s << 3), load<f64>(x + (s << 3)));
    store<f64>(own + (d << 3), -load<f64>(x));
  }
  store<f64>(sums + (task << 3), squares);
}

/** Σ (target − x·y)², from the products of the targets and the y; at least 0, whatever rounding does. */
function squaredError(G: usize, d: i32, bytes: usize, x: usize): f64 {
  let sum = load<f64>(G + <usize>d * bytes + (d << 3));
  for (let s = 0; s < d; s++) {
    const row = G + <usize>s * bytes;
    let cross = -load<f64>(row + (d << 3));
    for (let t = s + 1; t < d; t++) cross += load<f64>(row + (t << 3)) * load<f64>(x + (t << 3));
    const own = load<f64>(x + (s << 3));
    sum += own * (2 * cross + load<f64>(row + (s << 3)) * own);
  }
  return max(0, sum);
}
