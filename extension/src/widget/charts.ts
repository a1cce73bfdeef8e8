import type { Plotly } from "plotly.js/lib/core";
import type { WidgetModel } from "./model";

/** Milliseconds to wait for Python, which may be at work on a cell. */
const PATIENCE = 60_000;

/** Asks Python for the chart library, a file beside the widget's, and loads it. */
export async function chartsFromPython(model: WidgetModel): Promise<Plotly> {
  const url = URL.createObjectURL(new Blob([await receive(model)], { type: "text/javascript" }));
  try {
    return ((await import(/* @vite-ignore */ url)) as { default: Plotly }).default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function receive(model: WidgetModel): Promise<BufferSource> {
  return new Promise((done, fail) => {
    const settle = (): void => {
      clearTimeout(timer);
      model.off("msg:custom", take);
    };
    const take = (content: unknown, buffers: readonly BufferSource[]): void => {
      if ((content as { kind?: unknown } | null)?.kind !== "charts") return;
      settle();
      done(buffers[0]);
    };
    const timer = setTimeout(() => {
      settle();
      fail(new Error("Python did not send the charts: is its kernel running?"));
    }, PATIENCE);
    model.on("msg:custom", take);
    model.send({ kind: "charts" });
  });
}
