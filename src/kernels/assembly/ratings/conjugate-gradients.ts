// What the conjugate gradients of both alternating least squares share: sums over the entries of a row, in 32-bit floats,
// four entries at a time. Each block of sums is then added up in 64-bit floats, so that long rows lose nothing.

import { narrow64 } from "../dense/vector";

/** Terms that are summed up in 32-bit floats. */
const BLOCK: i32 = 128;

/** acc += c₀·y₀ + c₁·y₁ + c₂·y₂ + c₃·y₃. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function addFour(c: v128, y0: usize, y1: usize, y2: usize, y3: usize, bytes: usize, acc: usize): void {
  const c0 = i32x4.shuffle(c, c, 0, 0, 0, 0);
  const c1 = i32x4.shuffle(c, c, 1, 1, 1, 1);
  const c2 = i32x4.shuffle(c, c, 2, 2, 2, 2);
  const c3 = i32x4.shuffle(c, c, 3, 3, 3, 3);
  const end = acc + bytes;
  let one: v128;
  let two: v128;
  for (const whole = acc + (bytes & ~31); acc < whole; acc += 32) {
    one = f32x4.add(f32x4.mul(c0, v128.load(y0)), f32x4.mul(c1, v128.load(y1)));
    two = f32x4.add(f32x4.mul(c2, v128.load(y2)), f32x4.mul(c3, v128.load(y3)));
    v128.store(acc, f32x4.add(v128.load(acc), f32x4.add(one, two)));
    one = f32x4.add(f32x4.mul(c0, v128.load(y0, 16)), f32x4.mul(c1, v128.load(y1, 16)));
    two = f32x4.add(f32x4.mul(c2, v128.load(y2, 16)), f32x4.mul(c3, v128.load(y3, 16)));
    v128.store(acc, f32x4.add(v128.load(acc, 16), f32x4.add(one, two)), 16);
    y0 += 32;
    y1 += 32;
    y2 += 32;
    y3 += 32;
  }
  if (acc < end) {
    one = f32x4.add(f32x4.mul(c0, v128.load(y0)), f32x4.mul(c1, v128.load(y1)));
    two = f32x4.add(f32x4.mul(c2, v128.load(y2)), f32x4.mul(c3, v128.load(y3)));
    v128.store(acc, f32x4.add(v128.load(acc), f32x4.add(one, two)));
  }
}

/** sums += acc, which becomes zeros. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function flush(acc: usize, bytes: usize, sums: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const four = v128.load(acc + at);
    const to = sums + 2 * at;
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 2, 3));
    v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(four)));
    v128.store(to, f64x2.add(v128.load(to, 16), high), 16);
    v128.store(acc + at, f32x4.splat(0));
  }
}

/** Adds Gᵀ·v to the sums: G has rows of `bytes` bytes, v as many numbers. `acc` holds zeros, before and after. */
export function addTimesGram(G: usize, v: usize, bytes: usize, acc: usize, sums: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const row = G + (at >> 2) * bytes;
    addFour(v128.load(v + at), row, row + bytes, row + 2 * bytes, row + 3 * bytes, bytes, acc);
    if ((at & (4 * BLOCK - 1)) === 4 * BLOCK - 16) flush(acc, bytes, sums);
  }
  flush(acc, bytes, sums);
}

/** What a term of a row's sums is, for the product s = v·y of an entry. */
export const IMPLICIT_RESIDUAL: i32 = 0;
export const IMPLICIT_PRODUCT: i32 = 1;
export const BIASED_RESIDUAL: i32 = 2;
export const BIASED_PRODUCT: i32 = 3;

/** Σ c and Σ c² of the last call of {@link addEntries}. */
export let sumOfFactors: f64 = 0;
export let sumOfSquares: f64 = 0;

