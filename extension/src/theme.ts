import type { Theme } from "factorlab/view";

/** The theme's values for a chart, since plotly cannot read CSS variables. */
export interface ChartStyle {
  theme: Theme;
  font: string;
  ink: string;
  quiet: string;
  grid: string;
  surface: string;
}

/** Reads the theme as it applies to `node`. */
export function chartStyle(node: Element, theme: Theme): ChartStyle {
  const probe = document.createElement("span");
  node.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return plainColour(getComputedStyle(probe).color);
  };
  const style = {
    theme,
    font: getComputedStyle(node).fontFamily,
    ink: colour("--factorlab-ink"),
    quiet: colour("--factorlab-quiet"),
    grid: colour("--factorlab-gridline"),
    surface: colour("--factorlab-surface"),
  };
  probe.remove();
  return style;
}

/** A mixed colour is computed as `color(srgb 0.9 0.9 0.9)`, which plotly does not read. */
function plainColour(computed: string): string {
  const mixed = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(computed);
  if (!mixed) return computed;
  const [red, green, blue] = mixed.slice(1, 4).map((share) => Math.round(255 * Number(share)));
  return `rgba(${red}, ${green}, ${blue}, ${mixed[4] ?? 1})`;
}
