import type { LossPayload, RunPayload } from "factorlab/view";
import type { ChartSpec } from "../../chart";
import type { Trace } from "../../host/charts";
import type { ChartStyle } from "../../theme";
import { localNumber, t } from "../../words";
import { hoverLabel, TRANSPARENT } from "../chart-layout";
import { iterationTitle } from "./light-chart";
import { PLOT_MARGIN, pointsOf } from "./plot";
import type { Plot } from "./plot";
import { runStyle, VALIDATION_DASH } from "./run-style";
import type { Emphasis } from "./run-style";
import type { Scale } from "./scale";

/** Plotly thins out curves of more points, where the difference is not visible. */
const MOST_DRAWN_POINTS = 1000;

/**
 * Makes the chart of loss curves. Plotly gets points in the unit square, so that our own axes agree to the pixel and no
 * number is too large for it; iterations and losses are added for the label under the pointer. We draw the legend and
 * the marks ourselves, since they hold names from the payload.
 */
export function plotlyChart(
  runs: readonly RunPayload[],
  plot: Plot,
  style: ChartStyle,
  emphasis: (run: number) => Emphasis,
  step: "iteration" | "epoch" = "iteration",
  isZoomable = false,
): ChartSpec {
  const unit = step === "epoch" ? t("epoch") : t("iteration");
  const { left: l, right: r, top, bottom: b } = PLOT_MARGIN;
  const traces = runs.flatMap(({ loss, validation }, k) => {
    const { colour, dash } = runStyle(k, style.theme);
    const line = { color: colour, ...emphasis(k) };
    const own = trace(loss, plot, unit, { ...line, dash: plotlyDash(dash) });
    if (!validation) return [own];
    return [own, trace(validation, plot, unit, { ...line, dash: plotlyDash(VALIDATION_DASH) })];
  });
  return {
    traces: traces.filter(({ opacity }) => opacity !== 0),
    layout: {
      ...TRANSPARENT,
      margin: { l, r, t: top, b },
      font: { family: style.font, size: 11, color: style.quiet },
      showlegend: false,
      // A finger on the chart scrolls the page.
      dragmode: isZoomable && !matchMedia("(hover: none)").matches ? "zoom" : false,
      separators: localNumber("1,000.5").replace(/\d/g, "") === ".," ? ",." : ".,",
      hovermode: "closest",
      hoverdistance: 40,
      hoverlabel: hoverLabel(style),
      xaxis: {
        ...axis(plot.x, style, isZoomable),
        showgrid: false,
        title: axisTitle(iterationTitle(unit, plot.early)),
      },
      yaxis: axis(plot.y, style, isZoomable),
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
  unit: string,
  { color, dash, opacity, width }: ChartLine,
): Trace {
  const points = pointsOf(loss, plot);
  return {
    type: "scatter",
    // A single point has no line.
    mode: points.length > 1 ? "lines" : "markers",
    x: points.map(({ x }) => x),
    // A loss of exactly zero has no position on a logarithmic axis, so the curve has a gap there.
    y: points.map(({ y }) => (Number.isFinite(y) ? y : null)),
    customdata: loss.values.map((value, k) => [loss.iterations[k], value]),
    opacity,
    // Draws every point of our own payloads, but not of files with far more.
    line: { color, width, dash, simplify: points.length > MOST_DRAWN_POINTS },
    cliponaxis: false,
    marker: { color, size: 6 },
    hovertemplate: `${unit} %{customdata[0]:,d}<br>${t("loss")} %{customdata[1]:.3~g}<extra></extra>`,
  };
}

/** Writes a dash for plotly, which needs lengths with units and has its own name for a full line. */
function plotlyDash(dash: string): string {
  return dash === "none" ? "solid" : dash.replaceAll(" ", "px,").concat("px");
}

function axis({ ticks, share }: Scale, { grid }: ChartStyle, isZoomable: boolean): Record<string, unknown> {
  return {
    range: [0, 1],
    tickvals: ticks.map(({ value }) => share(value)),
    ticktext: ticks.map(({ label }) => label),
    tickangle: 0,
    gridcolor: grid,
    zeroline: false,
    fixedrange: !isZoomable,
    ticks: "",
    ticklabelstandoff: 6,
  };
}

function axisTitle(text: string): Record<string, unknown> {
  return { text, standoff: 6, font: { size: 11 } };
}
