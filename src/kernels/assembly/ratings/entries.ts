// Sums over the entries of a row, in 32-bit floats: the products of a vector with those of its entries, and the entries'
// vectors added up. Both go through a block of entries at a time, whose vectors stay in the processor's nearest cache.

import { plus, sumsOfLanes } from "../dense/four";

/** Entries that are taken at a time: a multiple of four. Vectors of 64 numbers of so many take a quarter of the nearest cache. */
export const BLOCK: i32 = 32;

/** Bytes for the products of a block's entries, and behind them for the four parts of each. */
export const ENTRIES_SCRATCH: usize = 20 * BLOCK;

/**
 * Writes v·y for `count` entries, up to {@link BLOCK}, to `products`, and up to three numbers without meaning behind them. A
 * vector has `bytes` bytes, a multiple of 16. There are {@link ENTRIES_SCRATCH} bytes at `products`.
 */
export function productsWith(
  v: usize,
  Y: usize,
  bytes: usize,
  indices: usize,
  count: i32,
  products: usize,
): void {
  const end = indices + ((<usize>count) << 2);
  const parts = products + (BLOCK << 2);
  let left = bytes;
  let isFirst = true;
  for (; left >= 128; left -= 128) {
    const a = v128.load(v);
    const b = v128.load(v, 16);
    const c = v128.load(v, 32);
    const d = v128.load(v, 48);
    const e = v128.load(v, 64);
    const f = v128.load(v, 80);
    const g = v128.load(v, 96);
    const h = v128.load(v, 112);
    let to = parts;
    for (let n = indices; n < end; n += 4) {
      const y = Y + <usize>load<i32>(n) * bytes;
      let one = f32x4.mul(a, v128.load(y));
      let two = f32x4.mul(b, v128.load(y, 16));
      one = plus(one, c, v128.load(y, 32));
      two = plus(two, d, v128.load(y, 48));
      one = plus(one, e, v128.load(y, 64));
      two = plus(two, f, v128.load(y, 80));
      one = plus(one, g, v128.load(y, 96));
      two = plus(two, h, v128.load(y, 112));
      one = f32x4.add(one, two);
      v128.store(to, isFirst ? one : f32x4.add(v128.load(to), one));
      to += 16;
    }
    isFirst = false;
    v += 128;
    Y += 128;
  }
  for (; left > 0; left -= 16) {
    const a = v128.load(v);
    let to = parts;
    for (let n = indices; n < end; n += 4) {
      const one = f32x4.mul(a, v128.load(Y + <usize>load<i32>(n) * bytes));
      v128.store(to, isFirst ? one : f32x4.add(v128.load(to), one));
      to += 16;
    }
    isFirst = false;
    v += 16;
    Y += 16;
  }
  for (let to = parts, n = 0; n < count; n += 4) {
    v128.store(products, sumsOfLanes(v128.load(to), v128.load(to, 16), v128.load(to, 32), v128.load(to, 48)));
    to += 64;
    products += 16;
  }
}

/**
 * Adds Σ factor·y over `count` entries to the vector `sums`. Engines load all that a turn of a loop needs at its beginning, so
 * that more than six sums would not stay in registers.
 */
export function addMultiples(
  factors: usize,
  Y: usize,
  bytes: usize,
  indices: usize,
  count: i32,
  sums: usize,
): void {
  const end = indices + ((<usize>count) << 2);
  let left = bytes;
  for (; left >= 96; left -= 96) {
    let a = v128.load(sums);
    let b = v128.load(sums, 16);
    let c = v128.load(sums, 32);
    let d = v128.load(sums, 48);
    let e = v128.load(sums, 64);
    let f = v128.load(sums, 80);
    let at = factors;
    for (let n = indices; n < end; n += 4) {
      const y = Y + <usize>load<i32>(n) * bytes;
      const factor = v128.load32_splat(at);
      a = plus(a, factor, v128.load(y));
      b = plus(b, factor, v128.load(y, 16));
      c = plus(c, factor, v128.load(y, 32));
      d = plus(d, factor, v128.load(y, 48));
      e = plus(e, factor, v128.load(y, 64));
      f = plus(f, factor, v128.load(y, 80));
      at += 4;
    }
    v128.store(sums, a);
    v128.store(sums, b, 16);
    v128.store(sums, c, 32);
    v128.store(sums, d, 48);
    v128.store(sums, e, 64);
    v128.store(sums, f, 80);
    sums += 96;
    Y += 96;
  }
  for (; left >= 64; left -= 64) {
    let a = v128.load(sums);
    let b = v128.load(sums, 16);
    let c = v128.load(sums, 32);
    let d = v128.load(sums, 48);
    let at = factors;
    for (let n = indices; n < end; n += 4) {
      const y = Y + <usize>load<i32>(n) * bytes;
      const factor = v128.load32_splat(at);
      a = plus(a, factor, v128.load(y));
      b = plus(b, factor, v128.load(y, 16));
      c = plus(c, factor, v128.load(y, 32));
      d = plus(d, factor, v128.load(y, 48));
      at += 4;
    }
    v128.store(sums, a);
    v128.store(sums, b, 16);
    v128.store(sums, c, 32);
    v128.store(sums, d, 48);
    sums += 64;
    Y += 64;
  }
  for (; left >= 16; left -= 16) {
    let a = v128.load(sums);
    let at = factors;
    for (let n = indices; n < end; n += 4) {
      const y = Y + <usize>load<i32>(n) * bytes;
      const factor = v128.load32_splat(at);
      a = plus(a, factor, v128.load(y));
      at += 4;
    }
    v128.store(sums, a);
    sums += 16;
    Y += 16;
  }
}
