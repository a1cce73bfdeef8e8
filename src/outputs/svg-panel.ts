import type { Detail } from "./detail";
import { escapeMarkup, UNKNOWN } from "./markup";
import { formatNumber } from "./number";
import { beyondSign } from "./panels";
import type { Panel } from "./panels";
import { paperColours } from "./ramps";
import { drawHeatmap } from "./svg-heatmap";
import { PAPER, movedPart } from "./svg-page";
import type { Part } from "./svg-page";

const CELL_SIZE = { height: 26, gap: 2, digitWidth: 7.3, padding: 12 };
/** The height of a panel's heading. */
export const HEADING = 24;

/** A panel with its heading. @param numbered whether it is drawn with its numbers, or as colours alone. */
export function drawPanel(panel: Panel, numbered: boolean, detail: Detail): Part {
  const matrix = numbered ? drawNumbers(panel) : drawHeatmap(panel, detail);
  const label = `${panel.name} ${panel.note}`;
  const width = Math.max(matrix.width, label.length * 7);
  const heading =
    `<text x="${width / 2}" y="13" text-anchor="middle" font-size="12" fill="${PAPER.quiet}">` +
    `<tspan font-weight="bold" fill="${PAPER.ink}">${escapeMarkup(panel.name)}</tspan> ${escapeMarkup(panel.note)}</text>`;
  const markup = heading + movedPart(matrix, (width - matrix.width) / 2, HEADING);
  return { markup, width, height: HEADING + matrix.height };
}

function drawNumbers(panel: Panel): Part {
  const { rows, columns, values } = panel.matrix;
  const labels = values.map((x, k) =>
    x === null ? UNKNOWN : formatNumber(x, panel.decimals) + beyondSign(panel, k),
  );
  const longest = labels.reduce((most, label) => Math.max(most, label.length), 1);
  const width = Math.ceil(longest * CELL_SIZE.digitWidth + CELL_SIZE.padding);
  const { height, gap } = CELL_SIZE;
  const cells = values.map((value, k) => {
    const x = (k % columns) * (width + gap);
    const y = Math.floor(k / columns) * (height + gap);
    const { background, text } =
      value === null ? { background: PAPER.colour, text: PAPER.quiet } : paperColours(panel.scale, value);
    const font = `font-size="12" font-family="monospace" fill="${text}"`;
    return (
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2" fill="${background}"/>` +
      textAt(x + width / 2, y + height / 2 + 4, labels[k], font)
    );
  });
  return {
    markup: cells.join(""),
    width: columns * (width + gap) - gap,
    height: rows * (height + gap) - gap,
  };
}

/** Text around a place. */
export function textAt(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${x}" y="${y}" text-anchor="middle" ${attributes}>${escapeMarkup(text)}</text>`;
}
