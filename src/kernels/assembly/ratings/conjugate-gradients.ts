// What the conjugate gradients of both alternating least squares share. Sums over entries are of 32-bit floats; each block of
// them is then added up in 64-bit floats, so that long rows lose nothing.
import { highPair } from "../dense/four";
import { narrow64 } from "../dense/vector";

/** Terms that are summed up in 32-bit floats: of vectors, and of numbers. Multiples of a block of entries. */
export const FLUSHED: i32 = 128;
export const FLUSHED_NUMBERS: i32 = 64;

/** sums += acc, which becomes zeros. */
export function flush(acc: usize, bytes: usize, sums: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const four = v128.load(acc + at);
    const to = sums + 2 * at;
    v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(four)));
    v128.store(to, f64x2.add(v128.load(to, 16), highPair(four)), 16);
    v128.store(acc + at, f32x4.splat(0));
  }
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
