import { shrinkCells } from "../payload/build";
import { escapeMarkup, MOST_NUMBERED, UNKNOWN } from "./markup";
import { formatNumber } from "./number";
import { beyondSign } from "./panels";
import type { Panel } from "./panels";
import { paperColours } from "./ramps";
import { page, PAPER, movedPart, round } from "./svg-page";
import type { Part } from "./svg-page";

const CELL_SIZE = { height: 26, gap: 2, digitWidth: 7.3, padding: 12 };
/** The side, in pixels, of a matrix that is too large for numbers. */
const DENSE_SIDE = 240;
/** The height of a panel's heading. */
export const HEADING = 24;

/** One panel's matrix alone, without its heading, for use inside html. */
export function matrixSvg(panel: Panel): string {
  return page(drawMatrix(panel), `${panel.name}, ${panel.note}`, 0);
}

/** A panel with its heading. */
export function drawPanel(panel: Panel): Part {
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

/** A large matrix as colours alone; one path for each shade keeps it to a few kilobytes. */
function drawColours(panel: Panel): Part {
  const { rows, columns, values } = shrinkCells(panel.matrix, MOST_NUMBERED, MOST_NUMBERED);
  const shades = new Map<string, string>();
  values.forEach((value, k) => {
    const shade = value === null ? PAPER.colour : paperColours(panel.scale, value).background;
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

/** Text around a place. */
export function textAt(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${x}" y="${y}" text-anchor="middle" ${attributes}>${escapeMarkup(text)}</text>`;
}
