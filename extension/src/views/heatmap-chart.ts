import type { Panel } from "factorlab";
import type { ChartSpec } from "../chart";
import type { Trace } from "../plotly";
import type { ChartStyle } from "../theme";
import { hoverLabel, TRANSPARENT } from "./chart-layout";

/** How many colours stand for a scale; between them plotly mixes. */
const COLOURS = 33;

/** The chart of one matrix in its panel's colours; `extent` are its least and its largest value. */
export function heatmapChart(panel: Panel, extent: [number, number], style: ChartStyle): ChartSpec {
  const axis = { visible: false, showgrid: false, zeroline: false };
  return {
    traces: [{ ...cells(panel), ...scale(panel, extent, style), ...hover(panel) }],
    layout: {
      ...TRANSPARENT,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      hoverlabel: hoverLabel(style),
      xaxis: axis,
      yaxis: { ...axis, autorange: "reversed" },
    },
  };
}

function cells({ matrix }: Panel): Trace {
  const { rows, columns, values, of: whole = { rows, columns } } = matrix;
  // The first row or column of each block, where the matrix was averaged into blocks.
  const starts = (shown: number, all: number): number[] =>
    Array.from({ length: shown }, (_, k) => Math.floor((k * all) / shown));
  return {
    type: "heatmap",
    z: Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns)),
    x: starts(columns, whole.columns),
    y: starts(rows, whole.rows),
  };
}

function scale(panel: Panel, [least, most]: [number, number], { theme }: ChartStyle): Partial<Trace> {
  const colorscale = Array.from({ length: COLOURS }, (_, k) => {
    const share = k / (COLOURS - 1);
    // Not least + share · (most − least): the difference of two huge numbers may overflow.
    return [share, panel.colours(least * (1 - share) + most * share, theme).background];
  });
  return { colorscale, zmin: least, zmax: most > least ? most : least + 1, showscale: false };
}

function hover({ matrix }: Panel): Partial<Trace> {
  const place = matrix.of ? "block from row %{y}, column %{x}" : "row %{y}, column %{x}";
  return { hovertemplate: `${place}<br>${matrix.of ? "mean " : ""}%{z:.7~g}<extra></extra>` };
}
