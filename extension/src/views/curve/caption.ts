import { wantsLogAxis } from "factorlab/view";
import { element, setText } from "../../dom";
import { t } from "../../words";

/** The axis that a person has chosen for losses; null until then, while the losses decide. */
export class AxisChoice {
  log: boolean | null = null;
}

/** The heading of a chart of losses, with the choice between a linear and a logarithmic axis. */
export class LossCaption {
  readonly node = element("figcaption");
  private readonly linear = element("button", { text: t("linear"), attributes: { type: "button" } });
  private readonly logarithmic = element("button", { text: t("log"), attributes: { type: "button" } });

  private readonly note = element("span", { class: "factorlab-note" });

  /** @param onChange is called when a person chooses another axis. */
  constructor(
    private readonly choice: AxisChoice,
    onChange: () => void,
  ) {
    const axis = element("div", {
      class: "factorlab-segments",
      attributes: { role: "group", "aria-label": t("Axis of the loss") },
      children: [this.linear, this.logarithmic],
    });
    for (const [button, log] of [
      [this.linear, false],
      [this.logarithmic, true],
    ] as const) {
      // prettier-ignore
      button.addEventListener("click", () => {
        choice.log = log;
        onChange();
      });
    }
    this.node.append(element("strong", { text: t("Loss") }), this.note, axis);
  }

  /** Names the measure of the losses. */
  name(measure: string | undefined): void {
    setText(this.note, measure ?? t("mean squared error"));
  }

  /** Chooses the axis and shows the choice. @returns whether it is logarithmic. */
  show(losses: readonly number[]): boolean {
    const possible = losses.some((loss) => loss > 0);
    const log = possible && (this.choice.log ?? wantsLogAxis(losses));
    this.linear.setAttribute("aria-pressed", String(!log));
    this.logarithmic.setAttribute("aria-pressed", String(log));
    this.logarithmic.disabled = !possible;
    return log;
  }
}
