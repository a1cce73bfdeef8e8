// The Gauss–Seidel sweep of gradient descent by Gram matrices; the readable form is src/numerics/gradient-sweep.ts.
import { COLUMN, intoStrips, product } from "../panels/product";
import { placeFactors, takeBackL, takeBackU } from "../panels/factors";
import { gramPart } from "../panels/gram";
import { rowErrors } from "../panels/row-errors";

/** Writes x + scale·(a − penalty·x). */
// @ts-ignore: a decorator of AssemblyScript
@inline
function step(x: usize, a: v128, scales: v128, penalties: v128): void {
  const own = v128.load(x);
  v128.store(x, f64x2.add(own, f64x2.mul(scales, f64x2.sub(a, f64x2.mul(penalties, own)))));
}

/**
 * A panel of X: each entry in turn gains scale·(N[t] − X·G[t] − penalty·X[t]), with all earlier ones updated. So does the
 * panel that begins `second` bytes later, as does its N; neither then waits for its own sums. It may be the same panel.
 */
function turn(
  x: usize,
  n: usize,
  second: usize,
  G: usize,
  width: i32,
  features: i32,
  scale: f64,
  penalty: f64,
): void {
  const scales = f64x2.splat(scale);
  const penalties = f64x2.splat(penalty);
  const end = x + (<usize>features) * COLUMN;
  for (let own = x; own < end; own += COLUMN) {
    let a0 = v128.load(n);
    let a1 = v128.load(n, 16);
    let a2 = v128.load(n, 32);
    let b0 = v128.load(n + second);
    let b1 = v128.load(n + second, 16);
    let b2 = v128.load(n + second, 32);
    let g = G;
    for (let at = x; at < end; at += COLUMN) {
      const z = v128.load64_splat(g);
      a0 = f64x2.sub(a0, f64x2.mul(v128.load(at), z));
      a1 = f64x2.sub(a1, f64x2.mul(v128.load(at, 16), z));
      a2 = f64x2.sub(a2, f64x2.mul(v128.load(at, 32), z));
      b0 = f64x2.sub(b0, f64x2.mul(v128.load(at + second), z));
      b1 = f64x2.sub(b1, f64x2.mul(v128.load(at + second, 16), z));
      b2 = f64x2.sub(b2, f64x2.mul(v128.load(at + second, 32), z));
      g += 8;
    }
    step(own, a0, scales, penalties);
    step(own + 16, a1, scales, penalties);
    step(own + 32, a2, scales, penalties);
    if (second) {
      step(own + second, b0, scales, penalties);
      step(own + second + 16, b1, scales, penalties);
      step(own + second + 32, b2, scales, penalties);
    }
    G += (<usize>width) << 3;
    n += COLUMN;
  }
}

/**
 * One task of an iteration for D ≈ L·U, in five rounds: `places` tasks bring the factors into panels; width ÷ 3 tasks for
 * G = U·Uᵀ; `partsL` for panels of L; as many as before for G = Lᵀ·L; panels of Uᵀ. D is rows × columns and Dt its transpose,
 * both in panels. L and U come as rows, and go back there; between, L (rows × width) and U, as Uᵀ (columns × width), are in
 * panels and again in strips. A task takes `mostL` panels of L or `mostU` of Uᵀ; `scratch` has room for the larger of the two
 * for each thread. Task t of the last round writes what it adds to Σ (D − L·U)² − Σ D² to `sums[t]`.
 */
export function gradientDescent(
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
  scaleL: f64,
  penaltyL: f64,
  scaleU: f64,
  penaltyU: f64,
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
  const N = scratch + (<usize>thread) * (<usize>max<i32>(mostL, mostU)) * ofX;
  const own = isL ? rows : columns;
  const other = isL ? columns : rows;
  const from = part * (isL ? mostL : mostU);
  const count = min<i32>(isL ? mostL : mostU, (own + 5) / 6 - from);
  product((isL ? D : Dt) + (<usize>from) * (<usize>other) * COLUMN, isL ? stripsU : stripsL, count, other, width, features, N);
  let sum: f64 = 0;
  let x = (isL ? L : U) + (<usize>from) * ofX;
  let n = N;
  for (let p = from; p < from + count; p++) {
    if (((p - from) & 1) == 0) {
      const second = p + 1 < from + count ? ofX : 0;
      turn(x, n, second, G, width, features, isL ? scaleL : scaleU, isL ? penaltyL : penaltyU);
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
