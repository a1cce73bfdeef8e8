// The numbers that factors start with, eight at a time: 32-bit random numbers that are widened to 64 bits.
import { mixed, stateOf } from "./random";

const PI: f32 = 3.1415927;
const LN2: f32 = 0.6931472;

// The state of four generators side by side. @see Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators",
// xoshiro128++
let s0: v128 = i32x4.splat(0);
let s1: v128 = i32x4.splat(0);
let s2: v128 = i32x4.splat(0);
let s3: v128 = i32x4.splat(0);

/** Four states in which each has well mixed bits of its own. */
function startAt(seed: u32, block: u32): void {
  const state = stateOf(seed, block);
  s0 = bitsOf(state);
  s1 = bitsOf(state + 1);
  s2 = bitsOf(state + 2);
  s3 = bitsOf(state + 3);
}

/** 128 well mixed bits, which are others for each number. */
function bitsOf(number: u64): v128 {
  return i64x2.replace_lane(i64x2.splat(mixed(2 * number)), 1, mixed(2 * number + 1));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function rotated(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/** The next number of 32 bits of each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function nextBits(): v128 {
  const bits = i32x4.add(rotated(i32x4.add(s0, s3), 7), s0);
  const shifted = i32x4.shl(s1, 9);
  s2 = v128.xor(s2, s0);
  s3 = v128.xor(s3, s1);
  s1 = v128.xor(s1, s2);
  s0 = v128.xor(s0, s3);
  s2 = v128.xor(s2, shifted);
  s3 = rotated(s3, 11);
  return bits;
}

/** √(−2 ln u), for four u from (0, 1]. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function radius(u: v128): v128 {
  // u = m·2^e, with m from √½ to √2; ln m is 2 artanh of s.
  const e = i32x4.shr_s(i32x4.sub(u, i32x4.splat(0x3f3504f3)), 23);
  const m = i32x4.sub(u, i32x4.shl(e, 23));
  const s = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)));
  const t = f32x4.mul(s, s);
  let series = f32x4.add(f32x4.splat(1.0 / 7.0), f32x4.mul(t, f32x4.splat(1.0 / 9.0)));
  series = f32x4.add(f32x4.splat(1.0 / 5.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(1.0 / 3.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(1), f32x4.mul(t, series));
  const logarithm = f32x4.add(
    f32x4.mul(f32x4.convert_i32x4_s(e), f32x4.splat(LN2)),
    f32x4.mul(f32x4.add(s, s), series),
  );
  return f32x4.sqrt(f32x4.max(f32x4.splat(0), f32x4.mul(f32x4.splat(-2), logarithm)));
}

/** sin x, for four x within ± π ÷ 4; `t` are their squares. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function sineOf(x: v128, t: v128): v128 {
  let series = f32x4.add(f32x4.splat(-1.0 / 5040.0), f32x4.mul(t, f32x4.splat(1.0 / 362880.0)));
  series = f32x4.add(f32x4.splat(1.0 / 120.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(-1.0 / 6.0), f32x4.mul(t, series));
  return f32x4.mul(x, f32x4.add(f32x4.splat(1), f32x4.mul(t, series)));
}

/** cos x, as {@link sineOf}. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function cosineOf(t: v128): v128 {
  let series = f32x4.add(f32x4.splat(-1.0 / 720.0), f32x4.mul(t, f32x4.splat(1.0 / 40320.0)));
  series = f32x4.add(f32x4.splat(1.0 / 24.0), f32x4.mul(t, series));
  series = f32x4.add(f32x4.splat(-1.0 / 2.0), f32x4.mul(t, series));
  return f32x4.add(f32x4.splat(1), f32x4.mul(t, series));
}

/** Writes four numbers, times `scale`, as 64-bit floats. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function storeFour(to: usize, four: v128, scale: v128): void {
  v128.store(to, f64x2.mul(scale, f64x2.promote_low_f32x4(four)));
  v128.store(to, f64x2.mul(scale, f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 2, 3))), 16);
}

/**
 * One task: writes `perTask` numbers, a multiple of eight, drawn from N(0, deviation²). Block after block of them has a
 * generator of its own; the first task has block `first`. @see Box & Muller 1958
 */
export function drawNormal(
  to: usize,
  perTask: i32,
  first: i32,
  deviation: f64,
  seed: u32,
  task: i32,
  _thread: i32,
): void {
  startAt(seed, first + task);
  const scale = f64x2.splat(deviation);
  const half = f32x4.splat(0.5);
  let at = to + ((<usize>task * perTask) << 3);
  for (const end = at + (<usize>perTask << 3); at < end; at += 64) {
    const u = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(nextBits()), half), f32x4.splat(2.3283064e-10));
    const r = radius(u);
    // An angle within ± π ÷ 4, of which the last two bits make one of the whole circle.
    const bits = nextBits();
    const x = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shl(bits, 2)), f32x4.splat(PI / 2 * 2.3283064e-10));
    const t = f32x4.mul(x, x);
    const sine = sineOf(x, t);
    const cosine = cosineOf(t);
    const swap = i32x4.shr_s(i32x4.shl(bits, 1), 31);
    const signed = v128.xor(r, v128.and(bits, i32x4.splat(0x80000000)));
    storeFour(at, f32x4.mul(signed, v128.bitselect(sine, cosine, swap)), scale);
    storeFour(at + 32, f32x4.mul(signed, v128.bitselect(cosine, sine, swap)), scale);
  }
}

/** One task, as that of `drawNormal`: numbers drawn evenly from (low, low + width). */
export function drawEven(
  to: usize,
  perTask: i32,
  first: i32,
  low: f64,
  width: f64,
  seed: u32,
  task: i32,
  _thread: i32,
): void {
  startAt(seed, first + task);
  const lowest = f64x2.splat(low);
  const scale = f64x2.splat(width * 1.1920928955078125e-7);
  const half = f64x2.splat(0.5);
  let at = to + ((<usize>task * perTask) << 3);
  for (const end = at + (<usize>perTask << 3); at < end; at += 32) {
    // The middles of 2²³ equal parts: neither end is among them.
    const parts = i32x4.shr_u(nextBits(), 9);
    const more = i32x4.shuffle(parts, parts, 2, 3, 2, 3);
    const a = f64x2.add(f64x2.convert_low_i32x4_u(parts), half);
    const b = f64x2.add(f64x2.convert_low_i32x4_u(more), half);
    v128.store(at, f64x2.add(lowest, f64x2.mul(scale, a)));
    v128.store(at, f64x2.add(lowest, f64x2.mul(scale, b)), 16);
  }
}
