// Updates of a panel of X ≥ 0 for D ≈ X·Yᵀ by G = Yᵀ·Y and N = D·Y; the readable form is src/numerics/nonnegative-sweep.ts.
import { COLUMN } from "../panels/product";

// Each also updates the panel that begins `second` bytes later, as does its N, so that neither waits for its own sums; it may
// be the same panel.

// @ts-ignore: a decorator of AssemblyScript
@inline
function best(x: usize, a0: v128, a1: v128, a2: v128, curve: v128): void {
  const zero = f64x2.splat(0);
  v128.store(x, f64x2.pmax(zero, f64x2.div(a0, curve)));
  v128.store(x, f64x2.pmax(zero, f64x2.div(a1, curve)), 16);
  v128.store(x, f64x2.pmax(zero, f64x2.div(a2, curve)), 32);
}

/** Sets each entry in turn to its best value ≥ 0. An entry on which no cell depends stays as it is. */
export function coordinateTurn(
  x: usize,
  n: usize,
  second: usize,
  G: usize,
  width: i32,
  features: i32,
  penalty: f64,
): void {
  const end = x + (<usize>features) * COLUMN;
  let diagonal = G;
  for (let own = x; own < end; own += COLUMN) {
    const curve = load<f64>(diagonal);
    if (curve + penalty != 0) {
      let a0 = v128.load(n);
      let a1 = v128.load(n, 16);
      let a2 = v128.load(n, 32);
      let b0 = v128.load(n + second);
      let b1 = v128.load(n + second, 16);
      let b2 = v128.load(n + second, 32);
      let g = G;
      for (let at = x; at < end; at += COLUMN) {
        const z = v128.load64_splat(g);
        g += 8;
        // All but the entry itself.
        if (at == own) continue;
        a0 = f64x2.sub(a0, f64x2.mul(v128.load(at), z));
        a1 = f64x2.sub(a1, f64x2.mul(v128.load(at, 16), z));
        a2 = f64x2.sub(a2, f64x2.mul(v128.load(at, 32), z));
        b0 = f64x2.sub(b0, f64x2.mul(v128.load(at + second), z));
        b1 = f64x2.sub(b1, f64x2.mul(v128.load(at + second, 16), z));
        b2 = f64x2.sub(b2, f64x2.mul(v128.load(at + second, 32), z));
      }
      const z = f64x2.splat(curve + penalty);
      best(own, a0, a1, a2, z);
      best(own + second, b0, b1, b2, z);
    }
    G += (<usize>width) << 3;
    diagonal += (<usize>(width + 1)) << 3;
    n += COLUMN;
  }
}
// @ts-ignore: a decorator of AssemblyScript
@inline
function scaled(x: v128, up: v128, down: v128): v128 {
  return v128.bitselect(f64x2.mul(x, f64x2.div(up, down)), x, f64x2.gt(down, f64x2.splat(0)));
}

/** Multiplies each entry by N ÷ (X·G + penalty·X), of the entries before; `down` has room for two panels. */
export function multiplicativeTurn(
  x: usize,
  n: usize,
  second: usize,
  G: usize,
  width: i32,
  features: i32,
  penalty: f64,
  down: usize,
): void {
  const z = f64x2.splat(penalty);
  const bytes = (<usize>features) * COLUMN;
  const end = x + bytes;
  let to = down;
  for (let own = x; own < end; own += COLUMN) {
    let a0 = f64x2.mul(z, v128.load(own));
    let a1 = f64x2.mul(z, v128.load(own, 16));
    let a2 = f64x2.mul(z, v128.load(own, 32));
    let b0 = f64x2.mul(z, v128.load(own + second));
    let b1 = f64x2.mul(z, v128.load(own + second, 16));
    let b2 = f64x2.mul(z, v128.load(own + second, 32));
    let g = G;
    for (let at = x; at < end; at += COLUMN) {
      const z = v128.load64_splat(g);
      a0 = f64x2.add(a0, f64x2.mul(v128.load(at), z));
      a1 = f64x2.add(a1, f64x2.mul(v128.load(at, 16), z));
      a2 = f64x2.add(a2, f64x2.mul(v128.load(at, 32), z));
      b0 = f64x2.add(b0, f64x2.mul(v128.load(at + second), z));
      b1 = f64x2.add(b1, f64x2.mul(v128.load(at + second, 16), z));
      b2 = f64x2.add(b2, f64x2.mul(v128.load(at + second, 32), z));
      g += 8;
    }
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to, a2, 32);
    v128.store(to + second, b0);
    v128.store(to + second, b1, 16);
    v128.store(to + second, b2, 32);
    G += (<usize>width) << 3;
    to += COLUMN;
  }
  multiplied(x, n, down, bytes);
  if (second) multiplied(x + second, n + second, down + second, bytes);
}

function multiplied(x: usize, n: usize, down: usize, bytes: usize): void {
  for (const end = x + bytes; x < end; x += 16) {
    v128.store(x, scaled(v128.load(x), v128.load(n), v128.load(down)));
    n += 16;
    down += 16;
  }
}

/**
 * Multiplies each entry by Lee and Seung's factor for the divergence, of the sums `up` of the pulls, and of those of Y's
 * columns, `sums`; with a penalty it contains a root.
 */
export function divergenceTurn(x: usize, up: usize, sums: usize, features: i32, penalty: f64): void {
  const two = f64x2.splat(2);
  const four = f64x2.splat(4 * penalty);
  for (let t = 0; t < features; t++) {
    const down = v128.load64_splat(sums);
    const squared = f64x2.mul(down, down);
    for (let lane = 0; lane < 3; lane++) {
      const own = v128.load(x);
      const pull = v128.load(up);
      const root = f64x2.sqrt(f64x2.add(squared, f64x2.mul(f64x2.mul(four, own), pull)));
      v128.store(x, scaled(own, f64x2.mul(two, pull), f64x2.add(down, root)));
      x += 16;
      up += 16;
    }
    sums += 8;
  }
}
