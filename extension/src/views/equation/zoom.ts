import type { Region } from "./matrix-cell";

/** The largest side of a window that shows numbers, in a matrix that is otherwise drawn as colours. */
export const MOST_ZOOMED = 24;

/** The fewest rows and columns of a window, if the matrix has as many. */
const LEAST_WINDOW = 4;

interface ZoomShape {
  rows: number;
  columns: number;
}

export function wholeOf({ rows, columns }: ZoomShape): Region {
  return { row: 0, column: 0, rows, columns };
}

export function isWhole(window: Region, { rows, columns }: ZoomShape): boolean {
  return window.rows === rows && window.columns === columns;
}

/** The window of whole cells within the matrix that is nearest to the wanted one. */
export function fittedWindow(wanted: Region, { rows, columns }: ZoomShape): Region {
  const [height, width] = [length(wanted.rows, rows), length(wanted.columns, columns)];
  return {
    row: windowStart(wanted.row + (wanted.rows - height) / 2, height, rows),
    column: windowStart(wanted.column + (wanted.columns - width) / 2, width, columns),
    rows: height,
    columns: width,
  };
}

/** Scales a window to `factor` times as many rows and columns, so that the cell `at` stays where it is on the screen. */
export function scaled(
  window: Region,
  factor: number,
  at: { row: number; column: number },
  shape: ZoomShape,
): Region {
  const [rows, columns] = [
    length(window.rows * factor, shape.rows),
    length(window.columns * factor, shape.columns),
  ];
  const share = {
    row: (at.row - window.row) / window.rows,
    column: (at.column - window.column) / window.columns,
  };
  return fittedWindow(
    { row: at.row - share.row * rows, column: at.column - share.column * columns, rows, columns },
    shape,
  );
}

function length(wanted: number, all: number): number {
  return Math.min(all, Math.max(LEAST_WINDOW, Math.round(wanted)));
}

function windowStart(wanted: number, shown: number, all: number): number {
  return Math.min(all - shown, Math.max(0, Math.round(wanted)));
}
