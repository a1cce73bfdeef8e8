import { largest } from "../lists";
import { shrinkCells } from "../payload/build";
import type { FactorizationPayload, Payload, TrainingPayload } from "../payload/types";
import { describe, facts } from "./describe";
import { escapeMarkup, MOST_NUMBERED, UNKNOWN } from "./markup";
import { formatNumber } from "./number";
import { factorizationPanels, matrixPanel } from "./panels";
import type { Panel } from "./panels";
import { trainingHeading, trainingLine, trainingShare } from "./progress";
import { lossChart, RUN_COLOURS } from "./svg-loss";
import type { LossWords, NamedLoss } from "./svg-loss";
import { drawList } from "./svg-list";
import { mapChart } from "./svg-map";
import { page, PAPER, movedPart, round } from "./svg-page";
import type { Part } from "./svg-page";

const CELL_SIZE = { height: 26, gap: 2, digitWidth: 7.3, padding: 12 };
/** The side, in pixels, of a matrix that is too large for numbers. */
const DENSE_SIDE = 240;
const HEADING = 24;
const SIGN = 34;
const SPACE = 24;
/** The width, in pixels, beyond which an equation continues in a new line. */
const MOST_PICTURE_WIDTH = 960;

/** A payload as one svg picture on white paper, without scripts, styles or links. */
export function toSvg(payload: Payload): string {
  switch (payload.kind) {
    case "matrix":
      return page(drawPanel(matrixPanel(payload)), describe(payload));
    case "factorization":
      return page(drawFactorization(payload), describe(payload));
    case "loss":
      return page(lossChart(payload.runs, 640, 220, undefined, payload), describe(payload));
    case "table":
      return page(drawList(payload), describe(payload));
    case "map":
      return page(mapChart(payload), describe(payload));
    case "training":
      return page(drawTraining(payload), describe(payload));
  }
}

/** One panel's matrix alone, without its heading, for use inside html. */
export function matrixSvg(panel: Panel): string {
  return page(drawMatrix(panel), `${panel.name}, ${panel.note}`, 0);
}

/** The size of {@link lossSvg} in pixels. */
export const LOSS_SVG = { width: 656, height: 216 } as const;

/** The loss curves alone, for use inside html; `until` as {@link lossChart} has it. */
export function lossSvg(runs: readonly NamedLoss[], until?: number, words?: LossWords): string {
  const margin = 8;
  const chart = lossChart(runs, LOSS_SVG.width - 2 * margin, LOSS_SVG.height - 2 * margin, until, words);
  return page(chart, "Loss by iteration", margin);
}

/** The heading, bar, numbers and curve of a training. */
function drawTraining(payload: TrainingPayload): Part {
  const width = 640;
  const heading = `<text y="14" font-size="14" font-weight="bold" fill="${PAPER.ink}">${trainingHeading(payload)}</text>`;
  const subtitle = `<text y="54" font-size="13" fill="${PAPER.quiet}">${escapeMarkup(trainingLine(payload))}</text>`;
  const done = round(trainingShare(payload) * width);
  const bar =
    `<rect y="24" width="${width}" height="8" rx="4" fill="${PAPER.track}"/>` +
    (done > 0 ? `<rect y="24" width="${done}" height="8" rx="4" fill="${RUN_COLOURS[0]}"/>` : "");
  const chart = lossChart([{ name: "loss", loss: payload.loss }], width, 190);
  const markup = heading + bar + subtitle + movedPart(chart, 0, 54 + SPACE);
  return { markup, width, height: 54 + SPACE + chart.height };
}

function drawFactorization(payload: FactorizationPayload): Part {
  const equation = drawEquation(factorizationPanels(payload));
  const subtitle = facts(payload).join(" · ");
  const title =
    `<text y="14" font-size="14" font-weight="bold" fill="${PAPER.ink}">Matrix factorization</text>` +
    `<text x="164" y="14" font-size="13" fill="${PAPER.quiet}">${escapeMarkup(subtitle)}</text>`;
  const top = 36;
  let markup = title + movedPart(equation, 0, top);
  let height = top + equation.height;
  const width = Math.max(equation.width, 640, 164 + subtitle.length * 7);
  if (payload.loss.values.length > 1) {
    const { loss, divergedAt } = payload;
    const chart = lossChart([{ name: "loss", loss, divergedAt }], width, 190);
    markup += movedPart(chart, 0, height + SPACE);
    height += SPACE + chart.height;
  }
  return { markup, width, height };
}

