import { formatLoss } from "factorlab/view";
import type { LossPayload, TrainingPayload } from "factorlab/view";
import { element } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { LossCaption } from "./caption";
import type { AxisChoice } from "./caption";
import { LightChart } from "./light-chart";
import { plotOf } from "./plot";

/** The loss so far, with room for the iterations to come; drawn twenty times a second in the same elements. */
export class LiveCurve {
  readonly node: HTMLElement;
  private readonly caption: LossCaption;
  private readonly chart = new LightChart();
  private shown: { payload: TrainingPayload; look: Preferences } | null = null;

  /** @param choice is shared with the figure that replaces this one. */
  constructor(choice: AxisChoice) {
    this.caption = new LossCaption(choice, () => {
      if (this.shown) this.show(this.shown.payload, this.shown.look);
    });
    const plot = element("div", { class: "factorlab-plot", children: [this.chart.node] });
    this.node = element("figure", {
      class: "factorlab-loss",
      attributes: { "data-lm-suppress-shortcuts": "true" },
      children: [this.caption.node, plot],
    });
  }

  show(payload: TrainingPayload, look: Preferences): void {
    this.shown = { payload, look };
    const { loss, iterations } = payload;
    const runs = [{ name: "loss", loss }];
    const axes = this.caption.show(loss.values, iterations);
    this.chart.show(runs, plotOf(runs, { ...axes, until: iterations }), look, liveCurveLabel(loss));
  }
}

function liveCurveLabel({ iterations, values }: LossPayload): string {
  if (values.length === 0) return t("Loss curve, without losses yet");
  const last = values.length - 1;
  return t("Loss curve: from {first} to {last} at iteration {iteration}", {
    first: formatLoss(values[0]),
    last: formatLoss(values[last]),
    iteration: iterations[last],
  });
}
