import type { TableViewPayload } from "../payload/types";
import { listColumns } from "./cell-text";
import type { ListColumn } from "./cell-text";
import { escapeMarkup } from "./markup";
import { RUN_COLOURS } from "./svg-loss";

const TABLE = "border:none;border-collapse:collapse;margin:0 0 8px";
const HEAD = "padding:4px 12px;border-bottom:1px solid;font-weight:normal;opacity:0.65";
const CELL = "padding:3px 12px";
const TRACK = "display:inline-block;width:64px;margin-right:8px;text-align:left";
const BAR = "display:inline-block;height:8px;border-radius:2px";

/** A table as html without scripts, in the colours of the page; the best number of a column is bold. */
export function listHtml(payload: TableViewPayload): string {
  const columns = listColumns(payload);
  const head = columns.map((each) => `<th scope="col" style="${HEAD};${side(each)}">${name(each)}</th>`);
  const lines = payload.rows.map((_, row) => `<tr>${columns.map((each) => cell(each, row)).join("")}</tr>`);
  const caption = `<p style="margin:0 0 4px"><b>${escapeMarkup(payload.title)}</b></p>`;
  return `${caption}<table style="${TABLE}"><thead><tr>${head.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function name({ column }: ListColumn): string {
  return escapeMarkup(column.name);
}

function side({ numeric }: ListColumn): string {
  return `text-align:${numeric ? "right" : "left"}`;
}

function cell(column: ListColumn, row: number): string {
  const text = escapeMarkup(column.texts[row]);
  const written = column.best.has(row) ? `<b>${text}</b>` : text;
  const share = column.share?.(row) ?? 0;
  const colour = RUN_COLOURS[share < 0 ? 1 : 0];
  const bar = column.share
    ? `<span style="${TRACK}"><span style="${BAR};background-color:${colour};width:${Math.round(64 * Math.abs(share))}px"></span></span>`
    : "";
  const font = column.numeric ? ";font-family:monospace;font-size:12px;white-space:nowrap" : "";
  return `<td style="${CELL};${side(column)}${font}">${bar}${written}</td>`;
}