/** Lays the panels out from left to right, in as many lines as the width requires. */
function drawEquation(panels: Panel[]): Part {
  const lines: { part: Part; sign: string }[][] = [[]];
  let used = 0;
  for (const panel of panels) {
    const part = drawPanel(panel);
    const added = part.width + (panel.sign ? SIGN : SPACE);
    if (used > 0 && used + added > MOST_PICTURE_WIDTH) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push({ part, sign: panel.sign });
    used += added;
  }
  return stack(lines.map(drawLine));
}

function drawLine(line: { part: Part; sign: string }[]): Part {
  const height = largest(line.map(({ part }) => part.height));
  let x = 0;
  let markup = "";
  line.forEach(({ part, sign }, k) => {
    if (sign) x += SIGN;
    else if (k > 0) x += SPACE;
    const middle = (height + HEADING) / 2;
    if (sign) markup += textAt(x - SIGN / 2, middle + 6, sign, `font-size="18" fill="${PAPER.quiet}"`);
    markup += movedPart(part, x, (height - part.height) / 2);
    x += part.width;
  });
  return { markup, width: x, height };
}

function stack(parts: Part[]): Part {
  let markup = "";
  let height = -SPACE;
  for (const part of parts) {
    markup += movedPart(part, 0, height + SPACE);
    height += SPACE + part.height;
  }
  return { markup, width: largest(parts.map((part) => part.width)), height };
}

function drawPanel(panel: Panel): Part {
  const matrix = drawMatrix(panel);
  const label = `${panel.name} ${panel.note}`;
  const width = Math.max(matrix.width, label.length * 7);
  const heading =
    `<text x="${width / 2}" y="13" text-anchor="middle" font-size="12" fill="${PAPER.quiet}">` +
    `<tspan font-weight="bold" fill="${PAPER.ink}">${escapeMarkup(panel.name)}</tspan> ${escapeMarkup(panel.note)}</text>`;
  const markup = heading + movedPart(matrix, (width - matrix.width) / 2, HEADING);
  return { markup, width, height: HEADING + matrix.height };
}

function drawMatrix(panel: Panel): Part {
  const { rows, columns } = panel.matrix;
  return rows <= MOST_NUMBERED && columns <= MOST_NUMBERED ? drawNumbers(panel) : drawColours(panel);
}

function drawNumbers(panel: Panel): Part {
  const { rows, columns, values } = panel.matrix;
  const labels = values.map((x) => (x === null ? UNKNOWN : formatNumber(x, panel.decimals)));
  const longest = labels.reduce((most, label) => Math.max(most, label.length), 1);
  const width = Math.ceil(longest * CELL_SIZE.digitWidth + CELL_SIZE.padding);
  const { height, gap } = CELL_SIZE;
  const cells = values.map((value, k) => {
    const x = (k % columns) * (width + gap);
    const y = Math.floor(k / columns) * (height + gap);
    const { background, text } =
      value === null ? { background: PAPER.colour, text: PAPER.quiet } : panel.colours(value, "light");
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

/** A large matrix as colours alone; one path for each shade keeps it to a few kilobytes. */
function drawColours(panel: Panel): Part {
  const { rows, columns, values } = shrinkCells(panel.matrix, MOST_NUMBERED, MOST_NUMBERED);
  const shades = new Map<string, string>();
  values.forEach((value, k) => {
    const shade = value === null ? PAPER.colour : panel.colours(value, "light").background;
    const square = `M${k % columns} ${Math.floor(k / columns)}h1v1h-1z`;
    shades.set(shade, (shades.get(shade) ?? "") + square);
  });
  const paths = [...shades].map(([shade, path]) => `<path fill="${shade}" d="${path}"/>`).join("");
  const whole = panel.matrix.of ?? panel.matrix;
  const pixels = DENSE_SIDE / Math.max(whole.rows, whole.columns);
  const size = { width: Math.max(24, whole.columns * pixels), height: Math.max(24, whole.rows * pixels) };
  const scale = `scale(${round(size.width / columns)} ${round(size.height / rows)})`;
  return { markup: `<g transform="${scale}" shape-rendering="crispEdges">${paths}</g>`, ...size };
}

function textAt(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${x}" y="${y}" text-anchor="middle" ${attributes}>${escapeMarkup(text)}</text>`;
}
