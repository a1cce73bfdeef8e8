// Products of a few vectors with a Gram matrix in 32-bit floats, so that each of its numbers is read once for four.

import { plus } from "../dense/four";

/** Vectors that are multiplied at a time. */
export const TOGETHER: i32 = 4;

/** Writes four rows of `bytes` bytes number by number: the first of each row, then the second of each, and so on. */
export function spread(rows: usize, bytes: usize, to: usize): void {
  for (const end = rows + bytes; rows < end; rows += 16) {
    const a = v128.load(rows);
    const b = v128.load(rows + bytes);
    const c = v128.load(rows + 2 * bytes);
    const d = v128.load(rows + 3 * bytes);
    const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
    v128.store(to, i32x4.shuffle(ab, cd, 0, 1, 4, 5));
    v128.store(to, i32x4.shuffle(ab, cd, 2, 3, 6, 7), 16);
    const endsAB = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const endsCD = i32x4.shuffle(c, d, 2, 6, 3, 7);
    v128.store(to, i32x4.shuffle(endsAB, endsCD, 0, 1, 4, 5), 32);
    v128.store(to, i32x4.shuffle(endsAB, endsCD, 2, 3, 6, 7), 48);
    to += 64;
  }
}

/**
 * Writes V·G, four rows of `bytes` bytes, to `products`. G has `rows` rows; the four vectors of V are beside each other, as {@link spread}
 * writes them
 */
export function timesGram(V: usize, G: usize, rows: i32, bytes: usize, products: usize): void {
  const end = V + ((<usize>rows) << 4);
  for (let t: usize = 0; t < (bytes & ~31); t += 32) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let e = f32x4.splat(0);
    let f = f32x4.splat(0);
    let g = f32x4.splat(0);
    let h = f32x4.splat(0);
    let row = G + t;
    for (let v = V; v < end; v += 16) {
      const left = v128.load(row);
      const right = v128.load(row, 16);
      let x = v128.load32_splat(v);
      a = plus(a, x, left);
      b = plus(b, x, right);
      x = v128.load32_splat(v, 4);
      c = plus(c, x, left);
      d = plus(d, x, right);
      x = v128.load32_splat(v, 8);
      e = plus(e, x, left);
      f = plus(f, x, right);
      x = v128.load32_splat(v, 12);
      g = plus(g, x, left);
      h = plus(h, x, right);
      row += bytes;
    }
    let to = products + t;
    v128.store(to, a);
    v128.store(to, b, 16);
    to += bytes;
    v128.store(to, c);
    v128.store(to, d, 16);
    to += bytes;
    v128.store(to, e);
    v128.store(to, f, 16);
    to += bytes;
    v128.store(to, g);
    v128.store(to, h, 16);
  }
  if (bytes & 16) timesLast(V, end, G + bytes - 16, bytes, products + bytes - 16);
}

/** The same for the last four columns. */
function timesLast(V: usize, end: usize, row: usize, bytes: usize, to: usize): void {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (; V < end; V += 16) {
    const four = v128.load(row);
    a = plus(a, v128.load32_splat(V), four);
    b = plus(b, v128.load32_splat(V, 4), four);
    c = plus(c, v128.load32_splat(V, 8), four);
    d = plus(d, v128.load32_splat(V, 12), four);
    row += bytes;
  }
  v128.store(to, a);
  v128.store(to + bytes, b);
  v128.store(to + 2 * bytes, c);
  v128.store(to + 3 * bytes, d);
}
