/**
 * One half of the original notebook's iteration of gradient descent, D ≈ X·Yᵀ, in two forms that agree up to rounding.
 *
 * The notebook visits each entry X[i,t] in turn and adds rate × the mean over j of 2·(D[i,j] − X[i]·Y[j])·Y[j,t], with
 * all earlier entries already updated (Gauss–Seidel). It recomputes each dot product; neither form here does.
 *
 * Shapes: D n × m, X n × k, Y m × k, all row by row. `scale` is 2 × learning rate ÷ m. Each sum over j is less
 * `penalty` × the entry, where `penalty` is λ·m.
 */

import { gramInto, projectRow } from "./gram";

/** Where the entries of a matrix lie in memory: (i, j) at `i * row + j * column`. Swapped, they describe its transpose. */
export interface Strides {
  row: number;
  column: number;
}

/**
 * Keeps the residual E = D − X·Yᵀ (n × m) up to date while it sweeps: 2·n·m·k multiplications. Rows do not depend on
 * each other, so that two are swept together and share each read of Y. Updates X and E in place.
 * @param e @param x @param y strides of E (n × m), X (n × k) and Y (m × k).
 */
export function sweepByResidual(
  E: Float64Array,
  e: Strides,
  X: Float64Array,
  x: Strides,
  Y: Float64Array,
  y: Strides,
  n: number,
  m: number,
  k: number,
  scale: number,
  penalty: number,
): void {
  let i = 0;
  for (; i + 1 < n; i += 2) {
    sweepTwoRows(
      E,
      i * e.row,
      e.row,
      e.column,
      X,
      i * x.row,
      x.row,
      x.column,
      Y,
      y.row,
      y.column,
      m,
      k,
      scale,
      penalty,
    );
  }
  if (i < n)
    sweepRow(E, i * e.row, e.column, X, i * x.row, x.column, Y, y.row, y.column, m, k, scale, penalty);
}

/** The row of E that starts at `e0`, and the row of X that starts at `x0`. */
function sweepRow(
  E: Float64Array,
  e0: number,
  eColumn: number,
  X: Float64Array,
  x0: number,
  xColumn: number,
  Y: Float64Array,
  yRow: number,
  yColumn: number,
  m: number,
  k: number,
  scale: number,
  penalty: number,
): void {
  const end = e0 + m * eColumn;
  let sum = 0;
  for (let e = e0, y = 0; e < end; e += eColumn, y += yRow) sum += E[e] * Y[y];
  let x = x0;
  // One pass updates E for feature t and sums the gradient of feature t + 1.
  for (let t = 1; t < k; t++, x += xColumn) {
    const step = scale * (sum - penalty * X[x]);
    X[x] += step;
    sum = 0;
    for (let e = e0, y = (t - 1) * yColumn; e < end; e += eColumn, y += yRow) {
      const error = E[e] - step * Y[y];
      E[e] = error;
      sum += error * Y[y + yColumn];
    }
  }
  const step = scale * (sum - penalty * X[x]);
  X[x] += step;
  for (let e = e0, y = (k - 1) * yColumn; e < end; e += eColumn, y += yRow) E[e] -= step * Y[y];
}

/** As {@link sweepRow}, for the row and the one after it, which begin `eRow` and `xRow` later. */
function sweepTwoRows(
  E: Float64Array,
  e0: number,
  eRow: number,
  eColumn: number,
  X: Float64Array,
  x0: number,
  xRow: number,
  xColumn: number,
  Y: Float64Array,
  yRow: number,
  yColumn: number,
  m: number,
  k: number,
  scale: number,
  penalty: number,
): void {
  const end = e0 + m * eColumn;
  let sum = 0;
  let sum2 = 0;
  for (let e = e0, y = 0; e < end; e += eColumn, y += yRow) {
    sum += E[e] * Y[y];
    sum2 += E[e + eRow] * Y[y];
  }
  let x = x0;
  for (let t = 1; t < k; t++, x += xColumn) {
    const step = scale * (sum - penalty * X[x]);
    const step2 = scale * (sum2 - penalty * X[x + xRow]);
    X[x] += step;
    X[x + xRow] += step2;
    sum = 0;
    sum2 = 0;
    for (let e = e0, y = (t - 1) * yColumn; e < end; e += eColumn, y += yRow) {
      const now = Y[y];
      const next = Y[y + yColumn];
      const error = E[e] - step * now;
      const error2 = E[e + eRow] - step2 * now;
      E[e] = error;
      E[e + eRow] = error2;
      sum += error * next;
      sum2 += error2 * next;
    }
  }
  const step = scale * (sum - penalty * X[x]);
  const step2 = scale * (sum2 - penalty * X[x + xRow]);
  X[x] += step;
  X[x + xRow] += step2;
  for (let e = e0, y = (k - 1) * yColumn; e < end; e += eColumn, y += yRow) {
    E[e] -= step * Y[y];
    E[e + eRow] -= step2 * Y[y];
  }
}

/**
 * Sweeps with G = Yᵀ·Y: as Σⱼ (D[i,j] − X[i]·Y[j])·Y[j,t] = (D·Y)[i,t] − X[i]·G[t], a step costs k instead of m
 * multiplications; n·m·k for D·Y and n·k² for the steps. Updates X in place; `G` (k × k) and `N` (k) are workspace.
 */
export function sweepByGram(
  D: Float64Array,
  X: Float64Array,
  Y: Float64Array,
  n: number,
  m: number,
  k: number,
  scale: number,
  penalty: number,
  G: Float64Array,
  N: Float64Array,
): void {
  gramInto(Y, k, G);
  for (let i = 0; i < n; i++) {
    projectRow(D, i * m, Y, m, k, N);
    const row = i * k;
    for (let t = 0; t < k; t++) {
      let sum = N[t];
      for (let s = 0; s < k; s++) sum -= X[row + s] * G[t * k + s];
      X[row + t] += scale * (sum - penalty * X[row + t]);
    }
  }
}
