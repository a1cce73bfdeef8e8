import type { RunPayload } from "factorlab/view";
import { element, replaceChildren, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { svgElement } from "../svg-element";
import { moveTo, plotLayer, stretchedSvg, strokePath } from "./layer";
import { curvePathData, SQUARE } from "./plot";
import type { Plot } from "./plot";
import type { Emphasis } from "./run-style";
import { runStyle, VALIDATION_DASH } from "./run-style";
import type { Scale } from "./scale";

/**
 * The loss chart without plotly: fast enough to be drawn many times a second, and there at once. Its pixels agree with
 * those of plotly's chart.
 */
export class LightChart {
  readonly node = element("div", { class: "factorlab-live-chart factorlab-loss-chart" });
  private readonly layer = plotLayer("factorlab-axes");
  private readonly picture = stretchedSvg();
  private readonly grid = svgElement("g");
  private readonly labels = element("div");
  private readonly title = element("span", { class: "factorlab-axis-title" });
  private curves: SVGPathElement[] = [];
  /** What the axes show now; they are drawn again only if that changes. */
  private drawn = "";

  /** @param unit what the curves go over. @default iterations */
  constructor(private readonly unit: () => string = () => t("iteration")) {
    this.picture.append(this.grid);
    this.layer.append(this.picture, this.labels, this.title);
    this.node.append(this.layer);
  }

  /**
   * @param label the chart's description for screen readers; it is left out where something around it has one.
   * @param emphasis how strongly each run is drawn. @default all as they are
   */
  show(
    runs: readonly RunPayload[],
    plot: Plot,
    look: Preferences,
    label?: string,
    emphasis: (run: number) => Emphasis = () => ({ opacity: 1, width: 2 }),
  ): void {
    if (label !== undefined) this.describe(label);
    this.showAxes(plot);
    const curves = runs.flatMap(({ loss, validation }, k) => {
      const { colour, dash } = runStyle(k, look.theme);
      const { opacity, width } = emphasis(k);
      if (opacity === 0) return [];
      const drawn = { stroke: colour, opacity, "stroke-width": width };
      const own = { ...drawn, d: curvePathData(loss, plot), "stroke-dasharray": dash };
      if (!validation) return [own];
      return [own, { ...drawn, d: curvePathData(validation, plot), "stroke-dasharray": VALIDATION_DASH }];
    });
    this.build(curves.length);
    curves.forEach((attributes, k) => {
      for (const [name, value] of Object.entries(attributes))
        this.curves[k].setAttribute(name, String(value));
    });
  }

  private describe(label: string): void {
    this.node.setAttribute("role", "img");
    this.node.setAttribute("aria-label", label);
  }

  /** Makes an element for each curve; the same number of curves keeps its elements. */
  private build(count: number): void {
    if (this.curves.length === count) return;
    this.curves = Array.from({ length: count }, () => strokePath("", { colour: "none" }));
    for (const curve of this.curves) curve.classList.add("factorlab-line");
    replaceChildren(this.picture, [this.grid, ...this.curves]);
  }

  private showAxes({ x, y, early }: Plot): void {
    setText(this.title, iterationTitle(this.unit(), early));
    const wanted = JSON.stringify(
      [x, y].map(({ ticks, share }) => ticks.map((tick) => [tick.label, share(tick.value)])),
    );
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    replaceChildren(this.grid, gridLines(y));
    const label = (name: string, text: string, at: { x: number; y: number }): HTMLElement => {
      const node = element("span", { class: name, text });
      moveTo(node, at);
      return node;
    };
    replaceChildren(this.labels, [
      ...y.ticks.map((tick) => label("factorlab-loss-label", tick.label, { x: 0, y: y.share(tick.value) })),
      ...x.ticks.map((tick) =>
        label("factorlab-iteration-label", tick.label, { x: x.share(tick.value), y: 0 }),
      ),
    ]);
  }
}

/** The title of an axis of iterations or epochs: its unit, and that it is logarithmic where it is. */
export function iterationTitle(unit: string, early: boolean): string {
  return early ? t("{unit}, logarithmic", { unit }) : unit;
}

function gridLines({ ticks, share }: Scale): SVGElement[] {
  return ticks.map(({ value }) => {
    const at = SQUARE * (1 - share(value));
    const line = { x1: 0, x2: SQUARE, y1: at, y2: at, class: "factorlab-grid" };
    return svgElement("line", { ...line, "vector-effect": "non-scaling-stroke" });
  });
}
