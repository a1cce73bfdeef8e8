import { largest, smallest } from "../lists";
import type { CellValue, ColumnPayload, TableViewPayload } from "../payload/types";
import { numberFormat } from "./table/column-format";

/** A column of a table with the texts of its cells, the same in every picture of it. */
export interface ListColumn {
  /** The column that the texts are of. */
  readonly column: ColumnPayload;
  /** Whether it holds numbers only, which are aligned to the right. */
  readonly numeric: boolean;
  /** The text of each cell, from the first row to the last. */
  readonly texts: readonly string[];
  /** The rows with the best number. */
  readonly best: ReadonlySet<number>;
  /** The length of a row's bar, from −1 to 1, on the scale of all bars of the table; null where there are no bars. */
  readonly share: ((row: number) => number) | null;
}

/** The columns of a table, with decimal points aligned and the best numbers found. */
export function listColumns({ columns, rows }: TableViewPayload): ListColumn[] {
  const cells = columns.map((_, k) => rows.map((row) => row[k]));
  const drawn = cells.filter((own, k) => columns[k].bars === true && isNumeric(own));
  // One scale for all bars of a table, or a small number would look as large as another column's largest.
  const most = largest(drawn.flatMap(numbersOf).map(Math.abs), 0);
  return columns.map((column, k) => listColumn(column, cells[k], most));
}

/** @param most the number whose bar is the longest. */
function listColumn(column: ColumnPayload, cells: readonly CellValue[], most: number): ListColumn {
  const numeric = isNumeric(cells);
  const format = numberFormat(numbersOf(cells).map(shortenedNumber));
  const write = (cell: CellValue): string => {
    if (cell === null) return "";
    return typeof cell === "number" ? format(shortenedNumber(cell)) : cell;
  };
  const share = (row: number): number => {
    const cell = cells[row];
    return typeof cell === "number" && most > 0 ? cell / most : 0;
  };
  return {
    column,
    numeric,
    texts: cells.map(write),
    best: bestOf(cells, column.better),
    share: column.bars === true && numeric ? share : null,
  };
}

function numbersOf(cells: readonly CellValue[]): number[] {
  return cells.filter((cell) => typeof cell === "number");
}

/** Whether cells hold numbers only, at least one. */
function isNumeric(cells: readonly CellValue[]): boolean {
  return cells.some((cell) => typeof cell === "number") && cells.every((cell) => typeof cell !== "string");
}

/** Four decimals tell models apart; more are noise. Whole numbers and settings such as 1e-5 stay as they are. */
function shortenedNumber(value: number): number {
  const short = Number(value.toFixed(4));
  return short === 0 ? value : short;
}

function bestOf(cells: readonly CellValue[], better: ColumnPayload["better"]): Set<number> {
  const numbers = numbersOf(cells);
  if (better === undefined || numbers.length < 2) return new Set();
  const best = better === "low" ? smallest(numbers) : largest(numbers);
  return new Set(cells.flatMap((cell, row) => (cell === best ? [row] : [])));
}
