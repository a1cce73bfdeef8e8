import { largest, smallest } from "../lists";
import type { CellValue, ColumnPayload, TableViewPayload } from "../payload/types";
import { said } from "./translate";
import type { Translate } from "./translate";
import { numberFormat } from "./table/column-format";

/** A column of a table with the texts of its cells, the same in every picture of it. */
export interface ListColumn {
  /** The column that the texts are of. */
  readonly column: ColumnPayload;
  /** What stands above it. */
  readonly name: string;
  /** Whether it holds numbers only, which are aligned to the right. */
  readonly numeric: boolean;
  /** The text of each cell, from the first row to the last. */
  readonly texts: readonly string[];
  /** The rows that are marked: those with the best number, or those that the payload names. */
  readonly best: ReadonlySet<number>;
  /** The text of each number's standard error, empty for none; null where the column has no errors. */
  readonly errors: readonly string[] | null;
  /** The length of a row's bar, from −1 to 1; null where there are no bars. */
  readonly share: ((row: number) => number) | null;
}

/** The columns of a table, with decimal points aligned and the best numbers found; sentences in the language of `t`. */
export function listColumns({ columns, rows }: TableViewPayload, t?: Translate): ListColumn[] {
  const cells = columns.map((_, k) => rows.map((row) => row[k]));
  // All bars of a table have one scale: a bar twice as long is twice as much, whatever the column.
  const sizes = columns.flatMap(({ bars }, k) => (bars === true ? numbersOf(cells[k]).map(Math.abs) : []));
  const most = largest(sizes, 0);
  return columns.map((column, k) => listColumn(column, cells[k], most, t));
}

function numbersOf(cells: readonly CellValue[]): number[] {
  return cells.filter((cell) => typeof cell === "number");
}

/** @param most what a bar of full length stands for. */
function listColumn(
  column: ColumnPayload,
  cells: readonly CellValue[],
  most: number,
  t?: Translate,
): ListColumn {
  const numbers = numbersOf(cells);
  const numeric = numbers.length > 0 && cells.every((cell) => cell === null || typeof cell === "number");
  const errors = column.errors?.filter((error) => error !== null) ?? [];
  const format = numberFormat([...numbers, ...errors].map(shortenedNumber));
  const write = (cell: CellValue): string => {
    if (cell === null) return "";
    return typeof cell === "number" ? format(shortenedNumber(cell)) : said(cell, t);
  };
  const share = (row: number): number => {
    const cell = cells[row];
    return typeof cell === "number" && most > 0 ? cell / most : 0;
  };
  return {
    column,
    name: said(column.name, t),
    numeric,
    texts: cells.map(write),
    best: column.marked ? new Set(column.marked) : bestOf(cells, column.better),
    errors: column.errors?.map((error) => (error === null ? "" : write(error))) ?? null,
    share: column.bars === true && numeric ? share : null,
  };
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
