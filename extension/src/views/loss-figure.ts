import { formatLoss, wantsLogAxis } from "factorlab";
import type { LossPayload, LossViewPayload } from "factorlab";
import { Chart } from "../chart";
import { element } from "../dom";
import { chartStyle } from "../theme";
import type { Preferences } from "../preferences";
import { lossChart } from "./loss-chart";
import { runStyle } from "./run-style";

type Runs = LossViewPayload["runs"];

/** Loss over iterations, one curve a run, under a heading with the legend. */
export class LossFigure {
  readonly node: HTMLElement;
  private readonly scale = element("span", { class: "factorlab-note" });
  private readonly legend = element("ul", { class: "factorlab-legend" });
  private readonly chart: Chart;

  /** @param onDrawn is called each time the chart has been drawn. */
  constructor(onDrawn?: () => void) {
    this.chart = new Chart("factorlab-loss-chart", onDrawn);
    const name = element("strong", { text: "Loss" });
    const caption = element("figcaption", { children: [name, this.scale, this.legend] });
    this.node = element("figure", { class: "factorlab-loss", children: [caption, this.chart.node] });
  }

  /** Draws the runs; where none has two points there is no curve to draw, and the figure is hidden. */
  show(runs: Runs, look: Preferences): void {
    this.node.hidden = !runs.some((run) => run.loss.values.length > 1);
    if (this.node.hidden) return;
    const log = wantsLogAxis(runs.flatMap((run) => run.loss.values));
    this.scale.textContent = lossCaption(log);
    this.legend.hidden = runs.length < 2;
    this.legend.replaceChildren(...runs.map((run, k) => entry(run.name, k, look)));
    this.chart.draw(() => lossChart(runs, log, chartStyle(this.node, look.theme)), label(runs));
  }

  dispose(): void {
    this.chart.dispose();
  }
}

/** What stands behind the heading of a loss curve. */
export function lossCaption(log: boolean): string {
  return `mean squared error${log ? ", logarithmic" : ""}`;
}

function entry(name: string, index: number, look: Preferences): HTMLElement {
  const { colour, border } = runStyle(index, look.theme);
  const sample = element("span", { class: "factorlab-sample", attributes: { "aria-hidden": "true" } });
  sample.style.borderTop = `2px ${border} ${colour}`;
  return element("li", { children: [sample, element("span", { text: name })] });
}

function label(runs: Runs): string {
  const courses = runs.map((run) => `${run.name} ${course(run.loss)}`);
  return `Loss curve: ${courses.join("; ")}`;
}

function course({ iterations, values }: LossPayload): string {
  if (values.length === 0) return "without losses";
  const last = values.length - 1;
  return (
    `from ${formatLoss(values[0])} at iteration ${iterations[0]} ` +
    `to ${formatLoss(values[last])} at iteration ${iterations[last]}`
  );
}
