import type { Plotly } from "plotly.js/lib/core";

/** Loads the chart library from the file that the bundler made of it. */
export async function bundledCharts(): Promise<Plotly> {
  return (await import("./chart-library")).default;
}
