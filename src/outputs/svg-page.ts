import { escapeMarkup } from "./markup";

/** The margin and the colours of every picture. */
export const PAPER = {
  margin: 16,
  colour: "#ffffff",
  ink: "#171b21",
  quiet: "#646b75",
  track: "#e4e6ea",
} as const;

/** The space between parts of a picture, in pixels. */
export const SPACE = 24;

/** A drawn part: its markup, with its own origin, and its size in pixels. */
export interface Part {
  markup: string;
  width: number;
  height: number;
}

/** A part as a picture of its own, with the title `alternative`. */
export function page(part: Part, alternative: string, margin: number = PAPER.margin): string {
  const width = Math.ceil(part.width + 2 * margin);
  const height = Math.ceil(part.height + 2 * margin);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `role="img" font-family="system-ui, sans-serif"><title>${escapeMarkup(alternative)}</title>` +
    `<rect width="${width}" height="${height}" fill="${PAPER.colour}"/>${movedPart(part, margin, margin)}</svg>`
  );
}

export function movedPart(part: Part, x: number, y: number): string {
  return `<g transform="translate(${round(x)} ${round(y)})">${part.markup}</g>`;
}

export function round(x: number): number {
  return Math.round(x * 100) / 100;
}

/** Text that begins, ends or has its middle at a place, as its attributes say. */
export function textElement(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeMarkup(text)}</text>`;
}
