/** JupyterLab's two kinds of theme. */
export type Theme = "light" | "dark";

/** A cell's colours, as CSS hex. */
export interface CellColours {
  background: string;
  text: string;
}

type Rgb = readonly [number, number, number];

/** Ramps from small to large. Blue against orange is told apart by all common kinds of colour vision. */
const SEQUENTIAL: Record<Theme, readonly Rgb[]> = {
  light: [
    [232, 240, 249],
    [140, 182, 219],
    [36, 106, 172],
  ],
  dark: [
    [38, 50, 63],
    [46, 88, 128],
    [78, 146, 207],
  ],
};
const DIVERGING: Record<Theme, readonly Rgb[]> = {
  light: [
    [62, 124, 186],
    [246, 246, 244],
    [219, 122, 49],
  ],
  dark: [
    [72, 138, 199],
    [40, 41, 43],
    [205, 112, 46],
  ],
};
/** Only true black and white leave no shade without a contrast of 4.5 to one of them. */
const INK: Rgb = [0, 0, 0];
const PAPER: Rgb = [255, 255, 255];

/** Colours for `t` from 0 (the scale's least) to 1 (its most); the text is the more legible of dark and white. */
export function heatColours(t: number, theme: Theme): CellColours {
  return cell(along(SEQUENTIAL[theme], t));
}

/** Colours for `t` from −1 through 0, which is neutral, to 1. */
export function divergingColours(t: number, theme: Theme): CellColours {
  return cell(along(DIVERGING[theme], (t + 1) / 2));
}

function along(stops: readonly Rgb[], t: number): Rgb {
  const last = stops.length - 1;
  const place = Math.min(1, Math.max(0, Number.isFinite(t) ? t : 0)) * last;
  const from = Math.min(Math.floor(place), last - 1);
  const share = place - from;
  const mixed = stops[from].map((low, c) => Math.round(low + share * (stops[from + 1][c] - low)));
  return [mixed[0], mixed[1], mixed[2]];
}

function cell(background: Rgb): CellColours {
  const text = contrast(background, INK) >= contrast(background, PAPER) ? INK : PAPER;
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
