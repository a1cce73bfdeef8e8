import type { LossViewPayload, RunPayload } from "factorlab/view";
import { Chart } from "../../chart";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { chartStyle } from "../../theme";
import { t } from "../../words";
import { AxisChoice, LossCaption } from "./caption";
import { CurveZoom } from "./curve-zoom";
import { emptyText } from "./empty-text";
import { figureLabel } from "./figure-label";
import { Legend } from "./legend";
import { LightChart } from "./light-chart";
import { plotlyChart } from "./loss-chart";
import { MarkLayer } from "./mark-layer";
import { marksOf } from "./marks";
import { allLosses, lastIterationOf, plotOf } from "./plot";
import type { Point } from "./plot";
import type { Emphasis } from "./run-style";

/** The measure of the losses, and the unit of the axis they go over. */
export type LossNames = Pick<LossViewPayload, "measure" | "step">;

/**
 * Loss over iterations, with one curve for each run, under a heading and a legend. It is drawn at once. The chart library
 * follows where it adds something: many curves are told apart under the pointer and zoomed by dragging a box, and one
 * curve says its numbers once it is pointed at.
 */
export class LossFigure {
  readonly node: HTMLElement;
  private readonly caption: LossCaption;
  private readonly legend = new Legend(() => this.redraw());
  private readonly light = new LightChart(() =>
    this.shown?.words.step === "epoch" ? t("epoch") : t("iteration"),
  );
  private readonly zoom = new CurveZoom(() => this.redraw());
  private readonly chart = new Chart("factorlab-loss-chart", () => this.light.node.remove(), {
    onBox: (x, y) => this.zoom.zoomTo(x, y),
    onMoving: () => (this.marks.node.hidden = true),
    onDoubleClick: () => this.zoom.whole(),
  });
  private isPointedAt = false;
  private readonly marks = new MarkLayer();
  private readonly plot: HTMLElement;
  private readonly sentence = element("p", { class: "factorlab-note" });
  private shown: { runs: readonly RunPayload[]; look: Preferences; words: LossNames } | null = null;

  /** @param choice is shared with the figure that this one replaces. */
  constructor(choice: AxisChoice = new AxisChoice()) {
    this.caption = new LossCaption(choice, () => this.redraw());
    this.plot = element("div", { class: "factorlab-plot", children: [this.light.node, this.marks.node] });
    this.plot.addEventListener("pointerenter", () => this.point());
    this.node = element("figure", {
      class: "factorlab-loss",
      // Keys pressed on the buttons must not run the notebook's shortcuts.
      attributes: { "data-lm-suppress-shortcuts": "true" },
      children: [this.caption.node, this.legend.node, this.plot, this.zoom.bar.node, this.sentence],
    });
    this.plot.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !this.zoom.onKey(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Draws the runs, or says that none has a curve yet, which takes two points. */
  show(runs: readonly RunPayload[], look: Preferences, words: LossNames = {}): void {
    this.caption.name(words.measure, words.step);
    const empty = !runs.some((run) => run.loss.values.length > 1);
    this.plot.hidden = empty;
    this.caption.node.hidden = empty;
    this.sentence.hidden = !empty;
    setText(this.sentence, emptyText(runs));
    this.shown = empty ? null : { runs, look, words };
    if (empty) this.legend.node.hidden = this.zoom.bar.node.hidden = true;
    else this.redraw();
  }

  /** Goes on with the axes, the curves and the part of them that a person has chosen in another figure. */
  takeOver(other: LossFigure): void {
    this.caption.takeOver(other.caption);
    this.legend.takeOver(other.legend);
    this.zoom.takeOver(other.zoom);
    this.redraw();
  }

  dispose(): void {
    this.chart.dispose();
  }

  private redraw(): void {
    if (!this.shown) return;
    const { runs, look, words } = this.shown;
    this.legend.show(runs, look);
    const seen = runs.filter((_, k) => this.legend.shows(k));
    // If all curves are hidden, the axes stay those of all runs.
    const framed = seen.length > 0 ? seen : runs;
    const until = lastIterationOf(framed);
    const part = this.zoom.within(until, runs.length > 1);
    const plot = plotOf(framed, { ...this.caption.show(allLosses(framed), until), part });
    this.zoom.show(plot, words.step ?? "iteration");
    this.showZoomed(part !== null);
    const marks = marksOf(runs, plot, (k) => this.legend.shows(k));
    this.marks.node.hidden = false;
    this.marks.show(runs, part ? marks.filter(({ at }) => isInSight(at)) : marks, plot, look);
    const label = figureLabel(runs, marks);
    const emphasis = (run: number): Emphasis => this.emphasis(run);
    if (this.light.node.parentNode) this.light.show(runs, plot, look, label, emphasis);
    if (runs.length < 2 && !this.isPointedAt) return;
    if (!this.chart.node.parentNode) this.light.node.before(this.chart.node);
    this.chart.draw(
      () =>
        plotlyChart(runs, plot, chartStyle(this.node, look.theme), emphasis, words.step, this.zoom.isEnabled),
      label,
    );
  }

  /** A chart that can be zoomed takes the focus, and says what its keys do. */
  private showZoomed(isZoomed: boolean): void {
    this.plot.classList.toggle("factorlab-zoomed", isZoomed);
    const keys = t("Arrow keys move, plus and minus zoom, 0 shows all.");
    const attributes = { tabindex: "0", role: "group", "aria-label": keys };
    for (const [name, value] of Object.entries(attributes)) {
      if (this.zoom.isEnabled) this.plot.setAttribute(name, value);
      else this.plot.removeAttribute(name);
    }
  }

  private point(): void {
    if (this.isPointedAt) return;
    this.isPointedAt = true;
    this.redraw();
  }

  private emphasis(run: number): Emphasis {
    if (!this.legend.shows(run)) return { opacity: 0, width: 2 };
    return { opacity: this.legend.isDimmed(run) ? 0.25 : 1, width: 2 };
  }
}

/** Whether a point lies in the plot, with its edges. */
function isInSight({ x, y }: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}
