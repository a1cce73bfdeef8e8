import { formatLoss } from "factorlab/view";
import type { LossViewPayload, RunPayload } from "factorlab/view";
import { Chart } from "../../chart";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { chartStyle } from "../../theme";
import { t } from "../../words";
import { AxisChoice, LossCaption } from "./caption";
import { emptyText } from "./empty-text";
import { Legend } from "./legend";
import { plotlyChart } from "./loss-chart";
import type { Emphasis } from "./loss-chart";
import { MarkLayer, markText } from "./mark-layer";
import { marksOf } from "./marks";
import type { CurveMark } from "./marks";
import { allLosses, lastIterationOf, plotOf } from "./plot";

/** The measure of the losses, and the unit of the axis they go over. */
export type LossNames = Pick<LossViewPayload, "measure" | "step">;

/** Loss over iterations, with one curve for each run, under a heading and a legend. */
export class LossFigure {
  readonly node: HTMLElement;
  private readonly caption: LossCaption;
  private readonly legend = new Legend(() => this.redraw());
  private readonly chart: Chart;
  private readonly marks = new MarkLayer();
  private readonly plot: HTMLElement;
  private readonly sentence = element("p", { class: "factorlab-note" });
  private shown: { runs: readonly RunPayload[]; look: Preferences; words: LossNames } | null = null;

  /**
   * @param onDrawn is called each time the chart has been drawn.
   * @param choice is shared with the figure that this one replaces.
   */
  constructor(onDrawn?: () => void, choice: AxisChoice = new AxisChoice()) {
    this.caption = new LossCaption(choice, () => this.redraw());
    this.chart = new Chart("factorlab-loss-chart", onDrawn);
    this.plot = element("div", { class: "factorlab-plot", children: [this.chart.node, this.marks.node] });
    this.node = element("figure", {
      class: "factorlab-loss",
      // Keys pressed on the buttons must not run the notebook's shortcuts.
      attributes: { "data-lm-suppress-shortcuts": "true" },
      children: [this.caption.node, this.legend.node, this.plot, this.sentence],
    });
  }

  /** Whether a sentence says that there is no curve to draw. */
  get empty(): boolean {
    return this.shown === null;
  }

  /** Draws the runs, or says that none has a curve yet, which takes two points. */
  show(runs: readonly RunPayload[], look: Preferences, words: LossNames = {}): void {
    this.caption.name(words.measure);
    const empty = !runs.some((run) => run.loss.values.length > 1);
    this.plot.hidden = empty;
    this.caption.node.hidden = empty;
    this.sentence.hidden = !empty;
    setText(this.sentence, emptyText(runs));
    this.shown = empty ? null : { runs, look, words };
    if (empty) this.legend.node.hidden = true;
    else this.redraw();
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
    const plot = plotOf(framed, this.caption.show(allLosses(framed), lastIterationOf(framed)));
    const marks = marksOf(runs, plot, (k) => this.legend.shows(k));
    this.marks.show(runs, marks, plot, look);
    this.chart.draw(
      () =>
        plotlyChart(runs, plot, chartStyle(this.node, look.theme), (k) => this.emphasis(k), {
          step: words.step,
        }),
      figureLabel(runs, marks),
    );
  }

  private emphasis(run: number): Emphasis {
    if (!this.legend.shows(run)) return { opacity: 0, width: 2 };
    return { opacity: this.legend.isDimmed(run) ? 0.25 : 1, width: 2 };
  }
}

/** Describes a chart of losses for screen readers. */
export function figureLabel(runs: readonly RunPayload[], marks: readonly CurveMark[]): string {
  const summaries = runs.map((run, k) => {
    const own = marks.filter((mark) => mark.run === k).map(markText);
    return [`${run.name} ${lossSummaryText(run)}`, ...own].join(", ");
  });
  return t("Loss curve: {courses}", { courses: summaries.join("; ") });
}

function lossSummaryText({ loss: { iterations, values } }: RunPayload): string {
  if (values.length === 0) return t("without losses");
  const last = values.length - 1;
  return t("from {first} at iteration {start} to {last} at iteration {end}", {
    first: formatLoss(values[0]),
    start: iterations[0],
    last: formatLoss(values[last]),
    end: iterations[last],
  });
}
