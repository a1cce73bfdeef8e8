import type { CellsPayload, FactorizationPayload, Payload } from "../payload/types";
import { describe, facts, shape } from "./describe";
import { escapeMarkup, imageMarkup, MOST_NUMBERED, UNKNOWN } from "./markup";
import { formatNumber } from "./number";
import { factorizationPanels, matrixPanel } from "./panels";
import type { Panel } from "./panels";
import { trainingHtml } from "./progress-html";
import { listHtml } from "./list-html";
import { mapSvg } from "./svg-map";
import { lossSvg, matrixSvg } from "./svg";

/**
 * A payload as html without scripts: tables whose cells have colours, and the loss curve as an image. Only coloured
 * cells have a background, so that it is legible on light and dark pages.
 */
export function toHtml(payload: Payload): string {
  switch (payload.kind) {
    case "matrix":
      return figure(
        payload,
        `<div style="display:inline-block">${panelHtml(matrixPanel(payload))}</div>`,
        "",
      );
    case "factorization":
      return figure(payload, factorizationHtml(payload), htmlTitle(payload));
    case "loss":
      return figure(payload, imageMarkup(lossSvg(payload.runs, undefined, payload), describe(payload)), "");
    case "training":
      return trainingHtml(payload);
    case "table":
      return figure(payload, listHtml(payload), "");
    case "map":
      return figure(payload, imageMarkup(mapSvg(payload), describe(payload)), "");
  }
}

function figure(payload: Payload, body: string, heading: string): string {
  return `<div role="figure" aria-label="${escapeMarkup(describe(payload))}">${heading}${body}</div>`;
}

function htmlTitle(payload: FactorizationPayload): string {
  return `<p style="margin:0 0 8px"><b>Matrix factorization</b> ${escapeMarkup(facts(payload).join(" · "))}</p>`;
}

/** Each panel with its sign is a block, so that a narrow page breaks the equation between blocks. */
function factorizationHtml(payload: FactorizationPayload): string {
  const blocks = factorizationPanels(payload).map((panel, k) => {
    const sign = k > 0 ? `<td style="${PLAIN};padding:0 12px;font-size:18px">${panel.sign}</td>` : "";
    const row = `<tr style="background:none">${sign}<td style="${PLAIN};padding:0">${panelHtml(panel)}</td></tr>`;
    return `<table style="${BLOCK_STYLE}">${row}</table>`;
  });
  return `<div>${blocks.join("")}</div>${lossPicture(payload)}`;
}

function lossPicture({ loss, divergedAt }: FactorizationPayload): string {
  if (loss.values.length < 2) return "";
  return imageMarkup(
    lossSvg([{ name: "loss", loss, divergedAt }]),
    "Loss, the mean squared error, by iteration",
  );
}

function panelHtml(panel: Panel): string {
  const heading = `<div style="text-align:center;margin-bottom:4px"><b>${escapeMarkup(panel.name)}</b> ${escapeMarkup(panel.note)}</div>`;
  const { rows, columns } = panel.matrix;
  if (rows > MOST_NUMBERED || columns > MOST_NUMBERED) {
    return heading + imageMarkup(matrixSvg(panel), `${panel.name}, ${shape(panel.matrix)}`);
  }
  return heading + panelTable(panel, panel.matrix);
}

function panelTable(panel: Panel, { rows, columns, values }: CellsPayload): string {
  const lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const cells: string[] = [];
    for (let j = 0; j < columns; j++) cells.push(panelCell(panel, values[i * columns + j]));
    lines.push(`<tr>${cells.join("")}</tr>`);
  }
  const style = "border:none;border-collapse:separate;border-spacing:2px;margin:0 auto";
  return `<table style="${style}">${lines.join("")}</table>`;
}

function panelCell(panel: Panel, value: number | null): string {
  if (value === null) return `<td style="${NUMBER_STYLE};text-align:center" title="unknown">${UNKNOWN}</td>`;
  const { background, text } = panel.colours(value, "light");
  const style = `${NUMBER_STYLE};background-color:${background};color:${text}`;
  return `<td style="${style}">${formatNumber(value, panel.decimals)}</td>`;
}

const BLOCK_STYLE =
  "display:inline-table;vertical-align:middle;border:none;border-collapse:collapse;margin:0 0 8px";
const PLAIN = "border:none;vertical-align:middle;text-align:center";
const NUMBER_STYLE = "border:none;padding:4px 8px;text-align:right;font-family:monospace;font-size:12px";
