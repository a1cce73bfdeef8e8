import { sumOfPair } from "../dense/vector";
import { COLUMN } from "./product";

/** So many panels stay in the first cache, while pair after pair of their columns is multiplied; in bytes. */
const BLOCK: usize = 24576;

// @ts-ignore: a decorator of AssemblyScript
@inline
function put(G: usize, width: i32, t: i32, s: i32, sums: v128): void {
  const at = G + ((<usize>(t * width + s)) << 3);
  const value = load<f64>(at) + sumOfPair(sums);
  store<f64>(at, value);
  store<f64>(G + ((<usize>(s * width + t)) << 3), value);
}

/**
 * Writes rows t, t + 1 and t + 2 of G = Yᵀ·Y (width × width) up to the diagonal, and the same numbers above it. Y has
 * `width` columns, in panels; t is a multiple of three.
 */
export function gramTriple(Y: usize, panels: i32, width: i32, t: i32, G: usize): void {
  const step = (<usize>width) * COLUMN;
  const block = step * <usize>max<i32>(8, <i32>(BLOCK / step));
  for (let r = t; r < t + 3; r++) memory.fill(G + ((<usize>(r * width)) << 3), 0, (<usize>(t + 3)) << 3);
  for (let from: usize = 0; from < (<usize>panels) * step; from += block) {
    addTriples(Y + from, step, min<usize>(block, (<usize>panels) * step - from), width, t, G);
  }
}

/** Adds what some panels give, which end after so many bytes. */
function addTriples(Y: usize, step: usize, end: usize, width: i32, t: i32, G: usize): void {
  for (let s = 0; s <= t; s += 3) {
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let a2 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let c0 = a0;
    let c1 = a0;
    let c2 = a0;
    for (let at: usize = 0; at < end; at += step) {
      const y = Y + (<usize>t) * COLUMN + at;
      const z = Y + (<usize>s) * COLUMN + at;
      for (let lane: usize = 0; lane < COLUMN; lane += 16) {
        const z0 = v128.load(z + lane);
        const z1 = v128.load(z + lane, 48);
        const z2 = v128.load(z + lane, 96);
        let x = v128.load(y + lane);
        a0 = f64x2.add(a0, f64x2.mul(x, z0));
        a1 = f64x2.add(a1, f64x2.mul(x, z1));
        a2 = f64x2.add(a2, f64x2.mul(x, z2));
        x = v128.load(y + lane, 48);
        b0 = f64x2.add(b0, f64x2.mul(x, z0));
        b1 = f64x2.add(b1, f64x2.mul(x, z1));
        b2 = f64x2.add(b2, f64x2.mul(x, z2));
        x = v128.load(y + lane, 96);
        c0 = f64x2.add(c0, f64x2.mul(x, z0));
        c1 = f64x2.add(c1, f64x2.mul(x, z1));
        c2 = f64x2.add(c2, f64x2.mul(x, z2));
      }
    }
    put(G, width, t, s, a0);
    put(G, width, t + 1, s, b0);
    put(G, width, t + 1, s + 1, b1);
    put(G, width, t + 2, s, c0);
    put(G, width, t + 2, s + 1, c1);
    put(G, width, t + 2, s + 2, c2);
    // On the diagonal these stand there already.
    if (s == t) continue;
    put(G, width, t, s + 1, a1);
    put(G, width, t, s + 2, a2);
    put(G, width, t + 1, s + 2, b2);
  }
}

/** One of width ÷ 3 tasks that write G = Yᵀ·Y; Y has `rows` rows. The longest come first. */
export function gramPart(Y: usize, rows: i32, width: i32, part: i32, G: usize): void {
  gramTriple(Y, (rows + 5) / 6, width, width - 3 - 3 * part, G);
}
