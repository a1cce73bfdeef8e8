import type { Plotly, Trace } from "plotly.js/lib/core";

export type { Plotly, Trace };

let loading: Promise<Plotly> | null = null;

/** Loads the chart library, a megabyte, when the first chart is drawn. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= load().catch((error: unknown) => {
    // Forgets the failure, so that the next chart tries again.
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Plotly> {
  const [core, heatmap] = await Promise.all([import("plotly.js/lib/core"), import("plotly.js/lib/heatmap")]);
  core.default.register([heatmap.default]);
  return core.default;
}
