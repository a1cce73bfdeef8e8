// Vectors of 64-bit floats, whose lengths are even: an odd one is filled with a zero.

/** x·y, in four sums of every fourth product each. */
export function dot(x: usize, y: usize, bytes: usize): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  const pairs = bytes & ~31;
  let at: usize = 0;
  for (; at < pairs; at += 32) {
    a = f64x2.add(a, f64x2.mul(v128.load(x + at), v128.load(y + at)));
    b = f64x2.add(b, f64x2.mul(v128.load(x + at, 16), v128.load(y + at, 16)));
  }
  if (at < bytes) a = f64x2.add(a, f64x2.mul(v128.load(x + at), v128.load(y + at)));
  a = f64x2.add(a, b);
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}
