// Multiplicative updates for the Kullback–Leibler divergence; the readable form is src/numerics/nonnegative-known.ts.
import { sumOfPair } from "../dense/vector";
import { COLUMN, intoStrips, product, TRIPLE } from "../panels/product";
import { tile } from "../panels/squared-error";
import { intoTransposedStrips, placeFactors, takeBackL, takeBackU } from "../panels/factors";
import { divergenceTurn } from "./turns";

/** The natural logarithm. */
// @ts-ignore: a decorator of AssemblyScript
@external("env", "log")
declare function log(x: f64): f64;

/** Smaller products count as this much, so that no cell is divided by zero. */
export const LEAST_PRODUCT: f64 = 2.220446049250313e-16;

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

/** One of width ÷ 3 tasks that write the sums of Y's columns. */
function sumsPart(Y: usize, rows: i32, width: i32, part: i32, G: usize): void {
  for (let t = 3 * part; t < 3 * part + 3; t++)
    store<f64>(G + ((<usize>t) << 3), columnSum(Y, (rows + 5) / 6, width, t));
}

/**
 * One task of an iteration for D ≈ L·U ≥ 0 and the divergence. Rounds and arrays are those of `gradientDescent`; in place of
 * Gram matrices, G holds the sums of U's rows, then of L's columns. The transposes of L and Uᵀ are in strips as well.
 * `scratch` has room for `room` numbers for each thread.
 */
export function divergenceSweep(
  D: usize,
  Dt: usize,
  rowsL: usize,
  rowsU: usize,
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
  places: i32,
  partsL: i32,
  mostL: i32,
  mostU: i32,
  penaltyL: f64,
  penaltyU: f64,
  task: i32,
  thread: i32,
): void {
  let part = task;
  if (part < places) {
    placeFactors(rowsL, rowsU, L, U, stripsU, acrossU, rows, columns, width, features, places, part);
    return;
  }
  part -= places;
  const grams = width / 3;
  if (part < grams) {
    sumsPart(U, columns, width, part, G);
    return;
  }
  part -= grams;
  const isL = part < partsL;
  if (!isL) {
    part -= partsL;
    if (part < grams) {
      sumsPart(L, rows, width, part, G);
      return;
    }
    part -= grams;
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
    product(R, isL ? stripsU : stripsL, 1, other, width, features, up);
    divergenceTurn(x, up, G, features, isL ? penaltyL : penaltyU);
    if (isL) {
      intoStrips(x, width, 6 * p, rows, stripsL);
      intoTransposedStrips(x, width, 6 * p, rows, acrossL);
      takeBackL(x, p, rows, features, rowsL);
    } else {
      intoTransposedStrips(x, width, 6 * p, columns, acrossU);
      takeBackU(x, p, columns, features, rowsU);
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
