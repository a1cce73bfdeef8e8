// Vectors of 64-bit floats.

/** The sum of both numbers of a pair. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function sumOfPair(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Writes zeros: `bytes` of them, a multiple of 16. What is built in calls the engine, which costs more for so few. */
export function clear(x: usize, bytes: usize): void {
  for (const end = x + bytes; x < end; x += 16) v128.store(x, f64x2.splat(0));
}

/** Copies `bytes` bytes, a multiple of 16. */
export function copyVector(x: usize, bytes: usize, to: usize): void {
  for (const end = x + bytes; x < end; x += 16) {
    v128.store(to, v128.load(x));
    to += 16;
  }
}

/** x·y of `count` numbers. */
export function dot64(x: usize, y: usize, count: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let n = 0;
  for (; n + 3 < count; n += 4) {
    a = f64x2.add(a, f64x2.mul(v128.load(x), v128.load(y)));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    x += 32;
    y += 32;
  }
  a = f64x2.add(a, b);
  let sum = sumOfPair(a);
  for (; n < count; n++) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** y += factor·x for `count` numbers. */
export function addMultiple64(factor: f64, x: usize, y: usize, count: i32): void {
  const factors = f64x2.splat(factor);
  let n = 0;
  for (; n + 3 < count; n += 4) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factors, v128.load(x))));
    v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(factors, v128.load(x, 16))), 16);
    x += 32;
    y += 32;
  }
  for (; n + 1 < count; n += 2) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factors, v128.load(x))));
    x += 16;
    y += 16;
  }
  if (n < count) store<f64>(y, load<f64>(y) + factor * load<f64>(x));
}

/** x *= factor for `count` numbers. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function scale64(factor: f64, x: usize, count: i32): void {
  const factors = f64x2.splat(factor);
  let n = 0;
  for (; n + 1 < count; n += 2) {
    v128.store(x, f64x2.mul(factors, v128.load(x)));
    x += 16;
  }
  if (n < count) store<f64>(x, load<f64>(x) * factor);
}

/** Writes a·x + b·y, of an even count of numbers. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function combine64(a: f64, x: usize, b: f64, y: usize, bytes: usize, to: usize): void {
  const as = f64x2.splat(a);
  const bs = f64x2.splat(b);
  for (const end = to + bytes; to < end; to += 16) {
    v128.store(to, f64x2.add(f64x2.mul(as, v128.load(x)), f64x2.mul(bs, v128.load(y))));
    x += 16;
    y += 16;
  }
}

/** Writes a·x + b·y, of an even count of numbers, to x. Returns the product of that with y. */
export function combineAndMultiply64(a: f64, x: usize, b: f64, y: usize, bytes: usize): f64 {
  const as = f64x2.splat(a);
  const bs = f64x2.splat(b);
  let sum = f64x2.splat(0);
  for (const end = x + bytes; x < end; x += 16) {
    const other = v128.load(y);
    const both = f64x2.add(f64x2.mul(as, v128.load(x)), f64x2.mul(bs, other));
    v128.store(x, both);
    sum = f64x2.add(sum, f64x2.mul(both, other));
    y += 16;
  }
  return sumOfPair(sum);
}

/**
 * A step of conjugate gradients, for vectors of a multiple of 16 bytes: solution += length·direction, and residual −=
 * length·product. Returns |residual|².
 */
export function step64(
  length: f64,
  direction: usize,
  solution: usize,
  product: usize,
  residual: usize,
  bytes: usize,
): f64 {
  const lengths = f64x2.splat(length);
  let sum = f64x2.splat(0);
  for (const end = direction + bytes; direction < end; direction += 16) {
    v128.store(solution, f64x2.add(v128.load(solution), f64x2.mul(lengths, v128.load(direction))));
    const left = f64x2.sub(v128.load(residual), f64x2.mul(lengths, v128.load(product)));
    v128.store(residual, left);
    sum = f64x2.add(sum, f64x2.mul(left, left));
    solution += 16;
    product += 16;
    residual += 16;
  }
  return sumOfPair(sum);
}

/** Writes an even count of 32-bit numbers as 64-bit ones. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function widen64(x: usize, count: i32, to: usize): void {
  for (let t = 0; t < count; t += 2) {
    v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(x)));
    x += 8;
    to += 16;
  }
}

/** Writes factor·x, of an even count of numbers, as 32-bit ones. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function narrow64(factor: f64, x: usize, count: i32, to: usize): void {
  const factors = f64x2.splat(factor);
  for (let t = 0; t < count; t += 2) {
    v128.store64_lane(to, f32x4.demote_f64x2_zero(f64x2.mul(factors, v128.load(x))), 0);
    x += 16;
    to += 8;
  }
}
