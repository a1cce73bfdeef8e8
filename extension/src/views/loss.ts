import { describe, namedRuns } from "factorlab/view";
import type { LossViewPayload } from "factorlab/view";
import { element } from "../dom";
import { showNotes } from "./notes";
import type { Preferences } from "../preferences";
import { LossFigure } from "./curve/loss-figure";
import { t } from "../words";

/** The loss curves of one or more runs. */
export class LossView {
  readonly node = element("div", {
    class: "factorlab-view factorlab-loss-view",
    attributes: { role: "group" },
  });
  private readonly figure = new LossFigure();
  private readonly notes = element("div", { class: "factorlab-notes" });

  constructor() {
    this.node.append(this.figure.node, this.notes);
  }

  show(payload: LossViewPayload, look: Preferences): void {
    this.node.setAttribute("aria-label", describe(payload, t));
    this.figure.show(namedRuns(payload, t), look, payload);
    showNotes(this.notes, payload);
  }

  /** Goes on with what a person has chosen in another view of the same curves. */
  takeOver(other: LossView): void {
    this.figure.takeOver(other.figure);
  }

  dispose(): void {
    this.figure.dispose();
  }
}
