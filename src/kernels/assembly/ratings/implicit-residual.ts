// What is left of a row's equations of implicit feedback, in 64-bit floats.
import { BLOCK } from "./entries";
import { addWideMultiples, wideProductsWith } from "./entries-wide";

/** Subtracts Gx from r: G has `width` rows of as many numbers, a multiple of four, and is symmetric. */
export function subtractTimes(G: usize, x: usize, width: i32, r: usize): void {
  const bytes = (<usize>width) << 3;
  for (let t: usize = 0; t < bytes; t += 32) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    let row = G + t;
    for (let s = x; s < x + bytes; s += 16) {
      const first = v128.load64_splat(s);
      a = f64x2.add(a, f64x2.mul(first, v128.load(row)));
      b = f64x2.add(b, f64x2.mul(first, v128.load(row, 16)));
      row += bytes;
      const second = v128.load64_splat(s, 8);
      c = f64x2.add(c, f64x2.mul(second, v128.load(row)));
      d = f64x2.add(d, f64x2.mul(second, v128.load(row, 16)));
      row += bytes;
    }
    v128.store(r + t, f64x2.sub(v128.load(r + t), f64x2.add(a, c)));
    v128.store(r + t, f64x2.sub(v128.load(r + t, 16), f64x2.add(b, d)), 16);
  }
}

/**
 * Adds Σ (1 + value − value·(x·y))·y over `count` entries to r. A row of Y has `bytes` bytes of 32-bit floats; x and r are of
 * 64-bit ones. There are `WIDE_SCRATCH` bytes at `scratch`.
 */
export function addResidual(
  Y: usize,
  bytes: usize,
  indices: usize,
  values: usize,
  entries: i32,
  x: usize,
  r: usize,
  scratch: usize,
): void {
  for (let first = 0; first < entries; first += BLOCK) {
    const count = min(BLOCK, entries - first);
    const at = <usize>first << 2;
    wideProductsWith(x, Y, bytes, indices + at, count, scratch);
    for (let n = 0; n < count; n++) {
      const value: f64 = load<f32>(values + at + (n << 2));
      const here = scratch + (n << 3);
      store<f64>(here, 1 + value - value * load<f64>(here));
    }
    addWideMultiples(scratch, Y, bytes, indices + at, count, r);
  }
}
