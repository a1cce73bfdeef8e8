import { RUN_COLOURS } from "factorlab/view";
import type { Theme } from "factorlab/view";

/** How a run's curve is drawn; dashes are lengths in pixels, as in SVG. */
export interface RunStyle {
  colour: string;
  dash: string;
}

/** Further runs differ by dots, since plain dashes are for losses on held-out cells. */
const STROKES = ["none", "2 3", "8 3 2 3"] as const;

/** The dashes of a run's loss on held-out cells. */
export const VALIDATION_DASH = "6 4";

/** The share of white that is mixed into a colour on a dark page. */
const LIGHTER = 0.35;

/** Gives each run another colour; when these are used up, the stroke changes. */
export function runStyle(index: number, theme: Theme): RunStyle {
  const colour = RUN_COLOURS[index % RUN_COLOURS.length];
  const dash = STROKES[Math.floor(index / RUN_COLOURS.length) % STROKES.length];
  return { colour: theme === "dark" ? lighter(colour) : colour, dash };
}

function lighter(hex: string): string {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${channels.map((c) => Math.round(c + LIGHTER * (255 - c))).join(", ")})`;
}

/** How a run is drawn beside the others. */
export interface Emphasis {
  /** From 0, not at all, to 1. */
  opacity: number;
  width: number;
}
