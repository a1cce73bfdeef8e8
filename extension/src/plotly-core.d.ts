/** The part of plotly.js that the charts use. */
declare module "plotly.js/lib/core" {
  export interface Trace {
    type: "scatter" | "heatmap";
    [option: string]: unknown;
  }

  /** A node that a chart has been drawn on. */
  export interface PlotlyNode extends HTMLElement {
    on(event: string, listener: (data: Readonly<Record<string, unknown>> | null) => void): void;
  }

  export interface Plotly {
    /** Draws on `node`, or updates the chart there. @returns a promise of the same node. */
    react(
      node: HTMLElement,
      traces: readonly Trace[],
      layout: Readonly<Record<string, unknown>>,
      config: Readonly<Record<string, unknown>>,
    ): Promise<PlotlyNode>;
    /** Removes a chart with its listeners. */
    purge(node: HTMLElement): void;
    register(modules: readonly unknown[]): void;
  }

  const plotly: Plotly;
  export default plotly;
}

declare module "plotly.js/lib/heatmap" {
  const heatmap: unknown;
  export default heatmap;
}
