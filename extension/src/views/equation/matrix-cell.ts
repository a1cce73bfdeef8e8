/** The matrices of the equation by their names. */
export type TermName = "L" | "U" | "L·U" | "data" | "error" | "change";

/** One cell of one matrix, counted from 0. */
export interface MatrixCell {
  term: TermName;
  row: number;
  column: number;
}

/** Neighbouring cells: `rows` × `columns` of them, from (`row`, `column`) on. */
export interface Region {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** The sizes of one equation: L is rows × features, U is features × columns, all else rows × columns. */
export interface Sizes {
  rows: number;
  columns: number;
  features: number;
}

/** Whether a term has a cell for each cell of the data. */
export function isOuter(term: TermName): boolean {
  return term !== "L" && term !== "U";
}

/**
 * The cells that belong to one cell: for one of L·U, of the data or of the error the row of L and the column of U
 * that it is made of, and that cell in all three; for an entry of a factor what it is multiplied with, and what it
 * goes into.
 */
export function litBy({ term, row, column }: MatrixCell, sizes: Sizes): Partial<Record<TermName, Region>> {
  const { rows, columns, features } = sizes;
  const cell = { row, column, rows: 1, columns: 1 };
  if (term === "L") {
    return { L: cell, U: wholeRow(column, columns), "L·U": wholeRow(row, columns) };
  }
  if (term === "U") {
    return { U: cell, L: wholeColumn(row, rows), "L·U": wholeColumn(column, rows) };
  }
  const factors = { L: wholeRow(row, features), U: wholeColumn(column, features) };
  return { ...factors, "L·U": cell, data: cell, error: cell, change: cell };
}

function wholeRow(row: number, columns: number): Region {
  return { row, column: 0, rows: 1, columns };
}

function wholeColumn(column: number, rows: number): Region {
  return { row: 0, column, rows, columns: 1 };
}

/** The part of a term that is shown where the data are shown in `window`. */
export function termWindow(term: TermName, window: Region, { features }: Sizes): Region {
  const { row, column, rows, columns } = window;
  if (term === "L") return { row, rows, column: 0, columns: features };
  if (term === "U") return { row: 0, rows: features, column, columns };
  return window;
}

/** The window of the data that follows from a window of one of the terms. */
export function dataWindow(term: TermName, own: Region, window: Region): Region {
  if (term === "L") return { ...window, row: own.row, rows: own.rows };
  if (term === "U") return { ...window, column: own.column, columns: own.columns };
  return own;
}

/** The cells that two regions share: none where `rows` or `columns` is 0. */
export function overlap(a: Region, b: Region): Region {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(0, Math.min(a.row + a.rows, b.row + b.rows) - row),
    columns: Math.max(0, Math.min(a.column + a.columns, b.column + b.columns) - column),
  };
}
