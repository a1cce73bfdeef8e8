/** The text that Node's `console.table` writes, for a page. */
import { inspect } from "node-inspect-extracted";
import { consoleGrid } from "../outputs/table/console-grid";
import { missingCell } from "../outputs/table/grid";

/** The maximum depth of a value in a cell. */
const cellOptions = { depth: 0, maxArrayLength: 3, breakLength: Infinity };

/** A table with lines around its cells. @param keys The columns to show. @default all */
export function boxTable(data: unknown, keys: readonly string[] | undefined): string {
  const grid = typeof data === "object" && data !== null ? consoleGrid(data, keys) : undefined;
  if (grid === undefined) return inspect(data);
  const range = (length: number): number[] => Array.from({ length }, (_, k) => k);
  const [rows, columns] = [range(grid.rows.length), range(grid.columns.length)];
  const head = [
    grid.corner ?? "(index)",
    ...columns.map((column) => grid.columns.name?.(column) ?? String(column)),
  ];
  const body = rows.map((row) => [
    grid.rows.name?.(row) ?? String(row),
    ...columns.map((column) => {
      const value = grid.at(row, column);
      return value === missingCell ? "" : inspect(value, cellOptions);
    }),
  ]);
  return drawn(head, body);
}

function drawn(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((_, k) =>
    [head, ...body].reduce((widest, line) => Math.max(widest, line[k].length + 2), 0),
  );
  const rule = (left: string, between: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width)).join(between) + right;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((text, k) => ` ${text}`.padEnd(widths[k])).join("│")}│`;
  return [rule("┌", "┬", "┐"), line(head), rule("├", "┼", "┤"), ...body.map(line), rule("└", "┴", "┘")].join(
    "\n",
  );
}
