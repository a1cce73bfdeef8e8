import type { LossPayload, LossViewPayload } from "factorlab";
import type { ChartSpec } from "../chart";
import type { Trace } from "../plotly";
import type { ChartStyle } from "../theme";
import { hoverLabel, TRANSPARENT } from "./chart-layout";
import { runStyle } from "./run-style";

/** The most grid lines across the curve. */
const MOST_TICKS = 5;
/** Curves of more points are thinned out by plotly, where the difference is not seen. */
const MOST_POINTS = 1000;

/** The chart of loss curves. The legend, which holds names from the payload, is not plotly's but ours. */
export function lossChart(runs: LossViewPayload["runs"], log: boolean, style: ChartStyle): ChartSpec {
  const losses = runs.map((run) => run.loss);
  return {
    traces: losses.map((loss, k) => trace(loss, k, style)),
    layout: {
      ...TRANSPARENT,
      margin: { l: 52, r: 16, t: 10, b: 38 },
      font: { family: style.font, size: 11, color: style.quiet },
      showlegend: false,
      dragmode: false,
      hovermode: "closest",
      hoverdistance: 40,
      hoverlabel: hoverLabel(style),
      xaxis: { ...axis(style), ...iterationAxis(losses) },
      yaxis: {
        ...axis(style),
        ...(log ? logAxis(losses, style) : { rangemode: "tozero", nticks: MOST_TICKS }),
      },
    },
  };
}

function trace({ iterations, values }: LossPayload, index: number, { theme }: ChartStyle): Trace {
  const { colour, dash } = runStyle(index, theme);
  return {
    type: "scatter",
    // A single point has no line.
    mode: values.length > 1 ? "lines" : "markers",
    x: iterations,
    y: values,
    // Every point of ours, but not each of the many that a stranger's file may hold.
    line: { color: colour, width: 2, dash, simplify: values.length > MOST_POINTS },
    cliponaxis: false,
    marker: { color: colour, size: 6 },
    hovertemplate: "iteration %{x}<br>loss %{y:.3~g}<extra></extra>",
  };
}

function axis({ grid }: ChartStyle): Record<string, unknown> {
  return { gridcolor: grid, zeroline: false, fixedrange: true, ticks: "", ticklabelstandoff: 6 };
}

function iterationAxis(losses: readonly LossPayload[]): Record<string, unknown> {
  const last = losses.reduce((most, { iterations }) => Math.max(most, iterations.at(-1) ?? 0), 1);
  const title = { text: "iteration", standoff: 6, font: { size: 11 } };
  return {
    title,
    showgrid: false,
    range: [0, last],
    tickformat: ",d",
    ...(last < 8 ? { dtick: 1 } : { nticks: 8 }),
  };
}

/**
 * Whole decades only: a tick a decade, or every second, third, … where there are many. A loss of exactly zero has
 * no place on this axis: the curve has a gap there.
 */
function logAxis(losses: readonly LossPayload[], style: ChartStyle): Record<string, unknown> {
  const levels = losses.flatMap(({ values }) => values.map(Math.log10)).filter(Number.isFinite);
  const low = levels.reduce((a, b) => Math.min(a, b));
  const high = levels.reduce((a, b) => Math.max(a, b));
  const step = Math.ceil((high - low) / (MOST_TICKS - 1));
  const edge = 0.04 * (high - low);
  // Down to the line just below the curve, where there is one close by.
  const line = step * Math.floor(low / step);
  const bottom = low - line < 3 * edge ? line : low - edge;
  return { type: "log", range: [bottom, high + edge], tick0: 0, dtick: step, ...powers(style) };
}

/** Plotly writes powers of ten a quarter larger than it is told. */
function powers({ font, quiet }: ChartStyle): Record<string, unknown> {
  return { exponentformat: "power", tickfont: { family: font, size: 11 / 1.25, color: quiet } };
}
