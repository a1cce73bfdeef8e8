import { formatLoss, knownValues, shape } from "factorlab";
import type { Panel } from "factorlab";
import { Chart } from "../chart";
import { element } from "../dom";
import { chartStyle } from "../theme";
import type { Preferences } from "../preferences";
import { heatmapChart } from "./heatmap-chart";

/** The longer side of a heatmap, and the least that the shorter one may have, in pixels. */
const SIDE = { most: 300, least: 24 };

/** A matrix with too many cells for numbers: colours, and the number under the pointer. */
export class MatrixHeatmap {
  readonly node = element("div", { class: "factorlab-heatmap" });
  private readonly chart = new Chart("factorlab-heatmap-chart");
  private readonly range = element("div", { class: "factorlab-note" });

  constructor() {
    this.node.append(this.chart.node, this.range);
  }

  show(panel: Panel, look: Preferences): void {
    const { matrix, name } = panel;
    const extent = extentOf(knownValues(matrix));
    const size = pixels(matrix.of ?? matrix);
    this.chart.node.style.width = `${size.width}px`;
    this.chart.node.style.height = `${size.height}px`;
    const range = `${number(extent[0])} to ${number(extent[1])}`;
    this.range.textContent = matrix.of ? `${range}, means of blocks` : range;
    this.chart.draw(
      () => heatmapChart(panel, extent, chartStyle(this.node, look.theme)),
      `${name}, ${shape(matrix)}, as colours from ${range}`,
    );
  }

  dispose(): void {
    this.chart.dispose();
  }
}

function number(value: number): string {
  return formatLoss(value).replaceAll("-", "−");
}

function extentOf(values: readonly number[]): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

function pixels({ rows, columns }: { rows: number; columns: number }): { width: number; height: number } {
  const cell = SIDE.most / Math.max(rows, columns);
  const side = (cells: number): number => Math.round(Math.max(SIDE.least, cells * cell));
  return { width: side(columns), height: side(rows) };
}
