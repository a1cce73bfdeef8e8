/**
 * Tables as kernels read them. In panels, six rows stand side by side, so that the numbers of one column lie together; in
 * strips, three columns do. The rows of the last panel and the columns of the last strip that are missing are zero.
 */

import type { Tasks } from "./tasks";

/** Rows in a panel. */
export const PANEL = 6;
/** Columns in a strip. */
export const STRIP = 3;

/** How many panels hold so many rows. */
export const panelsFor = (rows: number): number => Math.ceil(rows / PANEL);

/** How many columns the factors have there: a multiple of {@link STRIP}. */
export const widthFor = (features: number): number => STRIP * Math.ceil(features / STRIP);

/** Where the entries of a table lie: (i, j) at `i * row + j * column`. */
export interface Strides {
  readonly row: number;
  readonly column: number;
}

/** How many numbers the panels of a table have. */
export const lengthInPanels = (rows: number, width: number): number => PANEL * panelsFor(rows) * width;

/**
 * Writes a table (rows × columns) into panels of `width` columns. The rows that are missing in the last panel become zero,
 * also where a training that ran away has left NaN in them.
 */
export function intoPanels(
  values: Float64Array,
  { row, column }: Strides,
  rows: number,
  columns: number,
  width: number,
  panels: Float64Array,
): void {
  // Column by column of a panel, so that what lies together is read and written together, whichever way the table lies.
  for (let i = 0; i < rows; i += PANEL) {
    const count = Math.min(PANEL, rows - i);
    for (let j = 0, to = i * width; j < columns; j++, to += PANEL) {
      for (let k = 0, at = i * row + j * column; k < count; k++, at += row) panels[to + k] = values[at];
      for (let k = count; k < PANEL; k++) panels[to + k] = 0;
    }
  }
}

/** A task of filling moves about so many numbers. */
const FILLED = 5e4;

/**
 * Writes a table (rows × columns) into panels, and its transpose. Its rows stand at `Dt`, one after the other; the transpose
 * takes their place.
 */
export function fillBoth(
  { D, Dt }: { readonly D: number; readonly Dt: number },
  rows: number,
  columns: number,
  run: (tasks: Tasks) => void,
): void {
  const fill = (kernel: string, from: number, to: number, height: number, width: number): void => {
    const most = Math.max(1, Math.floor(FILLED / (PANEL * width)));
    const tasks = Math.ceil(panelsFor(height) / most);
    run({ kernel, numbers: [from, to, rows, columns, most], tasks, operations: 2 * rows * columns });
  };
  fill("fillPanels", Dt, D, rows, columns);
  fill("fillTransposed", D, Dt, columns, rows);
}

/** Reads a table (rows × columns) from panels of `width` columns. */
export function fromPanels(
  panels: Float64Array,
  width: number,
  rows: number,
  columns: number,
  { row, column }: Strides,
  values: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    let from = Math.floor(i / PANEL) * width * PANEL + (i % PANEL);
    for (let j = 0, at = i * row; j < columns; j++, at += column, from += PANEL) values[at] = panels[from];
  }
}

/** Writes a table (rows × columns) into strips. */
export function intoStrips(
  values: Float64Array,
  { row, column }: Strides,
  rows: number,
  columns: number,
  strips: Float64Array,
): void {
  for (let j = 0; j < columns; j++) {
    let to = Math.floor(j / STRIP) * rows * STRIP + (j % STRIP);
    for (let i = 0, at = j * column; i < rows; i++, at += row, to += STRIP) strips[to] = values[at];
  }
}
