import { cellColours } from "factorlab/view";
import type { Panel } from "factorlab/view";
import type { ChartSpec } from "../../chart";
import type { Preferences } from "../../preferences";
import { TRANSPARENT } from "../chart-layout";

/** The number of colours of a scale; plotly interpolates between them. */
const COLOURS = 33;

/** Makes the chart of one matrix in its panel's colours; `extent` is its least and its largest value. */
export function heatmapChart(panel: Panel, extent: readonly [number, number], look: Preferences): ChartSpec {
  const axis = { visible: false, showgrid: false, zeroline: false, fixedrange: true };
  const { rows, columns, values } = panel.matrix;
  const z = Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
  return {
    traces: [{ type: "heatmap", z, ...scale(panel, extent, look) }],
    layout: {
      ...TRANSPARENT,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      // The view handles the pointer, since it reads, zooms and picks in all matrices at once.
      hovermode: false,
      dragmode: false,
      xaxis: axis,
      yaxis: { ...axis, autorange: "reversed" },
    },
  };
}

function scale(
  panel: Panel,
  [least, most]: readonly [number, number],
  look: Preferences,
): Record<string, unknown> {
  const colorscale = Array.from({ length: COLOURS }, (_, k) => {
    const share = k / (COLOURS - 1);
    // Not least + share · (most − least), since the difference of two huge numbers may overflow.
    return [
      share,
      cellColours(panel.scale, least * (1 - share) + most * share, look.theme, look.palette).background,
    ];
  });
  return { colorscale, zmin: least, zmax: most > least ? most : least + 1, showscale: false };
}
