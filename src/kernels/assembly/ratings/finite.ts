// Whether numbers are finite.

/**
 * One task: writes 0 to `sums[task]` where `perTask` 32-bit floats are finite, else NaN. `length` is rounded up to a multiple
 * of four; behind the numbers there are zeros.
 */
export function finiteness(
  numbers: usize,
  length: i32,
  perTask: i32,
  sums: usize,
  task: i32,
  _thread: i32,
): void {
  const zero = f32x4.splat(0);
  let first = zero;
  let second = zero;
  let at = numbers + (<usize>(task * perTask) << 2);
  const end = min(at + (<usize>perTask << 2), numbers + (<usize>((length + 3) & ~3) << 2));
  // x·0 is NaN unless x is finite.
  for (; at + 32 <= end; at += 32) {
    first = f32x4.add(first, f32x4.mul(v128.load(at), zero));
    second = f32x4.add(second, f32x4.mul(v128.load(at, 16), zero));
  }
  if (at < end) first = f32x4.add(first, f32x4.mul(v128.load(at), zero));
  const sum = f32x4.add(first, second);
  const low = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
  store<f64>(sums + (<usize>task << 3), low + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
}
