/** `console.table` in a cell: an HTML table, with Node's own table as its plain text. */
import { brief, cutText } from "../../outputs/table/brief";
import { consoleGrid } from "../../outputs/table/console-grid";
import { isError } from "../../outputs/table/kinds";
import { missingCell, type CellGrid } from "../../outputs/table/grid";
import { COLUMN_LIMITS, moreOf, ROW_LIMITS, gap, shownPositions } from "../../outputs/table/shown";
import { tableHtml } from "../../outputs/table/table-html";
import { platform } from "../platform/platform";
import { customInspection } from "../platform/values";
import { currentCell } from "../running/cell";
import { attempt } from "../text/inspect-value";
import { readBundle } from "../display/mime-bundle";
import { asPersonFunction } from "../realm/person";
import type { Publisher } from "../messages/publisher";

/** The maximum number of characters of a text in a cell. */
const MOST_CELL_TEXT = 80;

/** Makes `console.table` display a table; other values, and calls outside cells, behave as in Node. */
export function installConsoleTable(publisher: Publisher): void {
  const original = platform.console.table.bind(platform.console);
  platform.console.table = asPersonFunction((data?: unknown, keys?: readonly string[]): void => {
    const cell = currentCell();
    const isTable = typeof data === "object" && data !== null && (keys === undefined || Array.isArray(keys));
    const grid = isTable ? consoleGrid(data, keys?.map(String)) : undefined;
    const bundle = grid && attempt(() => tableBundle(grid, data, keys), undefined);
    if (cell === undefined || bundle === undefined) original(data, keys);
    else publisher.display(cell, bundle);
  });
}

function tableBundle(grid: CellGrid, data: unknown, keys: readonly string[] | undefined) {
  // Node's own table throws where a getter throws.
  const fullTable =
    isSmall(grid) && !holdsErrors(grid)
      ? attempt(() => platform.values.table(data, keys), undefined)
      : undefined;
  const text = fullTable ?? shortenedTable(grid);
  return readBundle({ "text/plain": text, "text/html": tableHtml(grid) }, "console.table");
}

/** Whether Node's table of the data is short: few rows and columns, and no long text or number in them. */
function isSmall({ rows, columns, at }: CellGrid): boolean {
  if (rows.length > ROW_LIMITS.all || columns.length > COLUMN_LIMITS.all) return false;
  return positions(rows.length).every((row) =>
    positions(columns.length).every((column) => isShort(attempt(() => at(row, column), undefined))),
  );
}

/** Whether a cell that is shown is an error, whose stack would break the lines of Node's table. */
function holdsErrors({ rows, columns, at }: CellGrid): boolean {
  return positions(rows.readable ?? rows.length).some((row) =>
    positions(columns.length).some((column) => isError(attempt(() => at(row, column), undefined))),
  );
}

function isShort(value: unknown): boolean {
  if (typeof value === "bigint") return value < 2n ** 64n && value > -(2n ** 64n);
  return typeof value !== "string" || value.length <= MOST_CELL_TEXT;
}

/** Node's table of the rows and columns that the HTML table shows, and the number of further ones. */
function shortenedTable(grid: CellGrid): string {
  const rows = shownPositions(grid.rows, ROW_LIMITS);
  const columns = shownPositions(grid.columns, COLUMN_LIMITS);
  const names = columns.filter((column) => column !== gap).map((column) => nameAt(grid.columns, column));
  const shown: Record<string, Record<string, unknown>> = {};
  for (const row of rows.filter((position) => position !== gap)) {
    const fields: [string, unknown][] = [];
    for (const column of columns.filter((position) => position !== gap)) {
      const value = attempt(() => grid.at(row, column), missingCell);
      if (value !== missingCell) fields.push([nameAt(grid.columns, column), shorten(value)]);
    }
    shown[nameAt(grid.rows, row)] = Object.fromEntries(fields);
  }
  const lines = [platform.values.table(shown, names)];
  if (rows.includes(gap)) lines.push(moreOf(grid.rows, rows));
  if (columns.includes(gap)) lines.push(moreOf(grid.columns, columns));
  return lines.join("\n");
}

function nameAt({ name }: CellGrid["rows"], position: number): string {
  return cutText(name?.(position) ?? "", MOST_CELL_TEXT);
}

function shorten(value: unknown): unknown {
  if (typeof value === "string") return cutText(value, MOST_CELL_TEXT);
  if (isError(value)) return { [customInspection]: () => brief(value) };
  return isShort(value) ? value : "a huge BigInt";
}

function positions(length: number): number[] {
  return Array.from({ length }, (_, k) => k);
}
