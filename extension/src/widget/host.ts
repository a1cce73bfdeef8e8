import { bundledCharts } from "../host/bundled-charts";
import type { Host } from "../host/host";
import { pageHost } from "../host/page-host";
import { THEME_MARK } from "../host/page-theme";
import { PUBLISHED_PLAYGROUND } from "../host/published";
import { onPreferencesChange, preferences } from "../preferences";
import { notebookTheme } from "./notebook-theme";

/** The nodes of the widgets on the page, which share this module. */
const shown = new Set<Element>();

/**
 * The host of widgets in notebooks of all makers.
 * @param worker the address of the script that trains in a worker.
 */
export function widgetHost(worker: string): Host {
  return pageHost({
    theme: notebookTheme(() => active()),
    startWorker: () => new Worker(worker, { type: "module" }),
    triesAnyTable: true,
    loadCharts: bundledCharts,
    // A notebook opens no links to experiments, and most have an address that others cannot reach.
    linkBase: () => (PUBLISHED_PLAYGROUND === "" ? null : PUBLISHED_PLAYGROUND),
    root: () => active() ?? document.body,
  });
}

/** Keeps a widget's node among those that the host serves, with the theme's mark. @returns a function that ends it. */
export function serve(node: Element): () => void {
  shown.add(node);
  const mark = (): void => node.setAttribute(THEME_MARK, preferences().theme);
  const stop = onPreferencesChange(mark);
  // A node has a background behind it only once it is on the page.
  const later = requestAnimationFrame(mark);
  mark();
  return () => {
    cancelAnimationFrame(later);
    stop();
    shown.delete(node);
  };
}

/** The widget with the focus, or the newest one. */
function active(): Element | null {
  const nodes = [...shown];
  return nodes.find((node) => node.matches(":focus-within")) ?? nodes.at(-1) ?? null;
}
