// Products of 64-bit floats, four columns by four at a time: eight pairs of sums stay in registers while the rows go by.

/**
 * Writes A + XᵀY to G, or A − XᵀY: X and Y have `rows` rows of four numbers, each `step` bytes after the one before; a row
 * of A or G follows `stride` bytes after the one before. A may be G.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function tile(X: usize, Y: usize, step: usize, rows: i32, A: usize, G: usize, stride: usize, subtract: bool): void {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  let e = f64x2.splat(0);
  let f = f64x2.splat(0);
  let g = f64x2.splat(0);
  let h = f64x2.splat(0);
  for (let n = 0; n < rows; n++) {
    const left = v128.load(Y);
    const right = v128.load(Y, 16);
    let x = v128.load64_splat(X);
    a = f64x2.add(a, f64x2.mul(x, left));
    b = f64x2.add(b, f64x2.mul(x, right));
    x = v128.load64_splat(X, 8);
    c = f64x2.add(c, f64x2.mul(x, left));
    d = f64x2.add(d, f64x2.mul(x, right));
    x = v128.load64_splat(X, 16);
    e = f64x2.add(e, f64x2.mul(x, left));
    f = f64x2.add(f, f64x2.mul(x, right));
    x = v128.load64_splat(X, 24);
    g = f64x2.add(g, f64x2.mul(x, left));
    h = f64x2.add(h, f64x2.mul(x, right));
    X += step;
    Y += step;
  }
  combine(A, a, b, G, subtract);
  combine(A + stride, c, d, G + stride, subtract);
  combine(A + 2 * stride, e, f, G + 2 * stride, subtract);
  combine(A + 3 * stride, g, h, G + 3 * stride, subtract);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function combine(A: usize, left: v128, right: v128, G: usize, subtract: bool): void {
  if (subtract) {
    v128.store(G, f64x2.sub(v128.load(A), left));
    v128.store(G, f64x2.sub(v128.load(A, 16), right), 16);
  } else {
    v128.store(G, f64x2.add(v128.load(A), left));
    v128.store(G, f64x2.add(v128.load(A, 16), right), 16);
  }
}

/**
 * Writes the upper triangle of A + ZᵀZ to that of G, in tiles: also what is below the diagonal of a tile on it. Z has rows
 * of `width` numbers, A and G as well, a multiple of four. A may be G.
 */
export function addUpperGram(Z: usize, rows: i32, width: i32, A: usize, G: usize): void {
  const bytes = <usize>width << 3;
  for (let s: usize = 0; s < bytes; s += 32) {
    for (let t = s; t < bytes; t += 32) {
      const at = (s >> 3) * bytes + t;
      tile(Z + s, Z + t, bytes, rows, A + at, G + at, bytes, false);
    }
  }
}
