/** A cell's colours, as CSS hex. */
export interface CellColours {
  /** The colour of the cell, as CSS writes it. */
  background: string;
  /** The colour of the number on it. */
  text: string;
}

/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Red, green and blue of a colour as CSS hex. */
export function redGreenBlue(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** The ramps of one palette: from small to large, and from below zero through zero to above. */
export interface Ramps {
  /** From small to large. */
  readonly sequential: readonly Rgb[];
  /** From below zero through zero, which is neutral, to above. */
  readonly diverging: readonly Rgb[];
}

/** Where the values of a matrix stand on a ramp. */
export interface ColourScale {
  /** Which ramp it is. */
  readonly ramp: keyof Ramps;
  /** From 0, where the ramp begins, to 1. */
  readonly share: (value: number) => number;
}

/** The ramps of still pictures, which are on white paper. */
export const PAPER_RAMPS: Ramps = {
  sequential: [
    [232, 240, 249],
    [140, 182, 219],
    [36, 106, 172],
  ],
  diverging: [
    [62, 124, 186],
    [246, 246, 244],
    [219, 122, 49],
  ],
};

/** The colours of a cell that holds `value` in a still picture. */
export function paperColours({ ramp, share }: ColourScale, value: number): CellColours {
  return shade(PAPER_RAMPS[ramp], share(value));
}

/** With pure black and white, every shade has a contrast of at least 4.5 to one of them. */
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The steps of a ramp: an odd number, so that the middle is one of them. */
const RAMP_STEPS = 257;

/** The shades of each ramp, mixed once: an animated picture needs thousands a second. */
const mixed = new Map<readonly Rgb[], CellColours[]>();

/** The colours at a share of a ramp; the text is the more legible of black and white. */
export function shade(stops: readonly Rgb[], t: number): CellColours {
  let shades = mixed.get(stops);
  if (!shades) {
    shades = Array.from({ length: RAMP_STEPS }, (_, k) =>
      coloursOn(interpolate(stops, k / (RAMP_STEPS - 1))),
    );
    mixed.set(stops, shades);
  }
  const share = Math.min(1, Math.max(0, Number.isFinite(t) ? t : 0));
  return shades[Math.round(share * (RAMP_STEPS - 1))];
}

function interpolate(stops: readonly Rgb[], t: number): Rgb {
  const last = stops.length - 1;
  const position = t * last;
  const from = Math.min(Math.floor(position), last - 1);
  const share = position - from;
  const mixed = stops[from].map((low, c) => Math.round(low + share * (stops[from + 1][c] - low)));
  return [mixed[0], mixed[1], mixed[2]];
}

function coloursOn(background: Rgb): CellColours {
  const text = contrast(background, BLACK) >= contrast(background, WHITE) ? BLACK : WHITE;
  return { background: hex(background), text: hex(text) };
}

/** The contrast ratio of two colours, 1 to 21. @see WCAG 2.2, relative luminance */
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function hex(colour: Rgb): string {
  return `#${colour.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}
