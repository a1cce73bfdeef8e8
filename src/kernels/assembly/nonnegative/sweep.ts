import { gramPart } from "../panels/gram";
import { COLUMN, intoStrips, product } from "../panels/product";
import { rowErrors } from "../panels/row-errors";
import { coordinateTurn, multiplicativeTurn } from "./turns";

/**
 * One task of an iteration for D ≈ L·U ≥ 0 and squared errors, in four rounds of `parts` tasks: G = U·Uᵀ; panels of L;
 * G = Lᵀ·L; panels of Uᵀ. Arrays and sums as in `gradientDescent`; `scratch` has room for one panel more for each thread.
 */
export function nonnegativeSweep(
  D: usize,
  Dt: usize,
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
  parts: i32,
  mostL: i32,
  mostU: i32,
  penaltyL: f64,
  penaltyU: f64,
  multiplies: i32,
  task: i32,
  thread: i32,
): void {
  const isL = task < 2 * parts;
  const part = task % parts;
  if (((task / parts) & 1) == 0) {
    gramPart(isL ? U : L, isL ? columns : rows, width, part, parts, G);
    return;
  }
  const ofX = (<usize>width) * COLUMN;
  const N = scratch + (<usize>thread) * (<usize>max<i32>(mostL, mostU) + 1) * ofX;
  const own = isL ? rows : columns;
  const other = isL ? columns : rows;
  const most = isL ? mostL : mostU;
  const from = part * most;
  const count = min<i32>(most, (own + 5) / 6 - from);
  const penalty = isL ? penaltyL : penaltyU;
  let sum: f64 = 0;
  if (count > 0) {
    const d = (isL ? D : Dt) + (<usize>from) * (<usize>other) * COLUMN;
    product(d, isL ? stripsU : stripsL, count, other, width, N);
    let x = (isL ? L : U) + (<usize>from) * ofX;
    let n = N;
    for (let p = from; p < from + count; p++) {
      if (multiplies) multiplicativeTurn(x, n, G, width, features, penalty, N + (<usize>count) * ofX);
      else coordinateTurn(x, n, G, width, features, penalty);
      if (isL) intoStrips(x, width, 6 * p, rows, stripsL);
      else sum += rowErrors(x, n, G, width, features);
      x += ofX;
      n += ofX;
    }
  }
  if (!isL) store<f64>(sums + ((<usize>part) << 3), sum);
}
