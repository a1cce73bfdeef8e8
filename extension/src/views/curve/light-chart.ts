import type { RunPayload } from "factorlab";
import { element } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { svgElement } from "../svg-element";
import { place, plotLayer, stretchedSvg, strokePath } from "./layer";
import { curvePath, SQUARE } from "./plot";
import type { Plot } from "./plot";
import { runStyle, VALIDATION_DASH } from "./run-style";

/**
 * The loss chart without plotly: light enough to be drawn many times a second, and there before plotly is. It stands
 * to the pixel where plotly's does.
 */
export class LightChart {
  readonly node = element("div", { class: "factorlab-live-chart" });
  private readonly layer = plotLayer("factorlab-axes");
  private readonly picture = stretchedSvg();
  private readonly labels = element("div");
  /** What the axes show now: they are drawn again only where that changes. */
  private drawn = "";

  constructor() {
    const title = element("span", { class: "factorlab-axis-title", text: t("iteration") });
    this.layer.append(this.picture, this.labels, title);
    this.node.append(this.layer);
  }

  /** @param opacity of each run's curve, where it is not 1. */
  show(runs: readonly RunPayload[], plot: Plot, look: Preferences, opacity: number = 1): void {
    this.showAxes(plot);
    const curves = runs.flatMap(({ loss, validation }, k) => {
      const { colour, dash } = runStyle(k, look.theme);
      const own = strokePath(curvePath(loss, plot), { colour, dash, opacity });
      if (!validation) return [own];
      return [own, strokePath(curvePath(validation, plot), { colour, dash: VALIDATION_DASH, opacity })];
    });
    this.picture.replaceChildren(...this.lines(plot), ...curves);
  }

  private lines({ y }: Plot): SVGElement[] {
    return y.ticks.map(({ value }) => {
      const at = SQUARE * (1 - y.share(value));
      const line = { x1: 0, x2: SQUARE, y1: at, y2: at, class: "factorlab-grid" };
      return svgElement("line", { ...line, "vector-effect": "non-scaling-stroke" });
    });
  }

  private showAxes({ x, y }: Plot): void {
    const wanted = JSON.stringify(
      [x, y].map(({ ticks, share }) => ticks.map((tick) => [tick.label, share(tick.value)])),
    );
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const label = (name: string, text: string, at: { x: number; y: number }): HTMLElement => {
      const node = element("span", { class: name, text });
      place(node, at);
      return node;
    };
    this.labels.replaceChildren(
      ...y.ticks.map((tick) => label("factorlab-loss-label", tick.label, { x: 0, y: y.share(tick.value) })),
      ...x.ticks.map((tick) =>
        label("factorlab-iteration-label", tick.label, { x: x.share(tick.value), y: 0 }),
      ),
    );
  }
}
