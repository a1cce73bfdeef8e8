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
