import { placeFactors, takeBackL, takeBackU } from "../panels/factors";
import { gramPart } from "../panels/gram";
import { COLUMN, intoStrips, product } from "../panels/product";
import { rowErrors } from "../panels/row-errors";
import { coordinateTurn, multiplicativeTurn } from "./turns";

/**
 * One task of an iteration for D ≈ L·U ≥ 0 and squared errors. Rounds, arrays and sums are those of `gradientDescent`;
 * `scratch` has room for two panels more for each thread.
 */
export function nonnegativeSweep(
  D: usize,
  Dt: usize,
  rowsL: usize,
  rowsU: usize,
  L: usize,
  U: usize,
  stripsL: usize,
  stripsU: usize,
  G: usize,
  scratch: usize,
  sums: usize,
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
  multiplies: i32,
  task: i32,
  thread: i32,
): void {
  let part = task;
  if (part < places) {
    placeFactors(rowsL, rowsU, L, U, stripsU, 0, rows, columns, width, features, places, part);
    return;
  }
  part -= places;
  const grams = width / 3;
  if (part < grams) {
    gramPart(U, columns, width, part, G);
    return;
  }
  part -= grams;
  const isL = part < partsL;
  if (!isL) {
    part -= partsL;
    if (part < grams) {
      gramPart(L, rows, width, part, G);
      return;
    }
    part -= grams;
  }
  const ofX = (<usize>width) * COLUMN;
  const N = scratch + (<usize>thread) * (<usize>max<i32>(mostL, mostU) + 2) * ofX;
  const own = isL ? rows : columns;
  const other = isL ? columns : rows;
  const most = isL ? mostL : mostU;
  const from = part * most;
  const count = min<i32>(most, (own + 5) / 6 - from);
  const penalty = isL ? penaltyL : penaltyU;
  product((isL ? D : Dt) + (<usize>from) * (<usize>other) * COLUMN, isL ? stripsU : stripsL, count, other, width, features, N);
  let sum: f64 = 0;
  let x = (isL ? L : U) + (<usize>from) * ofX;
  let n = N;
  for (let p = from; p < from + count; p++) {
    if (((p - from) & 1) == 0) {
      const second = p + 1 < from + count ? ofX : 0;
      if (multiplies) multiplicativeTurn(x, n, second, G, width, features, penalty, N + (<usize>count) * ofX);
      else coordinateTurn(x, n, second, G, width, features, penalty);
    }
    if (isL) {
      intoStrips(x, width, 6 * p, rows, stripsL);
      takeBackL(x, p, rows, features, rowsL);
    } else {
      sum += rowErrors(x, n, G, width, features);
      takeBackU(x, p, columns, features, rowsU);
    }
    x += ofX;
    n += ofX;
  }
  if (!isL) store<f64>(sums + ((<usize>part) << 3), sum);
}
