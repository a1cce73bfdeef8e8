// The slopes of the divergence of x·Yᵀ from some cells; the readable form is src/numerics/divergence-without.ts.
import { sumOfPair } from "../dense/vector";
import { COLUMN } from "../panels/product";
import { LEAST_PRODUCT } from "./divergence";

// @ts-ignore: a decorator of AssemblyScript
@inline
function pull(d: v128, given: v128): v128 {
  return f64x2.sub(f64x2.splat(1), f64x2.div(d, f64x2.max(given, f64x2.splat(LEAST_PRODUCT))));
}

/** Writes 1 − d ÷ x·Y of the twelve cells of two panels of Y, which begin at `y` and at `z`. */
function pullsOfPair(d: usize, x: usize, y: usize, z: usize, features: i32, to: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  for (const end = x + ((<usize>features) << 3); x < end; x += 8) {
    const weight = v128.load64_splat(x);
    a0 = f64x2.add(a0, f64x2.mul(v128.load(y), weight));
    a1 = f64x2.add(a1, f64x2.mul(v128.load(y, 16), weight));
    a2 = f64x2.add(a2, f64x2.mul(v128.load(y, 32), weight));
    b0 = f64x2.add(b0, f64x2.mul(v128.load(z), weight));
    b1 = f64x2.add(b1, f64x2.mul(v128.load(z, 16), weight));
    b2 = f64x2.add(b2, f64x2.mul(v128.load(z, 32), weight));
    y += COLUMN;
    z += COLUMN;
  }
  v128.store(to, pull(v128.load(d), a0));
  v128.store(to, pull(v128.load(d, 16), a1), 16);
  v128.store(to, pull(v128.load(d, 32), a2), 32);
  v128.store(to, pull(v128.load(d, 48), b0), 48);
  v128.store(to, pull(v128.load(d, 64), b1), 64);
  v128.store(to, pull(v128.load(d, 80), b2), 80);
}

/** Adds the pulls of two panels, each times its row of Y, to the pairs of sums. */
function addPulls(from: usize, y: usize, z: usize, features: i32, sums: usize): void {
  const w0 = v128.load(from);
  const w1 = v128.load(from, 16);
  const w2 = v128.load(from, 32);
  const w3 = v128.load(from, 48);
  const w4 = v128.load(from, 64);
  const w5 = v128.load(from, 80);
  for (const end = sums + ((<usize>features) << 4); sums < end; sums += 16) {
    const a = f64x2.add(f64x2.mul(w0, v128.load(y)), f64x2.mul(w1, v128.load(y, 16)));
    const b = f64x2.add(f64x2.mul(w2, v128.load(y, 32)), f64x2.mul(w3, v128.load(z)));
    const c = f64x2.add(f64x2.mul(w4, v128.load(z, 16)), f64x2.mul(w5, v128.load(z, 32)));
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.add(f64x2.add(a, b), c)));
    y += COLUMN;
    z += COLUMN;
  }
}

/**
 * Writes Σⱼ (1 − d[j] ÷ x·Y[j])·Y[j] without cell `left`, −1 for none. Y (cells × features) is in panels, an even number of
 * them; `scratch` has room for twelve numbers and two for each feature.
 */
export function divergenceSlopes(
  D: usize,
  Y: usize,
  x: usize,
  scratch: usize,
  slopes: usize,
  panels: i32,
  features: i32,
  left: i32,
): void {
  const ofY = (<usize>features) * COLUMN;
  const sums = scratch + 2 * COLUMN;
  memory.fill(sums, 0, (<usize>features) << 4);
  for (let p = 0; p < panels; p += 2) {
    pullsOfPair(D, x, Y, Y + ofY, features, scratch);
    const own = left - 6 * p;
    if (own >= 0 && own < 12) store<f64>(scratch + ((<usize>own) << 3), 0);
    addPulls(scratch, Y, Y + ofY, features, sums);
    D += 2 * COLUMN;
    Y += 2 * ofY;
  }
  for (let t: usize = 0; t < (<usize>features); t++)
    store<f64>(slopes + (t << 3), sumOfPair(v128.load(sums + (t << 4))));
}
