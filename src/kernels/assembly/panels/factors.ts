// The factors of a table: L (rows × features) and U (features × columns) row by row, as JavaScript has them, and both in
// panels and strips.
import { COLUMN, intoStrips, TRIPLE } from "./product";
import { columnsIntoPanel, panelIntoColumns, panelIntoRows, rowsIntoPanel } from "./rows";

/** Writes a panel of X (rows × width) into strips of its transpose (width × rows); `from` is its first row. */
export function intoTransposedStrips(x: usize, width: i32, from: i32, rows: i32, strips: usize): void {
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

/**
 * One of `parts` tasks that write L and Uᵀ into panels, Uᵀ into strips as well, and, where `acrossU` is not 0, U into strips.
 */
export function placeFactors(
  rowsL: usize,
  rowsU: usize,
  L: usize,
  U: usize,
  stripsU: usize,
  acrossU: usize,
  rows: i32,
  columns: i32,
  width: i32,
  features: i32,
  parts: i32,
  task: i32,
): void {
  const panel = <usize>width * COLUMN;
  const row = <usize>features << 3;
  for (let p = task; 6 * p < rows; p += parts)
    rowsIntoPanel(rowsL + <usize>(6 * p) * row, row, min<i32>(6, rows - 6 * p), features, L + <usize>p * panel);
  const column = <usize>columns << 3;
  for (let q = task; 6 * q < columns; q += parts) {
    const x = U + <usize>q * panel;
    columnsIntoPanel(rowsU + (<usize>(6 * q) << 3), column, min<i32>(6, columns - 6 * q), features, x);
    intoStrips(x, width, 6 * q, columns, stripsU);
    if (acrossU) intoTransposedStrips(x, width, 6 * q, columns, acrossU);
  }
}

/** Writes panel p of L back into its rows. */
export function takeBackL(x: usize, p: i32, rows: i32, features: i32, rowsL: usize): void {
  const row = <usize>features << 3;
  panelIntoRows(x, row, min<i32>(6, rows - 6 * p), features, rowsL + <usize>(6 * p) * row);
}

/** Writes panel q of Uᵀ back into U. */
export function takeBackU(x: usize, q: i32, columns: i32, features: i32, rowsU: usize): void {
  const column = <usize>columns << 3;
  panelIntoColumns(x, column, min<i32>(6, columns - 6 * q), features, rowsU + (<usize>(6 * q) << 3));
}
