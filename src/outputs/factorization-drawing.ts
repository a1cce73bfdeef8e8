import type { FactorizationPayload } from "../payload/types";
import { facts, headingText } from "./describe";
import { OF_HTML } from "./detail";
import type { Detail } from "./detail";
import type { Drawing } from "./drawing";
import { panelHtml, PLAIN } from "./html-panel";
import { escapeMarkup, figure, imageMarkup } from "./markup";
import { notesHtml, withNotes } from "./notes";
import { shownPanels } from "./numbered";
import { equationPanels } from "./panels";
import type { Equation } from "./panels";
import { describe } from "./sentences";
import { drawEquation } from "./svg-equation";
import { lossChart, lossSvg } from "./svg-loss";
import { movedPart, PAPER, SPACE } from "./svg-page";
import type { Part } from "./svg-page";

/** About the width of a bold letter of 14 pixels. */
const TITLE_LETTER = 7.5;

function drawFactorization(payload: FactorizationPayload, detail: Detail): Part {
  const shown = shownPanels(equationPanels(payload), detail);
  const equation = withNotes(drawEquation(shown, detail), shown.notes);
  const subtitle = facts(payload).join(" · ");
  const heading = headingText(payload.title);
  const indent = Math.round(heading.length * TITLE_LETTER + 14);
  const title =
    `<text y="14" font-size="14" font-weight="bold" fill="${PAPER.ink}">${escapeMarkup(heading)}</text>` +
    `<text x="${indent}" y="14" font-size="13" fill="${PAPER.quiet}">${escapeMarkup(subtitle)}</text>`;
  const top = 36;
  let markup = title + movedPart(equation, 0, top);
  let height = top + equation.height;
  const width = Math.max(equation.width, 640, indent + subtitle.length * 7);
  if (payload.loss.values.length > 1) {
    const { loss, divergedAt } = payload;
    const chart = lossChart([{ name: "loss", loss, divergedAt }], width, 190);
    markup += movedPart(chart, 0, height + SPACE);
    height += SPACE + chart.height;
  }
  return { markup, width, height };
}

function htmlTitle(payload: FactorizationPayload): string {
  return `<p style="margin:0 0 8px"><b>${escapeMarkup(headingText(payload.title))}</b> ${escapeMarkup(facts(payload).join(" · "))}</p>`;
}

/** An equation as html. Each panel with its sign is a block, so that a narrow page breaks the equation between blocks. */
export function equationHtml(equation: Equation, detail: Detail): string {
  const { panels, numbered, notes } = shownPanels(equationPanels(equation), detail);
  const blocks = panels.map((panel, k) => {
    const sign = k > 0 ? `<td style="${PLAIN};padding:0 12px;font-size:18px">${panel.sign}</td>` : "";
    const row = `<tr style="background:none">${sign}<td style="${PLAIN};padding:0">${panelHtml(panel, numbered.has(panel))}</td></tr>`;
    return `<table style="${BLOCK_STYLE}">${row}</table>`;
  });
  return `<div>${blocks.join("")}</div>${notesHtml(notes)}`;
}

function lossPicture({ loss, divergedAt }: FactorizationPayload): string {
  if (loss.values.length < 2) return "";
  return imageMarkup(
    lossSvg([{ name: "loss", loss, divergedAt }]),
    "Loss, the mean squared error, by iteration",
  );
}

const BLOCK_STYLE =
  "display:inline-table;vertical-align:middle;border:none;border-collapse:collapse;margin:0 0 8px";

/** The equation L × U = L·U ≈ data, its error, and the loss curve. */
export const factorizationDrawing: Drawing<FactorizationPayload> = {
  picture: drawFactorization,
  html: (payload) =>
    figure(describe(payload), htmlTitle(payload) + equationHtml(payload, OF_HTML) + lossPicture(payload)),
};
