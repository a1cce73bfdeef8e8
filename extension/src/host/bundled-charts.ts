import type { Plotly } from "plotly.js/lib/core";

/** Loads the chart library from the files that the bundler made beside this one. */
export async function bundledCharts(): Promise<Plotly> {
  const [core, heatmap] = await Promise.all([import("plotly.js/lib/core"), import("plotly.js/lib/heatmap")]);
  core.default.register([heatmap.default]);
  return core.default;
}
