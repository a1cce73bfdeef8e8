import type { CellsPayload } from "../payload/types";
import { shape } from "./describe";
import { OF_HTML } from "./detail";
import { escapeMarkup, imageMarkup, UNKNOWN } from "./markup";
import { formatNumber } from "./number";
import { beyondSign } from "./panels";
import type { Panel } from "./panels";
import { paperColours } from "./ramps";
import { drawHeatmap } from "./svg-heatmap";
import { page } from "./svg-page";

/** A panel as html: a table of coloured cells with their numbers, or a picture where it has too many. */
export function panelHtml(panel: Panel, numbered: boolean): string {
  const heading = `<div style="text-align:center;margin-bottom:4px"><b>${escapeMarkup(panel.name)}</b> ${escapeMarkup(panel.note)}</div>`;
  if (numbered) return heading + panelTable(panel, panel.matrix);
  const svg = page(drawHeatmap(panel, OF_HTML), `${panel.name}, ${panel.note}`, 0);
  return heading + imageMarkup(svg, `${panel.name}, ${shape(panel.matrix)}`);
}

function panelTable(panel: Panel, { rows, columns, values }: CellsPayload): string {
  const lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const cells: string[] = [];
    for (let j = 0; j < columns; j++) cells.push(panelCell(panel, values[i * columns + j], i * columns + j));
    lines.push(`<tr>${cells.join("")}</tr>`);
  }
  const style = "border:none;border-collapse:separate;border-spacing:2px;margin:0 auto";
  return `<table style="${style}">${lines.join("")}</table>`;
}

function panelCell(panel: Panel, value: number | null, k: number): string {
  if (value === null) return `<td style="${NUMBER_STYLE};text-align:center" title="unknown">${UNKNOWN}</td>`;
  const { background, text } = paperColours(panel.scale, value);
  const style = `${NUMBER_STYLE};background-color:${background};color:${text}`;
  return `<td style="${style}">${formatNumber(value, panel.decimals)}${beyondSign(panel, k)}</td>`;
}

/** The style of a cell that only holds others. */
export const PLAIN = "border:none;vertical-align:middle;text-align:center";
const NUMBER_STYLE = "border:none;padding:4px 8px;text-align:right;font-family:monospace;font-size:12px";
