import { RUN_COLOURS } from "factorlab";
import type { Theme } from "factorlab";

/** How a run's curve is drawn: `dash` for plotly and `border` for the legend mean the same. */
export interface RunStyle {
  colour: string;
  dash: "solid" | "dash" | "dot";
  border: "solid" | "dashed" | "dotted";
}

const STROKES = [
  { dash: "solid", border: "solid" },
  { dash: "dash", border: "dashed" },
  { dash: "dot", border: "dotted" },
] as const;

/** How much white a colour that was made for white paper needs on a dark page. */
const LIGHTER = 0.35;

/** Colours first; where they are used up, the stroke changes. */
export function runStyle(index: number, theme: Theme): RunStyle {
  const colour = RUN_COLOURS[index % RUN_COLOURS.length];
  const stroke = STROKES[Math.floor(index / RUN_COLOURS.length) % STROKES.length];
  return { colour: theme === "dark" ? lighter(colour) : colour, ...stroke };
}

function lighter(hex: string): string {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${channels.map((c) => Math.round(c + LIGHTER * (255 - c))).join(", ")})`;
}
