import { formatCount, formatLoss, wantsLogAxis } from "factorlab";
import type { LossPayload, TrainingPayload } from "factorlab";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";
import { lossCaption } from "./loss-figure";
import { runStyle } from "./run-style";
import { curvePath, iterationTicks, lossScale } from "./live-scale";
import type { Frame } from "./live-scale";
import { svgElement } from "./svg-element";

/** The same as the loss chart's, so that the one can take the place of the other. */
const FRAME: Frame = { width: 760, height: 210, left: 52, right: 16, top: 10, bottom: 38 };

/** The width of a digit in the labels, in pixels. */
const DIGIT = 7;

/** The loss so far, with room for what is to come; drawn twenty times a second in the same elements. */
export class LiveCurve {
  readonly node: HTMLElement;
  private readonly note = element("span", { class: "factorlab-note" });
  private readonly chart = svgElement("svg", { class: "factorlab-live-chart", role: "img" });
  private readonly grid = svgElement("g");
  private readonly curve = svgElement("path", {
    fill: "none",
    "stroke-width": "2",
    "stroke-linejoin": "round",
  });
  private readonly frame: Frame = { ...FRAME };
  /** What the grid shows now: it is drawn again only where that changes. */
  private drawn = "";

  constructor() {
    this.chart.append(this.grid, this.curve);
    const caption = element("figcaption", { children: [element("strong", { text: "Loss" }), this.note] });
    this.node = element("figure", { class: "factorlab-loss", children: [caption, this.chart] });
  }

  show({ loss, iterations }: TrainingPayload, look: Preferences): void {
    const log = wantsLogAxis(loss.values);
    setText(this.note, lossCaption(log));
    this.chart.setAttribute("aria-label", label(loss));
    // The page's width, where the chart is on the page already.
    this.frame.width = this.chart.clientWidth || FRAME.width;
    const scale = lossScale(loss.values, log);
    this.showGrid(scale, iterations);
    this.curve.setAttribute("stroke", runStyle(0, look.theme).colour);
    this.curve.setAttribute("d", curvePath(loss, scale, iterations, this.frame));
  }

  private showGrid(scale: ReturnType<typeof lossScale>, until: number): void {
    const { left, right, top, bottom, width, height } = this.frame;
    const wanted = JSON.stringify([scale.ticks, scale.low, scale.high, until, width]);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const across = width - left - right;
    const down = height - top - bottom;
    const lines = scale.ticks.flatMap((tick) => {
      const y = top + (1 - scale.share(tick)) * down;
      const line = { x1: left, x2: width - right, y1: y, y2: y, class: "factorlab-grid" };
      return [svgElement("line", line), text(scale.format(tick), left - 8, y + 4, "end")];
    });
    const labels = iterationTicks(until)
      .map((tick) => ({ label: formatCount(tick), x: left + (tick / until) * across }))
      // As in the loss chart, a label that would be cut off is left out.
      .filter(({ label, x }) => x + (label.length * DIGIT) / 2 <= width)
      .map(({ label, x }) => text(label, x, height - bottom + 18, "middle"));
    const title = text("iteration", left + across / 2, height - 5, "middle");
    this.grid.replaceChildren(...lines, ...labels, title);
  }
}

function text(content: string, x: number, y: number, anchor: "middle" | "end"): SVGElement {
  const node = svgElement("text", { x, y, "text-anchor": anchor });
  node.textContent = content;
  return node;
}

function label({ iterations, values }: LossPayload): string {
  if (values.length === 0) return "Loss curve, without losses yet";
  const last = values.length - 1;
  return `Loss curve: from ${formatLoss(values[0])} to ${formatLoss(values[last])} at iteration ${iterations[last]}`;
}
