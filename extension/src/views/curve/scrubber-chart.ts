import type { RunPayload } from "factorlab/view";
import { Chart } from "../../chart";
import { element } from "../../dom";
import type { Preferences } from "../../preferences";
import { chartStyle } from "../../theme";
import { Legend } from "./legend";
import { LightChart } from "./light-chart";
import { plotlyChart } from "./loss-chart";
import type { Emphasis } from "./loss-chart";
import { figureLabel } from "./loss-figure";
import { MarkLayer } from "./mark-layer";
import { marksOf } from "./marks";
import type { Plot } from "./plot";

/** The opacity of the curves behind the handle. */
const FAINT = 0.4;

/**
 * The chart below the handle: axes and faint curves. The light chart is shown until plotly's is drawn, and while a
 * training is running.
 */
export class ScrubberChart {
  readonly node = element("div", { class: "factorlab-plot" });
  private readonly entries: Legend;
  private readonly chart = new Chart("factorlab-loss-chart", () => this.drawn());
  private readonly light = new LightChart();
  private readonly marks = new MarkLayer();
  private pending = false;

  /** Whether the light chart of a running training is shown. */
  get isPreliminary(): boolean {
    return this.pending;
  }

  /** @param onChange is called when runs are hidden or shown. */
  constructor(onChange: () => void) {
    this.entries = new Legend(onChange, { keepFirst: true });
    this.light.node.setAttribute("aria-hidden", "true");
    this.node.append(this.chart.node, this.light.node, this.marks.node);
  }

  get legend(): HTMLElement {
    return this.entries.node;
  }

  /** The first run, and those of the others that are not hidden. */
  seen(runs: readonly RunPayload[]): RunPayload[] {
    return runs.filter((_, k) => k === 0 || this.entries.shows(k));
  }

  show(runs: readonly RunPayload[], plot: Plot, look: Preferences, pending: boolean): void {
    this.pending = pending;
    this.entries.show(runs, look);
    const marks = marksOf(runs, plot, (k) => this.entries.shows(k));
    this.marks.show(runs, marks, plot, look);
    // Plotly is too slow for twenty updates a second.
    if (pending) this.chart.node.after(this.light.node);
    if (this.light.node.parentNode) this.light.show(this.seen(runs), plot, look, FAINT);
    this.chart.node.classList.toggle("factorlab-waiting", this.light.node.parentNode !== null);
    if (pending) return;
    this.chart.draw(
      () =>
        plotlyChart(runs, plot, chartStyle(this.node, look.theme), (run) => this.emphasis(run), {
          hover: false,
        }),
      figureLabel(runs, marks),
    );
  }

  dispose(): void {
    this.chart.dispose();
  }

  private drawn(): void {
    if (this.pending) return;
    this.light.node.remove();
    this.chart.node.classList.remove("factorlab-waiting");
  }

  private emphasis(run: number): Emphasis {
    if (!this.entries.shows(run)) return { opacity: 0, width: 2 };
    return { opacity: this.entries.isDimmed(run) ? FAINT / 2 : FAINT, width: run === 0 ? 2 : 1.5 };
  }
}