/**
 * Adds Σ c·y over a row's entries to the sums. c is 1 + value − value·s and value·s for implicit feedback; with
 * s + bias in place of s, it is value − otherBias − s and s for ratings.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function addEntries(
  kind: i32,
  indices: usize,
  values: usize,
  from: i32,
  to: i32,
  Y: usize,
  others: usize,
  bias: f32,
  v: usize,
  bytes: usize,
  acc: usize,
  sums: usize,
): void {
  sumOfFactors = 0;
  sumOfSquares = 0;
  for (let block = from; block < to; block += BLOCK) {
    const end = min(block + BLOCK, to);
    let factors = f32x4.splat(0);
    let squares = f32x4.splat(0);
    for (let n = block; n < end; n += 4) {
      const left = end - n;
      const at = indices + (<usize>n << 2);
      const i0 = load<i32>(at);
      // Where fewer than four entries are left, the first stands for the rest, times 0.
      const i1 = left > 1 ? load<i32>(at, 4) : i0;
      const i2 = left > 2 ? load<i32>(at, 8) : i0;
      const i3 = left > 3 ? load<i32>(at, 12) : i0;
      const y0 = Y + <usize>i0 * bytes;
      const y1 = Y + <usize>i1 * bytes;
      const y2 = Y + <usize>i2 * bytes;
      const y3 = Y + <usize>i3 * bytes;
      let s = fourDots(v, y0, y1, y2, y3, bytes);
      const value = v128.load(values + (<usize>n << 2));
      let c: v128;
      if (kind === IMPLICIT_RESIDUAL) {
        c = f32x4.add(f32x4.splat(1), f32x4.sub(value, f32x4.mul(value, s)));
      } else if (kind === IMPLICIT_PRODUCT) {
        c = f32x4.mul(value, s);
      } else {
        s = f32x4.add(s, f32x4.splat(bias));
        if (kind === BIASED_PRODUCT) {
          c = s;
        } else {
          let own = f32x4.splat(load<f32>(others + (<usize>i0 << 2)));
          own = f32x4.replace_lane(own, 1, load<f32>(others + (<usize>i1 << 2)));
          own = f32x4.replace_lane(own, 2, load<f32>(others + (<usize>i2 << 2)));
          own = f32x4.replace_lane(own, 3, load<f32>(others + (<usize>i3 << 2)));
          c = f32x4.sub(f32x4.sub(value, own), s);
        }
      }
      if (left < 4) c = v128.and(c, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left)));
      if (kind >= BIASED_RESIDUAL) factors = f32x4.add(factors, c);
      if (kind === BIASED_RESIDUAL) squares = f32x4.add(squares, f32x4.mul(c, c));
      addFour(c, y0, y1, y2, y3, bytes, acc);
    }
    flush(acc, bytes, sums);
    if (kind >= BIASED_RESIDUAL) sumOfFactors += lanes(factors);
    if (kind === BIASED_RESIDUAL) sumOfSquares += lanes(squares);
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function lanes(x: v128): f64 {
  return (
    <f64>f32x4.extract_lane(x, 0) +
    <f64>f32x4.extract_lane(x, 1) +
    (<f64>f32x4.extract_lane(x, 2) + <f64>f32x4.extract_lane(x, 3))
  );
}

/** v·y for four vectors y. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function fourDots(v: usize, y0: usize, y1: usize, y2: usize, y3: usize, bytes: usize): v128 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  const end = v + bytes;
  let x: v128;
  for (const whole = v + (bytes & ~31); v < whole; v += 32) {
    x = v128.load(v);
    a = f32x4.add(a, f32x4.mul(x, v128.load(y0)));
    b = f32x4.add(b, f32x4.mul(x, v128.load(y1)));
    c = f32x4.add(c, f32x4.mul(x, v128.load(y2)));
    d = f32x4.add(d, f32x4.mul(x, v128.load(y3)));
    x = v128.load(v, 16);
    a = f32x4.add(a, f32x4.mul(x, v128.load(y0, 16)));
    b = f32x4.add(b, f32x4.mul(x, v128.load(y1, 16)));
    c = f32x4.add(c, f32x4.mul(x, v128.load(y2, 16)));
    d = f32x4.add(d, f32x4.mul(x, v128.load(y3, 16)));
    y0 += 32;
    y1 += 32;
    y2 += 32;
    y3 += 32;
  }
  if (v < end) {
    x = v128.load(v);
    a = f32x4.add(a, f32x4.mul(x, v128.load(y0)));
    b = f32x4.add(b, f32x4.mul(x, v128.load(y1)));
    c = f32x4.add(c, f32x4.mul(x, v128.load(y2)));
    d = f32x4.add(d, f32x4.mul(x, v128.load(y3)));
  }
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/** Numbers smaller than this have no finite reciprocal. */
const LEAST: f64 = 1e-300;

/**
 * Writes v, divided by its largest number or `bias`, as 32-bit floats, so that none of them overflows. Returns that number,
 * or 0 where there is none to divide by.
 */
export function narrowed(v: usize, bias: f64, count: i32, to: usize): f64 {
  let most = f64x2.splat(abs(bias));
  for (let t = 0; t < count; t += 2) most = f64x2.pmax(most, f64x2.abs(v128.load(v + (t << 3))));
  const largest = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  if (!(largest > LEAST)) return 0;
  narrow64(1 / largest, v, count, to);
  return largest;
}
