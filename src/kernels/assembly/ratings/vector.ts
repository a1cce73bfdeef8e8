// Vectors of 32-bit floats, whose lengths are multiples of four: the rest is filled with zeros, which stay zeros.

/** x·y, in four sums of every fourth vector of four products each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function dot(x: usize, y: usize, bytes: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  const fours = bytes & ~63;
  let at: usize = 0;
  for (; at < fours; at += 64) {
    a = f32x4.add(a, f32x4.mul(v128.load(x + at), v128.load(y + at)));
    b = f32x4.add(b, f32x4.mul(v128.load(x + at, 16), v128.load(y + at, 16)));
    c = f32x4.add(c, f32x4.mul(v128.load(x + at, 32), v128.load(y + at, 32)));
    d = f32x4.add(d, f32x4.mul(v128.load(x + at, 48), v128.load(y + at, 48)));
  }
  for (; at < bytes; at += 16) a = f32x4.add(a, f32x4.mul(v128.load(x + at), v128.load(y + at)));
  return sumOfLanes(f32x4.add(f32x4.add(a, c), f32x4.add(b, d)));
}

/** The sum of the four numbers of a vector. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function sumOfLanes(a: v128): f32 {
  return (
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3))
  );
}

/**
 * x += step·y − shrink·x and y += step·x − shrink·y, both from the numbers before. To multiply by 1 − shrink instead would
 * round it, to the same side each time.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function descend(x: usize, y: usize, bytes: usize, shrink: f32, step: f32): void {
  const shrinks = f32x4.splat(shrink);
  const steps = f32x4.splat(step);
  const pairs = bytes & ~31;
  let at: usize = 0;
  for (; at < pairs; at += 32) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    const c = v128.load(x + at, 16);
    const d = v128.load(y + at, 16);
    v128.store(x + at, moved(a, b, steps, shrinks));
    v128.store(y + at, moved(b, a, steps, shrinks));
    v128.store(x + at, moved(c, d, steps, shrinks), 16);
    v128.store(y + at, moved(d, c, steps, shrinks), 16);
  }
  if (at < bytes) {
    const a = v128.load(x + at);
    const b = v128.load(y + at);
    v128.store(x + at, moved(a, b, steps, shrinks));
    v128.store(y + at, moved(b, a, steps, shrinks));
  }
}

/** a + (steps·b − shrinks·a). */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function moved(a: v128, b: v128, steps: v128, shrinks: v128): v128 {
  return f32x4.add(a, f32x4.sub(f32x4.mul(steps, b), f32x4.mul(shrinks, a)));
}

/** The products of x with four other vectors. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function productsWithFour(
  x: usize,
  first: usize,
  second: usize,
  third: usize,
  fourth: usize,
  bytes: usize,
): v128 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const own = v128.load(x + at);
    a = f32x4.add(a, f32x4.mul(own, v128.load(first + at)));
    b = f32x4.add(b, f32x4.mul(own, v128.load(second + at)));
    c = f32x4.add(c, f32x4.mul(own, v128.load(third + at)));
    d = f32x4.add(d, f32x4.mul(own, v128.load(fourth + at)));
  }
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/** Takes four steps of x, each with another vector, as `descend` does; all are from the numbers before. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function descendFour(
  x: usize,
  first: usize,
  second: usize,
  third: usize,
  fourth: usize,
  bytes: usize,
  shrink: f32,
  steps: v128,
): void {
  const shrinks = f32x4.splat(shrink);
  const s = i32x4.shuffle(steps, steps, 0, 0, 0, 0);
  const t = i32x4.shuffle(steps, steps, 1, 1, 1, 1);
  const u = i32x4.shuffle(steps, steps, 2, 2, 2, 2);
  const v = i32x4.shuffle(steps, steps, 3, 3, 3, 3);
  const four = f32x4.splat(4 * shrink);
  for (let at: usize = 0; at < bytes; at += 16) {
    const own = v128.load(x + at);
    const a = v128.load(first + at);
    const b = v128.load(second + at);
    const c = v128.load(third + at);
    const d = v128.load(fourth + at);
    const ab = f32x4.add(f32x4.mul(s, a), f32x4.mul(t, b));
    const cd = f32x4.add(f32x4.mul(u, c), f32x4.mul(v, d));
    v128.store(x + at, f32x4.add(own, f32x4.sub(f32x4.add(ab, cd), f32x4.mul(four, own))));
    v128.store(first + at, moved(a, own, s, shrinks));
    v128.store(second + at, moved(b, own, t, shrinks));
    v128.store(third + at, moved(c, own, u, shrinks));
    v128.store(fourth + at, moved(d, own, v, shrinks));
  }
}
