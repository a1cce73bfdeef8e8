import { attempt } from "../attempt";
import { escapeMarkup } from "../markup";
import { bigintText, brief, cutText } from "./brief";
import { numberFormat } from "./column-format";
import { missingCell } from "./grid";
import type { Axis, CellGrid } from "./grid";
import { COLUMN_LIMITS, gap, moreOf, ROW_LIMITS, shownPositions } from "./shown";

/** The limits on the texts of cells, tried in order until the table is small enough. */
const TEXT_LIMITS = [80, 40, 20, 8];
/** The most UTF-16 units of a table's markup: at most 100 kB in UTF-8, whatever its script. */
const MOST_MARKUP = 32_000;

const VALUE_TABLE_STYLE = "border:none;border-collapse:collapse;text-align:right;margin:0 0 8px";
const CAPTION = "caption-side:top;text-align:left;padding:0 0 4px;white-space:nowrap";
const VALUE_CELL_STYLE = "font-family:monospace;font-size:12px";
const LEFT = "text-align:left";
/** The column that stands for the columns left out. */
const GAP_STYLE = "text-align:center;white-space:nowrap";
const PALE = "opacity:0.65";
/** The style of positions, and of notes for the rows and columns left out. */
const NOTE = `font-weight:normal;${PALE}`;

/** The shown part of a grid, read once, so that getters are called only once. */
interface ShownGrid {
  readonly grid: CellGrid;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The values, in the order of `rows` and `columns`. */
  readonly cells: readonly (readonly unknown[])[];
}

/** Stands for a value whose getter throws. */
const unreadable = Symbol("unreadable");

/**
 * A grid as an html table without scripts, with its type and shape as the caption. It takes its colours from the page,
 * light or dark. A large grid shows its first and last rows and columns, and how many are left out.
 */
export function tableHtml(grid: CellGrid): string {
  const shown = readGrid(grid);
  const forms = TEXT_LIMITS.map((most) => () => drawTable(shown, most));
  let html = "";
  for (const form of forms) {
    html = form();
    if (html.length <= MOST_MARKUP) break;
  }
  return html;
}

function readGrid(grid: CellGrid): ShownGrid {
  const rows = shownPositions(grid.rows, ROW_LIMITS);
  const columns = shownPositions(grid.columns, COLUMN_LIMITS);
  const cell = (row: number, column: number): unknown =>
    row === gap || column === gap ? missingCell : attempt(() => grid.at(row, column), unreadable);
  return { grid, rows, columns, cells: rows.map((row) => columns.map((column) => cell(row, column))) };
}

function drawTable(shown: ShownGrid, most: number): string {
  const { grid, rows } = shown;
  const type = grid.type && `<b>${escapeMarkup(grid.type)}</b>`;
  const caption = `${type}<span style="${PALE}">${type && " · "}${grid.shape}</span>`;
  const formats = formatsOf(shown);
  const lines = rows.map((row, k) => (row === gap ? gapRow(shown) : tableLine(shown, k, formats, most)));
  return (
    `<table cellpadding="4" style="${VALUE_TABLE_STYLE}"><caption style="${CAPTION}">${caption}</caption>` +
    `<thead>${heading(shown, most)}</thead><tbody style="${VALUE_CELL_STYLE}">${lines.join("")}</tbody></table>`
  );
}

/** The number format of each shown column. */
function formatsOf({ grid, cells, columns }: ShownGrid): ((value: number) => string)[] {
  const numbers = (values: readonly unknown[]): number[] =>
    values.filter((value) => typeof value === "number");
  if (grid.alike === "all") {
    const format = numberFormat(numbers(cells.flat()));
    return columns.map(() => format);
  }
  return columns.map((_, k) => numberFormat(numbers(cells.map((row) => row[k]))));
}

function heading({ grid, columns, cells }: ShownGrid, most: number): string {
  const names = columns.map((column, k) => {
    if (column === gap) return `<th style="${GAP_STYLE};${NOTE}">${moreOf(grid.columns, columns)}</th>`;
    const name = grid.columns.name?.(column) ?? "";
    const left = cells.some((row) => isText(row[k])) ? LEFT : "";
    return headerCell("col", cutText(name, most), grid.columns, left);
  });
  const corner = grid.rows.name
    ? `<th scope="col" style="${LEFT};${NOTE}">${escapeMarkup(grid.corner ?? "")}</th>`
    : "";
  return `<tr>${corner}${names.join("")}</tr>`;
}

function tableLine(
  { grid, rows, columns, cells }: ShownGrid,
  k: number,
  formats: readonly ((value: number) => string)[],
  most: number,
): string {
  const name = grid.rows.name && headerCell("row", cutText(grid.rows.name(rows[k]), most), grid.rows, LEFT);
  const values = cells[k].map((value, j) =>
    columns[j] === gap ? `<td style="${GAP_STYLE};${PALE}">…</td>` : dataCell(value, formats[j], most),
  );
  return `<tr>${name ?? ""}${values.join("")}</tr>`;
}

function gapRow({ grid, rows, columns }: ShownGrid): string {
  const width = columns.length + (grid.rows.name ? 1 : 0);
  return `<tr><td colspan="${width}" style="${LEFT};${PALE}">${moreOf(grid.rows, rows)}</td></tr>`;
}

function headerCell(scope: "row" | "col", name: string, { positions }: Axis, align: string): string {
  const style = [align, positions ? NOTE : ""].filter(Boolean).join(";");
  return `<th scope="${scope}"${style && ` style="${style}"`}>${escapeMarkup(name)}</th>`;
}

function dataCell(value: unknown, format: (value: number) => string, most: number): string {
  if (value === missingCell) return "<td></td>";
  if (typeof value === "number") return `<td>${format(value)}</td>`;
  if (typeof value === "bigint") return `<td>${bigintText(value)}</td>`;
  const pale = paleText(value);
  if (pale !== undefined) return `<td style="${PALE}">${pale}</td>`;
  const text = typeof value === "string" ? value : brief(value);
  return `<td style="${LEFT}">${escapeMarkup(cutText(text, most))}</td>`;
}

/** The text of cells without content. */
function paleText(value: unknown): string | undefined {
  if (value === null || value === undefined) return String(value);
  if (value === "") return '""';
  return value === unreadable ? "cannot be read" : undefined;
}

/** Whether a value is shown as text, which is aligned to the left. */
function isText(value: unknown): boolean {
  return (
    value !== missingCell &&
    typeof value !== "number" &&
    typeof value !== "bigint" &&
    paleText(value) === undefined
  );
}
