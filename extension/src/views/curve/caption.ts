import { said, wantsLogAxis, wantsLogIterations } from "factorlab/view";
import type { TextPayload } from "factorlab/view";
import { element, setText } from "../../dom";
import { t } from "../../words";

/** The axes that a person has chosen; null until then, while losses and iterations decide. */
export class AxisChoice {
  log: boolean | null = null;
  early: boolean | null = null;

  /** Takes what was chosen elsewhere. */
  takeOver({ log, early }: AxisChoice): void {
    Object.assign(this, { log, early });
  }
}

/** The heading of a chart of losses, with the choice between even and logarithmic axes. */
export class LossCaption {
  readonly node = element("figcaption");
  private readonly loss: Segments;
  private readonly iterations: Segments;
  private readonly note = element("span", { class: "factorlab-note" });
  private readonly unit = element("span", { class: "factorlab-note" });

  /** @param onChange is called when a person chooses another axis. */
  constructor(
    private readonly choice: AxisChoice,
    onChange: () => void,
  ) {
    this.loss = new Segments(t("Axis of the loss"), t("linear"), (log) => {
      choice.log = log;
      onChange();
    });
    this.iterations = new Segments(t("Axis of the iterations"), t("even"), (early) => {
      choice.early = early;
      onChange();
    });
    this.name(undefined);
    this.node.append(element("strong", { text: t("Loss") }), this.note, this.loss.node);
    const axis = [this.unit, this.iterations.node];
    this.node.append(element("span", { class: "factorlab-axis-choice", children: axis }));
  }

  /** Takes the axes that were chosen for another chart. */
  takeOver(other: LossCaption): void {
    this.choice.takeOver(other.choice);
  }

  /** Names the measure of the losses, and what they are counted over. */
  name(measure: TextPayload | undefined, step: "iteration" | "epoch" = "iteration"): void {
    setText(this.note, measure === undefined ? t("mean squared error") : said(measure, t));
    setText(this.unit, step === "epoch" ? t("epochs") : t("iterations"));
  }

  /** Chooses the axes and shows the choice. @param until the iteration at the end. @returns which are logarithmic. */
  show(losses: readonly number[], until: number): { log: boolean; early: boolean } {
    const possible = losses.some((loss) => loss > 0);
    const log = possible && (this.choice.log ?? wantsLogAxis(losses));
    const early = this.choice.early ?? wantsLogIterations(until);
    this.loss.show(log, possible);
    this.iterations.show(early, true);
    return { log, early };
  }
}

/** Two buttons, one of which is pressed: an even axis or a logarithmic one. */
class Segments {
  readonly node: HTMLElement;
  private readonly even: HTMLButtonElement;
  private readonly logarithmic = element("button", { text: t("log"), attributes: { type: "button" } });

  constructor(label: string, even: string, onChoose: (log: boolean) => void) {
    this.even = element("button", { text: even, attributes: { type: "button" } });
    this.node = element("div", {
      class: "factorlab-segments",
      attributes: { role: "group", "aria-label": label },
      children: [this.even, this.logarithmic],
    });
    this.even.addEventListener("click", () => onChoose(false));
    this.logarithmic.addEventListener("click", () => onChoose(true));
  }

  show(log: boolean, possible: boolean): void {
    this.even.setAttribute("aria-pressed", String(!log));
    this.logarithmic.setAttribute("aria-pressed", String(log));
    this.logarithmic.disabled = !possible;
  }
}
