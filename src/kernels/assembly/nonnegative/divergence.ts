// Multiplicative updates for the Kullback–Leibler divergence; the readable form is src/numerics/nonnegative-known.ts.
import { sumOfPair } from "../dense/vector";
import { COLUMN, intoStrips, product, TRIPLE } from "../panels/product";
import { tile } from "../panels/squared-error";
import { divergenceTurn } from "./turns";

/** The natural logarithm. */
// @ts-ignore: a decorator of AssemblyScript
@external("env", "log")
declare function log(x: f64): f64;

/** Smaller products count as this much, so that no cell is divided by zero. */
const LEAST_PRODUCT: f64 = 2.220446049250313e-16;

/** The sum of column t of Y, which is in panels. */
function columnSum(Y: usize, panels: i32, width: i32, t: i32): f64 {
  let at = Y + (<usize>t) * COLUMN;
  let sum = f64x2.splat(0);
  for (let p = 0; p < panels; p++) {
    sum = f64x2.add(sum, f64x2.add(f64x2.add(v128.load(at), v128.load(at, 16)), v128.load(at, 32)));
    at += (<usize>width) * COLUMN;
  }
  return sumOfPair(sum);
}

/** Writes a panel of X into strips of its transpose (width × rows); `from` is its first row. */
function intoTransposedStrips(x: usize, width: i32, from: i32, rows: i32, strips: usize): void {
  const count = min<i32>(6, rows - from);
  for (let i = 0; i < count; i++) {
    const row = from + i;
    let to = strips + ((<usize>(row / 3)) * (<usize>width) * 3 + <usize>(row % 3)) * 8;
    let at = x + ((<usize>i) << 3);
    for (let t = 0; t < width; t++) {
      store<f64>(to, load<f64>(at));
      at += COLUMN;
      to += TRIPLE;
    }
  }
}

/** Writes the pulls D ÷ (X·Y) of a panel; Y (width × columns) is in strips, `n` has room for three columns. */
function pulls(d: usize, x: usize, Y: usize, columns: i32, width: i32, n: usize, R: usize): void {
  const least = f64x2.splat(LEAST_PRODUCT);
  for (let j = 0; j < columns; j += 3) {
    tile(x, width, Y, n);
    const bytes = (<usize>min<i32>(3, columns - j)) * COLUMN;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(R + at, f64x2.div(v128.load(d + at), f64x2.max(v128.load(n + at), least)));
    }
    d += 3 * COLUMN;
    R += 3 * COLUMN;
    Y += (<usize>width) * TRIPLE;
  }
}

/**
 * One task of an iteration for D ≈ L·U ≥ 0 and the divergence, in four rounds of `parts` tasks: the sums of U's rows;
 * panels of L; the sums of L's columns; panels of Uᵀ. L (rows × width) and Uᵀ (columns × width) are in panels, in strips,
 * and as their transposes in strips. `scratch` has room for `room` numbers for each thread.
 */
export function divergenceSweep(
  D: usize,
  Dt: usize,
  L: usize,
  U: usize,
  stripsL: usize,
  stripsU: usize,
  acrossL: usize,
  acrossU: usize,
  G: usize,
  scratch: usize,
  room: i32,
  rows: i32,
  columns: i32,
  width: i32,
  features: i32,
  parts: i32,
  mostL: i32,
  mostU: i32,
  penaltyL: f64,
  penaltyU: f64,
  task: i32,
  thread: i32,
): void {
  const isL = task < 2 * parts;
  const part = task % parts;
  if (((task / parts) & 1) == 0) {
    const count = ((isL ? columns : rows) + 5) / 6;
    for (let t = part; t < width; t += parts)
      store<f64>(G + ((<usize>t) << 3), columnSum(isL ? U : L, count, width, t));
    return;
  }
  const ofX = (<usize>width) * COLUMN;
  const n = scratch + (<usize>thread) * ((<usize>room) << 3);
  const up = n + 3 * COLUMN;
  const R = up + ofX;
  const other = isL ? columns : rows;
  const most = isL ? mostL : mostU;
  const end = min<i32>((part + 1) * most, ((isL ? rows : columns) + 5) / 6);
  for (let p = part * most; p < end; p++) {
    const x = (isL ? L : U) + (<usize>p) * ofX;
    const d = (isL ? D : Dt) + (<usize>p) * (<usize>other) * COLUMN;
    pulls(d, x, isL ? acrossU : acrossL, other, width, n, R);
    product(R, isL ? stripsU : stripsL, 1, other, width, up);
    divergenceTurn(x, up, G, features, isL ? penaltyL : penaltyU);
    if (isL) {
      intoStrips(x, width, 6 * p, rows, stripsL);
      intoTransposedStrips(x, width, 6 * p, rows, acrossL);
    } else {
      intoTransposedStrips(x, width, 6 * p, columns, acrossU);
    }
  }
}

/**
 * One task: writes Σ (D − X·Y)² of `most` panels to `sums[2·task]`, and Σ D·log(D ÷ X·Y) − D + X·Y behind it. Y (width ×
 * columns) is in strips; `scratch` has room for `room` numbers for each thread.
 */
export function divergence(
  D: usize,
  X: usize,
  Y: usize,
  scratch: usize,
  room: i32,
  sums: usize,
  rows: i32,
  columns: i32,
  width: i32,
  most: i32,
  task: i32,
  thread: i32,
): void {
  const n = scratch + (<usize>thread) * ((<usize>room) << 3);
  const end = min<i32>((task + 1) * most, (rows + 5) / 6);
  let squares: f64 = 0;
  let sum: f64 = 0;
  for (let p = task * most; p < end; p++) {
    const x = X + (<usize>p) * (<usize>width) * COLUMN;
    const d = D + (<usize>p) * (<usize>columns) * COLUMN;
    for (let j = 0; j < columns; j += 3) {
      tile(x, width, Y + (<usize>(j / 3)) * (<usize>width) * TRIPLE, n);
      const bytes = (<usize>min<i32>(3, columns - j)) * COLUMN;
      const from = d + (<usize>j) * COLUMN;
      for (let at: usize = 0; at < bytes; at += 8) {
        const value = load<f64>(from + at);
        const given = load<f64>(n + at);
        const error = value - given;
        squares += error * error;
        sum -= error;
        if (value > 0) sum += value * log(value / max<f64>(given, LEAST_PRODUCT));
      }
    }
  }
  store<f64>(sums + ((<usize>task) << 4), squares);
  store<f64>(sums + ((<usize>task) << 4), sum, 8);
}
