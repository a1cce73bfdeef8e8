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
    return getComputedStyle(probe).color;
  };
  const style = {
    theme,
    font: getComputedStyle(node).fontFamily,
    ink: colour("--factorlab-ink"),
    quiet: colour("--factorlab-quiet"),
    grid: colour("--factorlab-line"),
    surface: colour("--factorlab-surface"),
  };
  probe.remove();
  return style;
}
