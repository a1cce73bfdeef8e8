import { formatLoss } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";

/** What the line of the loss shows. */
export interface LossState {
  readonly loss: number;
  /** The loss of the start, which is the whole length of the bar; null where the start is not known. */
  readonly start: number | null;
  /** The lowest loss so far; null before the first turn. */
  readonly best: number | null;
  /** How low the machine gets; null where that is not known. */
  readonly machine: number | null;
}

/** The loss as a number and as a bar, with marks for the best so far and for the machine. */
export class LossLine {
  readonly node: HTMLElement;
  private readonly number = element("strong");
  private readonly others = element("span", { class: "factorlab-quiet" });
  private readonly bar = element("i", { class: "factorlab-dials-fill" });
  private readonly best = element("i", { class: "factorlab-dials-best" });
  private readonly machine = element("i", { class: "factorlab-dials-machine" });

  constructor() {
    const track = element("div", {
      class: "factorlab-dials-track",
      attributes: { "aria-hidden": "true" },
      children: [this.bar, this.best, this.machine],
    });
    const text = element("p", { children: [this.number, this.others] });
    this.node = element("div", { class: "factorlab-dials-loss", children: [text, track] });
  }

  show({ loss, start, best, machine }: LossState): void {
    this.node.hidden = !Number.isFinite(loss);
    setText(this.number, t("Loss {loss}", { loss: formatLoss(loss) }));
    const others = [
      ...(best === null ? [] : [t("best so far {loss}", { loss: formatLoss(best) })]),
      ...(machine === null ? [] : [t("the machine gets to {loss}", { loss: formatLoss(machine) })]),
    ];
    setText(this.others, others.map((text) => ` · ${text}`).join(""));
    const whole = Math.max(start ?? loss, best ?? 0) || 1;
    const share = (value: number): string => `${(100 * Math.min(1, value / whole)).toFixed(2)}%`;
    this.bar.style.width = share(loss);
    this.bar.toggleAttribute("data-beyond", loss > whole);
    this.best.hidden = best === null;
    if (best !== null) this.best.style.left = share(best);
    this.machine.hidden = machine === null;
    if (machine !== null) this.machine.style.left = share(machine);
  }
}
