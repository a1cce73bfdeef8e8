import { PAPER_RAMPS, shade } from "./ramps";
import type { CellColours, ColourScale, Ramps, Rgb } from "./ramps";

/** JupyterLab's two kinds of theme. */
export type Theme = "light" | "dark";

/**
 * Colours for numbers: `blue` on the page's own background, `viridis` with more distinct steps, and `grey`, which also
 * prints in black and white. All of them grow steadily lighter or darker, and use only pairs of colours that people with
 * any common kind of colour vision can tell apart.
 */
export type Palette = "blue" | "viridis" | "grey";

const VIRIDIS: readonly Rgb[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

const PALETTES: Record<Palette, Record<Theme, Ramps>> = {
  blue: {
    light: PAPER_RAMPS,
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

/** Colours for `t` from 0 (the scale's least) to 1 (its most); the text is the more legible of black and white. */
export function heatColours(t: number, theme: Theme, palette: Palette = "blue"): CellColours {
  return shade(PALETTES[palette][theme].sequential, t);
}

/** Colours for `t` from −1 through 0, which is neutral, to 1. */
export function divergingColours(t: number, theme: Theme, palette: Palette = "blue"): CellColours {
  return shade(PALETTES[palette][theme].diverging, (t + 1) / 2);
}

/** The colours of a cell that holds `value`, on a panel's scale. */
export function cellColours(
  { ramp, share }: ColourScale,
  value: number,
  theme: Theme,
  palette: Palette = "blue",
): CellColours {
  return shade(PALETTES[palette][theme][ramp], share(value));
}
