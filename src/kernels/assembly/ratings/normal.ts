// Standard normal numbers; the readable form is test/kernels/row-noise.ts.
import { nextState, stateOf } from "./random";

// @ts-ignore: a decorator of AssemblyScript
@external("env", "log")
declare function log(x: f64): f64;

/** A number from [−1, 1) in steps of 2⁻⁵². */
// @ts-ignore: a decorator of AssemblyScript
@inline
function uniform(state: u64): f64 {
  return <f64>((state * 0x2545f4914f6cdd1d) >> 11) * 2.220446049250313e-16 - 1;
}

/** Adds `count` standard normal numbers, those of a seed and a row. @see Marsaglia & Bray 1964, the polar method */
export function addNormals(seed: u32, row: u32, count: i32, to: usize): void {
  let state = stateOf(seed, row);
  for (let n = 0; n < count; n += 2) {
    let x: f64;
    let y: f64;
    let square: f64;
    do {
      state = nextState(state);
      x = uniform(state);
      state = nextState(state);
      y = uniform(state);
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const scale = sqrt((-2 * log(square)) / square);
    store<f64>(to, load<f64>(to) + x * scale);
    if (n + 1 < count) store<f64>(to, load<f64>(to, 8) + y * scale, 8);
    to += 16;
  }
}
