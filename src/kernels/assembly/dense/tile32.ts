// Products of 32-bit floats, four rows by eight columns at a time: eight vectors of sums stay in registers.
import { plus } from "./four";

// @ts-ignore: a decorator of AssemblyScript
@inline
function combine(A: usize, four: v128, G: usize, subtract: bool): void {
  v128.store(G, subtract ? f32x4.sub(v128.load(A), four) : f32x4.add(v128.load(A), four));
}

/**
 * Writes A + XᵀY to G, or A − XᵀY: X has `rows` rows of four numbers and Y of eight, each `step` bytes after the one before; a
 * row of A or G follows `step` bytes after the one before as well. A may be G.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function tile32(X: usize, Y: usize, step: usize, rows: i32, A: usize, G: usize, subtract: bool): void {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  let e = f32x4.splat(0);
  let f = f32x4.splat(0);
  let g = f32x4.splat(0);
  let h = f32x4.splat(0);
  for (let n = 0; n < rows; n++) {
    const left = v128.load(Y);
    const right = v128.load(Y, 16);
    let x = v128.load32_splat(X);
    a = plus(a, x, left);
    b = plus(b, x, right);
    x = v128.load32_splat(X, 4);
    c = plus(c, x, left);
    d = plus(d, x, right);
    x = v128.load32_splat(X, 8);
    e = plus(e, x, left);
    f = plus(f, x, right);
    x = v128.load32_splat(X, 12);
    g = plus(g, x, left);
    h = plus(h, x, right);
    X += step;
    Y += step;
  }
  combine(A, a, G, subtract);
  combine(A + 16, b, G + 16, subtract);
  combine(A + step, c, G + step, subtract);
  combine(A + step + 16, d, G + step + 16, subtract);
  combine(A + 2 * step, e, G + 2 * step, subtract);
  combine(A + 2 * step + 16, f, G + 2 * step + 16, subtract);
  combine(A + 3 * step, g, G + 3 * step, subtract);
  combine(A + 3 * step + 16, h, G + 3 * step + 16, subtract);
}

/** The same for four columns. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function square32(X: usize, Y: usize, step: usize, rows: i32, A: usize, G: usize, subtract: bool): void {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let n = 0; n < rows; n++) {
    const y = v128.load(Y);
    a = plus(a, v128.load32_splat(X), y);
    b = plus(b, v128.load32_splat(X, 4), y);
    c = plus(c, v128.load32_splat(X, 8), y);
    d = plus(d, v128.load32_splat(X, 12), y);
    X += step;
    Y += step;
  }
  combine(A, a, G, subtract);
  combine(A + step, b, G + step, subtract);
  combine(A + 2 * step, c, G + 2 * step, subtract);
  combine(A + 3 * step, d, G + 3 * step, subtract);
}

/**
 * Writes the upper triangle of A + ZᵀZ to that of G, in tiles: also what is below the diagonal of a tile on it. Rows of Z, A
 * and G have `width` numbers, a multiple of four. A may be G.
 */
export function addUpperGram32(Z: usize, rows: i32, width: i32, A: usize, G: usize): void {
  const bytes = <usize>width << 2;
  for (let s: usize = 0; s < bytes; s += 16) {
    const row = (s >> 2) * bytes;
    let t = s;
    for (; t + 32 <= bytes; t += 32) tile32(Z + s, Z + t, bytes, rows, A + row + t, G + row + t, false);
    if (t < bytes) square32(Z + s, Z + t, bytes, rows, A + row + t, G + row + t, false);
  }
}
