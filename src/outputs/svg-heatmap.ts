import { shrinkCells } from "../payload/build";
import type { CellsPayload } from "../payload/types";
import type { Detail } from "./detail";
import type { Panel } from "./panels";
import { pixelImage } from "./png";
import type { Pixels } from "./png";
import { paperColours, redGreenBlue } from "./ramps";
import { movedPart, PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { cutText } from "./table/brief";

/** The longer side, in pixels. */
const SIDE = 240;
/** The shorter side is no shorter than this. */
const LEAST = 24;
/** More shades of a ramp are not told apart, and take more bytes. */
const SHADES = 64;
const NAME_LINE = 16;
const NAME_LETTERS = 14;
const LETTER_WIDTH = 6.4;

/** A matrix as colours alone: a picture with a pixel for each cell or block, and below its middle the first and the last names. */
export function drawHeatmap(panel: Panel, { blocks }: Detail): Part {
  const { rows, columns } = panel.matrix.of ?? panel.matrix;
  const shrunk = shrinkCells(panel.matrix, blocks, blocks);
  const pixels = SIDE / Math.max(rows, columns);
  const width = round(Math.max(LEAST, columns * pixels));
  const height = round(Math.max(LEAST, rows * pixels));
  const picture = { markup: pixelImage(pixelsOf(shrunk, panel), width, height), width, height };
  const names = nameLines(panel);
  const longest = names.reduce((most, line) => Math.max(most, line.length), 0);
  const whole = Math.max(width, longest * LETTER_WIDTH);
  const style = `font-size="11" fill="${PAPER.quiet}" text-anchor="middle"`;
  const texts = names.map((line, k) => textElement(whole / 2, height + NAME_LINE * (k + 1), line, style));
  return {
    markup: movedPart(picture, (whole - width) / 2, 0) + texts.join(""),
    width: whole,
    height: height + NAME_LINE * names.length,
  };
}

function pixelsOf({ rows, columns, values }: CellsPayload, { scale }: Panel): Pixels {
  const shades: ReturnType<typeof paperColours>["background"][] = [];
  const places = new Map<string, number>();
  const colours = Uint8Array.from(values, (value) => {
    const shade = value === null ? PAPER.colour : shadeOf(scale, value);
    const place = places.get(shade) ?? shades.push(shade) - 1;
    places.set(shade, place);
    return place;
  });
  return { width: columns, height: rows, colours, palette: shades.map(redGreenBlue) };
}

function shadeOf(scale: Panel["scale"], value: number): string {
  const step = Math.round(Math.min(1, Math.max(0, scale.share(value))) * SHADES);
  return paperColours({ ...scale, share: () => step / SHADES }, value).background;
}

/** `Rows: Ada to Zoë`: single names beside rows of a few pixels could not be read. */
function nameLines({ rowLabels, columnLabels }: Panel): string[] {
  const line = (side: string, names: readonly string[] | undefined): string[] =>
    names === undefined || names.length === 0
      ? []
      : [`${side}: ${cutText(names[0], NAME_LETTERS)} to ${cutText(names[names.length - 1], NAME_LETTERS)}`];
  return [...line("Rows", rowLabels), ...line("Columns", columnLabels)];
}
