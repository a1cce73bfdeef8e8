import { formatLoss, knownValues, shape } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { Chart } from "../../chart";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { frame } from "./box";
import { panelWindow } from "./cut";
import { heatmapChart } from "./heatmap-chart";
import { HeatmapPixels } from "./heatmap-pixels";
import { HeatmapPointer } from "./heatmap-pointer";
import type { HeatmapHost } from "./host";
import type { Region } from "./matrix-cell";

/** The least length of a side, in pixels. */
const LEAST_SIDE = 24;

/** A matrix with too many cells for numbers, as colours with the number under the pointer. */
export class MatrixHeatmap {
  readonly node = element("div", { class: "factorlab-heatmap" });
  private readonly field = element("div", {
    class: "factorlab-field",
    attributes: { tabindex: "0", role: "group" },
  });
  private readonly pixels = new HeatmapPixels();
  /** Plotly's chart of a matrix that does not change, once it has come; null of one that does. */
  private readonly chart: Chart | null;
  private readonly lit = element("div", { class: "factorlab-lit-box", attributes: { hidden: "" } });
  private readonly picked = element("div", { class: "factorlab-picked-box", attributes: { hidden: "" } });
  private readonly range = element("div", { class: "factorlab-note" });
  private readonly pointer: HeatmapPointer;
  private window: Region = { row: 0, column: 0, rows: 1, columns: 1 };
  private size = { rows: 1, columns: 1, longest: 1 };

  constructor(host: HeatmapHost) {
    this.pointer = new HeatmapPointer(this.field, host);
    this.chart = host.isStill ? new Chart("factorlab-heatmap-chart", () => this.pixels.node.remove()) : null;
    const charts = this.chart ? [this.chart.node] : [];
    for (const node of [...charts, this.pixels.node, this.lit, this.picked, ...this.pointer.nodes])
      this.field.append(node);
    this.node.append(this.field, this.range);
  }

  /** @param longest the longest side, in cells, of all matrices that are drawn to the same scale. */
  show(panel: Panel, look: Preferences, window: Region, longest: number): void {
    const whole = panel.matrix.of ?? panel.matrix;
    this.size = { rows: whole.rows, columns: whole.columns, longest };
    this.window = window;
    const extent = panel.extent ?? colourRange(knownValues(panel.matrix));
    const range = t("{least} to {most}", { least: hoverNumber(extent[0]), most: hoverNumber(extent[1]) });
    setText(this.range, panel.matrix.of ? t("{range}, means of blocks", { range }) : range);
    const label = t("{matrix}, as colours from {range}", {
      matrix: `${panel.name}, ${shape(panel.matrix)}`,
      range,
    });
    this.field.setAttribute(
      "aria-label",
      `${panel.name}. ${t("Arrow keys move, plus and minus zoom, 0 shows all.")}`,
    );
    this.pointer.show(panel, window);
    const shown = panelWindow(panel, window);
    if (this.pixels.node.parentNode) this.pixels.show(shown, extent, look, label);
    this.chart?.draw(() => heatmapChart(shown, extent, look), label);
  }

  /** Its width where the longest side of all heatmaps has so many pixels. */
  widthFor(side: number): number {
    return this.lengthOf(this.size.columns, side);
  }

  /** Draws it in the size for that. */
  resize(side: number): void {
    const width = this.widthFor(side);
    // Where the page is narrower, the height follows.
    this.field.style.width = `${width}px`;
    this.field.style.aspectRatio = `${width} / ${this.lengthOf(this.size.rows, side)}`;
  }

  private lengthOf(cells: number, side: number): number {
    return Math.round(Math.max(LEAST_SIDE, (cells * side) / this.size.longest));
  }

  /** Outlines the visible part of a region of the matrix. */
  light(region: Region | undefined): void {
    frame(this.lit, region, this.window);
  }

  /** Outlines the picked entry. */
  pick(picked: { row: number; column: number } | undefined): void {
    frame(this.picked, picked && { ...picked, rows: 1, columns: 1 }, this.window);
  }

  /** Lets a screen reader read the element with this id after the matrix. */
  describeBy(id: string): void {
    this.field.setAttribute("aria-describedby", id);
  }

  dispose(): void {
    this.pointer.dispose();
    this.chart?.dispose();
  }
}

function hoverNumber(value: number): string {
  return formatLoss(value).replaceAll("-", "−");
}

function colourRange(values: readonly number[]): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least <= most ? [least, most] : [0, 0];
}
