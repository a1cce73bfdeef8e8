// Vectors of 32-bit floats, whose lengths are multiples of four: the rest is filled with zeros, which stay zeros.

/** x·y, in four sums of every fourth product each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function dot(x: usize, y: usize, bytes: usize): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  const pairs = bytes & ~31;
  let at: usize = 0;
  for (; at < pairs; at += 32) {
    a = f32x4.add(a, f32x4.mul(v128.load(x + at), v128.load(y + at)));
    b = f32x4.add(b, f32x4.mul(v128.load(x + at, 16), v128.load(y + at, 16)));
  }
  if (at < bytes) a = f32x4.add(a, f32x4.mul(v128.load(x + at), v128.load(y + at)));
  a = f32x4.add(a, b);
  return (
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3))
  );
}
