import type { Theme } from "factorlab";

/** JupyterLab marks its theme on the body, whichever page shows the output. */
const MARKS = ["data-jp-theme-name", "data-jp-theme-light"];

const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

/** Whether the theme is one of the light or of the dark ones. */
export function currentTheme(): Theme {
  return document.body.dataset.jpThemeLight === "false" ? "dark" : "light";
}

/** Calls `listener` after each change of the theme, until the function it returns is called. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => listeners.forEach((each) => each()));
    observer.observe(document.body, { attributeFilter: MARKS });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = null;
  };
}

/** What a chart takes from the theme. Plotly reads no CSS variables, so these are their values. */
export interface ChartStyle {
  theme: Theme;
  font: string;
  ink: string;
  quiet: string;
  grid: string;
  surface: string;
}

/** Reads the theme where `node` stands. */
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
