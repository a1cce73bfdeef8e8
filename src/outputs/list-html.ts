import { largest } from "../lists";
import type { TableViewPayload } from "../payload/types";
import { listColumns } from "./cell-text";
import type { ListColumn } from "./cell-text";
import { OF_HTML } from "./detail";
import { moreRows, rowsWithin } from "./list-rows";
import { escapeMarkup } from "./markup";
import { RUN_COLOURS } from "./svg-loss";
import { said } from "./translate";

const LIST_STYLE = "border:none;border-collapse:collapse;margin:0 0 8px";
const HEAD = "padding:4px 12px;border-bottom:1px solid;font-weight:normal;opacity:0.65";
const LIST_CELL_STYLE = "padding:3px 12px";
const TRACK = "display:inline-block;width:64px;margin-right:8px;text-align:left";
const ERROR_STYLE = "opacity:0.65";
const BAR_STYLE = "display:inline-block;height:8px;border-radius:2px";

/** A table as html without scripts, in the colours of the page, with the best number of a column in bold. */
export function listHtml(payload: TableViewPayload): string {
  const columns = listColumns(payload);
  const head = columns.map(
    (each) => `<th scope="col" style="${HEAD};${alignment(each)}">${columnName(each)}</th>`,
  );
  const shown = rowsWithin(columns, OF_HTML.bytes);
  const lines = payload.rows
    .slice(0, shown)
    .map((_, row) => `<tr>${columns.map((each) => listCell(each, row)).join("")}</tr>`);
  const caption = `<p style="margin:0 0 4px"><b>${escapeMarkup(said(payload.title))}</b></p>`;
  return `${caption}<table style="${LIST_STYLE}"><thead><tr>${head.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table>${hiddenRows(payload.rows.length - shown)}`;
}

function hiddenRows(count: number): string {
  return count > 0 ? `<p style="margin:0 0 8px;opacity:0.65">${moreRows(count)}</p>` : "";
}

function columnName({ name }: ListColumn): string {
  return escapeMarkup(name);
}

function alignment({ numeric }: ListColumn): string {
  return `text-align:${numeric ? "right" : "left"}`;
}

function listCell(column: ListColumn, row: number): string {
  const text = escapeMarkup(column.texts[row]);
  // All letters of a number are as wide, so that bars begin at one place.
  const before = column.share ? "\u00a0".repeat(longest(column.texts) - column.texts[row].length) : "";
  const written = before + (column.best.has(row) ? `<b>${text}</b>` : text);
  const share = column.share?.(row) ?? 0;
  const colour = RUN_COLOURS[share < 0 ? 1 : 0];
  const bar = column.share
    ? `<span style="${TRACK}"><span style="${BAR_STYLE};background-color:${colour};width:${Math.round(64 * Math.abs(share))}px"></span></span>`
    : "";
  const error = column.errors?.[row] ? `<br><span style="${ERROR_STYLE}">± ${column.errors[row]}</span>` : "";
  const font = column.numeric ? ";font-family:monospace;font-size:12px;white-space:nowrap" : "";
  return `<td style="${LIST_CELL_STYLE};${alignment(column)}${font}">${bar}${written}${error}</td>`;
}

function longest(texts: readonly string[]): number {
  return largest(
    texts.map(({ length }) => length),
    0,
  );
}
