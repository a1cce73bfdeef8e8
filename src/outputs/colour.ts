/** JupyterLab's two kinds of theme. */
export type Theme = "light" | "dark";

/** A cell's colours, as CSS hex. */
export interface CellColours {
  /** The colour of the cell, as CSS writes it. */
  background: string;
  /** The colour of the number on it. */
  text: string;
}

type Rgb = readonly [number, number, number];

/**
 * Colours for numbers: `blue` on the page's own background, `viridis` with more distinct steps, and `grey`, which also
 * prints in black and white. All of them grow steadily lighter or darker, and use only pairs of colours that people with
 * any common kind of colour vision can tell apart.
 */
export type Palette = "blue" | "viridis" | "grey";

/** The ramps of one palette: from small to large, and from below zero through zero to above. */
interface Ramps {
  sequential: readonly Rgb[];
  diverging: readonly Rgb[];
}

const VIRIDIS: readonly Rgb[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

const PALETTES: Record<Palette, Record<Theme, Ramps>> = {
  blue: {
    light: {
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
    },
    dark: {
      sequential: [
        [38, 50, 63],
        [46, 88, 128],
        [78, 146, 207],
      ],
      diverging: [
        [72, 138, 199],
        [40, 41, 43],
        [205, 112, 46],
      ],
    },
  },
  viridis: {
    light: {
      sequential: VIRIDIS,
      diverging: [
        [118, 72, 150],
        [246, 246, 244],
        [52, 145, 98],
      ],
    },
    dark: {
      sequential: VIRIDIS,
      diverging: [
        [164, 118, 196],
        [40, 41, 43],
        [70, 164, 116],
      ],
    },
  },
  grey: {
    light: {
      sequential: [
        [242, 242, 242],
        [90, 90, 90],
      ],
      diverging: [
        [96, 96, 96],
        [216, 216, 216],
        [255, 255, 255],
      ],
    },
    dark: {
      sequential: [
        [44, 44, 44],
        [200, 200, 200],
      ],
      diverging: [
        [16, 16, 16],
        [74, 74, 74],
        [206, 206, 206],
      ],
    },
  },
};

/** With pure black and white, every shade has a contrast of at least 4.5 to one of them. */
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The steps of a ramp: an odd number, so that the middle is one of them. */
const RAMP_STEPS = 257;

/** Colours for `t` from 0 (the scale's least) to 1 (its most); the text is the more legible of black and white. */
export function heatColours(t: number, theme: Theme, palette: Palette = "blue"): CellColours {
  return shade(PALETTES[palette][theme].sequential, t);
}

/** Colours for `t` from −1 through 0, which is neutral, to 1. */
export function divergingColours(t: number, theme: Theme, palette: Palette = "blue"): CellColours {
  return shade(PALETTES[palette][theme].diverging, (t + 1) / 2);
}

/** The shades of each ramp, mixed once: an animated picture needs thousands a second. */
const mixed = new Map<readonly Rgb[], CellColours[]>();

function shade(stops: readonly Rgb[], t: number): CellColours {
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
