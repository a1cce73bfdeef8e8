import type { Plotly, PlotlyNode, Trace } from "plotly.js/lib/core";
import { host } from "./host";

export type { Plotly, PlotlyNode, Trace };

let loading: Promise<Plotly> | null = null;

/** Loads the chart library when the first chart is drawn. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= host()
    .loadCharts()
    .catch((error: unknown) => {
      // Forgets the failure, so that the next chart tries again.
      loading = null;
      throw error;
    });
  return loading;
}
