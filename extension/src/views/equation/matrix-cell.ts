/** The matrices of the equation by their names. */
export type TermName = "L" | "U" | "L·U" | "data" | "error" | "change";

/** One cell of one matrix, counted from 0. */
export interface MatrixCell {
  term: TermName;
  row: number;
  column: number;
}

/** A block of `rows` × `columns` cells that begins at (`row`, `column`). */
export interface Region {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** The sizes of one equation: L is rows × features, U is features × columns, all others are rows × columns. */
export interface FactorizationSizes {
  rows: number;
  columns: number;
  features: number;
}

/** Whether a term has a cell for each cell of the data. */
export function isOuter(term: TermName): boolean {
  return term !== "L" && term !== "U";
}

/**
 * Finds the cells that belong to one cell. For a cell of L·U, the data or the error, these are the row of L and the
 * column of U behind it, and the same cell in all three. For an entry of a factor, these are the entries that it is
 * multiplied with, the cells of L·U that it goes into, and the errors there, by which its update goes.
 */
export function litBy(
  { term, row, column }: MatrixCell,
  sizes: FactorizationSizes,
): Partial<Record<TermName, Region>> {
  const { rows, columns, features } = sizes;
  const cell = { row, column, rows: 1, columns: 1 };
  if (term === "L") {
    const line = wholeRow(row, columns);
    return { L: cell, U: wholeRow(column, columns), "L·U": line, error: line };
  }
  if (term === "U") {
    const line = wholeColumn(column, rows);
    return { U: cell, L: wholeColumn(row, rows), "L·U": line, error: line };
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

/** The window of a term that belongs to a window of the data. */
export function termWindow(term: TermName, window: Region, { features }: FactorizationSizes): Region {
  const { row, column, rows, columns } = window;
  if (term === "L") return { row, rows, column: 0, columns: features };
  if (term === "U") return { row: 0, rows: features, column, columns };
  return window;
}

/** The window of the data that belongs to a window of a term. */
export function dataWindow(term: TermName, own: Region, window: Region): Region {
  if (term === "L") return { ...window, row: own.row, rows: own.rows };
  if (term === "U") return { ...window, column: own.column, columns: own.columns };
  return own;
}

/** The cells that two regions share; none if `rows` or `columns` is 0. */
export function intersection(a: Region, b: Region): Region {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(0, Math.min(a.row + a.rows, b.row + b.rows) - row),
    columns: Math.max(0, Math.min(a.column + a.columns, b.column + b.columns) - column),
  };
}
