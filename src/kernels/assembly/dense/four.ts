// Vectors of four 32-bit floats.

/** a + x·y. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function plus(a: v128, x: v128, y: v128): v128 {
  return f32x4.add(a, f32x4.mul(x, y));
}

/** The sums of the lanes of a, b, c and d. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function sumsOfLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/** Zeros in place of all lanes but the first `count`, which may be more than four. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function firstLanes(four: v128, count: i32): v128 {
  return count < 4 ? v128.and(four, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))) : four;
}

/** Both pairs of four numbers, added in 64 bits. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function pairOf(four: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(four), highPair(four));
}

/** The last two of four numbers, in 64 bits. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function highPair(four: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 2, 3));
}
