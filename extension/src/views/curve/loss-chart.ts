import type { LossPayload, RunPayload } from "factorlab/view";
import type { ChartSpec } from "../../chart";
import type { Trace } from "../../plotly";
import type { ChartStyle } from "../../theme";
import { t } from "../../words";
import { hoverLabel, TRANSPARENT } from "../chart-layout";
import { PLOT_MARGIN, pointsOf } from "./plot";
import type { Plot } from "./plot";
import { runStyle, VALIDATION_DASH } from "./run-style";
import type { Scale } from "./scale";

/** Curves of more points are thinned out by plotly, where the difference is not seen. */
const MOST_DRAWN_POINTS = 1000;

/** How a run is drawn beside the others. */
export interface Emphasis {
  /** From 0, not at all, to 1. */
  opacity: number;
  width: number;
}

/**
 * The chart of loss curves. Plotly gets places in the unit square, so that the axes are ours to the pixel and no
 * number is too large for it; iterations and losses go along for the label under the pointer. The legend and the
 * marks, which hold names from the payload, are not plotly's but ours.
 */
export function lossChart(
  runs: readonly RunPayload[],
  plot: Plot,
  style: ChartStyle,
  emphasis: (run: number) => Emphasis,
  { hover = true, step = "iteration" }: { hover?: boolean; step?: "iteration" | "epoch" } = {},
): ChartSpec {
  const over = step === "epoch" ? t("epoch") : t("iteration");
  const { left: l, right: r, top, bottom: b } = PLOT_MARGIN;
  const traces = runs.flatMap(({ loss, validation }, k) => {
    const { colour, dash } = runStyle(k, style.theme);
    const line = { color: colour, ...emphasis(k) };
    const own = trace(loss, plot, over, { ...line, dash: plotlyDash(dash) });
    if (!validation) return [own];
    return [own, trace(validation, plot, over, { ...line, dash: plotlyDash(VALIDATION_DASH) })];
  });
  return {
    traces: traces.filter(({ opacity }) => opacity !== 0),
    layout: {
      ...TRANSPARENT,
      margin: { l, r, t: top, b },
      font: { family: style.font, size: 11, color: style.quiet },
      showlegend: false,
      dragmode: false,
      hovermode: hover ? "closest" : false,
      hoverdistance: 40,
      hoverlabel: hoverLabel(style),
      xaxis: { ...axis(plot.x, style), showgrid: false, title: axisTitle(over) },
      yaxis: axis(plot.y, style),
    },
  };
}

interface ChartLine extends Emphasis {
  color: string;
  dash: string;
}

function trace(
  loss: LossPayload,
  plot: Plot,
  over: string,
  { color, dash, opacity, width }: ChartLine,
): Trace {
  const points = pointsOf(loss, plot);
  return {
    type: "scatter",
    // A single point has no line.
    mode: points.length > 1 ? "lines" : "markers",
    x: points.map(({ x }) => x),
    // A loss of exactly zero has no place on a logarithmic axis: the curve has a gap there.
    y: points.map(({ y }) => (Number.isFinite(y) ? y : null)),
    customdata: loss.values.map((value, k) => [loss.iterations[k], value]),
    opacity,
    // Every point of ours, but not each of the many that a stranger's file may hold.
    line: { color, width, dash, simplify: points.length > MOST_DRAWN_POINTS },
    cliponaxis: false,
    marker: { color, size: 6 },
    hovertemplate: `${over} %{customdata[0]:,d}<br>${t("loss")} %{customdata[1]:.3~g}<extra></extra>`,
  };
}

/** Plotly wants lengths with their unit, and its own word for none. */
function plotlyDash(dash: string): string {
  return dash === "none" ? "solid" : dash.replaceAll(" ", "px,").concat("px");
}

function axis({ ticks, share }: Scale, { grid }: ChartStyle): Record<string, unknown> {
  return {
    range: [0, 1],
    tickvals: ticks.map(({ value }) => share(value)),
    ticktext: ticks.map(({ label }) => label),
    tickangle: 0,
    gridcolor: grid,
    zeroline: false,
    fixedrange: true,
    ticks: "",
    ticklabelstandoff: 6,
  };
}

function axisTitle(text: string): Record<string, unknown> {
  return { text, standoff: 6, font: { size: 11 } };
}
