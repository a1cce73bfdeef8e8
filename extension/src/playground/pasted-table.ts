import { largest, readCell } from "factorlab/view";

/** A block of cells from a spreadsheet, with the names around it. */
export interface PastedTable {
  /** Rows of equal length; a blank cell is null. */
  data: (number | null)[][];
  rows?: string[];
  columns?: string[];
}

/** A pasted cell that is not a number; row and column are counted from 1, as in spreadsheets. */
export class PasteError extends Error {
  constructor(
    readonly row: number,
    readonly column: number,
    readonly text: string,
  ) {
    super(`row ${row}, column ${column}: ${text}`);
  }
}

/**
 * Reads text that was copied from a spreadsheet, a CSV file or a table on a page. A first row or column of text gives
 * names. Short rows are filled up with blanks.
 * @param most the most rows and columns; the rest is left out.
 * @throws PasteError if a cell inside is not a number.
 */
export function readPastedTable(text: string, most: number): PastedTable {
  const grid = splitTable(text, most + 1);
  const namesRows = grid[0].length > 1 && mostlyText(grid.slice(1).map((row) => row[0]));
  // The corner belongs to the names of the rows, if there are any.
  const namesColumns = grid.length > 1 && mostlyText(grid[0].slice(namesRows ? 1 : 0));
  const [top, left] = [namesColumns ? 1 : 0, namesRows ? 1 : 0];
  const body = grid.slice(top, top + most);
  return {
    data: body.map((row, i) =>
      row.slice(left, left + most).map((cell, j) => pastedNumber(cell, i + top, j + left)),
    ),
    ...(namesRows && { rows: body.map((row) => row[0].trim()) }),
    ...(namesColumns && { columns: grid[0].slice(left, left + most).map((cell) => cell.trim()) }),
  };
}

/** Whether cells are names: more than half have to be text, since one text among numbers is a typing error. */
function mostlyText(cells: readonly string[]): boolean {
  const kinds = cells.map(readCell).filter((value) => value !== null);
  return kinds.filter((value) => value === undefined).length > kinds.length / 2;
}

function splitTable(text: string, most: number): string[][] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\s+$/, "")
    .split(/\r\n|\r|\n/)
    .slice(0, most);
  const delimiter = separator(lines);
  const rows = lines.map((line) =>
    (delimiter === " " ? line.trim().split(/\s+/) : line.split(delimiter)).slice(0, most),
  );
  const width = largest(rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")].map(unquoted));
}

/** Finds the separator: tabs, as spreadsheets copy, or those of CSV files. A single number may have a decimal comma. */
function separator(lines: readonly string[]): string {
  const text = lines.join("\n");
  if (text.includes("\t")) return "\t";
  if (text.includes(";")) return ";";
  const commas = largest(lines.map((line) => line.split(",").length - 1));
  const decimal = commas === 1 && lines.length === 1 && readCell(text) !== undefined;
  return commas > 0 && !decimal && !/\d,\d+ +[\d-]/.test(text) ? "," : " ";
}

function unquoted(cell: string): string {
  const inner = /^\s*"(.*)"\s*$/.exec(cell);
  return inner ? inner[1].replaceAll('""', '"') : cell;
}

function pastedNumber(cell: string, row: number, column: number): number | null {
  const value = readCell(cell);
  if (value === undefined) throw new PasteError(row + 1, column + 1, cell.trim().slice(0, 40));
  return value;
}
