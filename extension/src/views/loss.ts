import { describe } from "factorlab";
import type { LossViewPayload, Theme } from "factorlab";
import { element } from "../dom";
import { LossFigure } from "./loss-figure";

/** The loss curves of one or more runs. */
export class LossView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly figure = new LossFigure();

  constructor() {
    this.node.append(this.figure.node);
  }

  show(payload: LossViewPayload, theme: Theme): void {
    this.node.setAttribute("aria-label", describe(payload));
    this.figure.show(payload.runs, theme);
  }

  dispose(): void {
    this.figure.dispose();
  }
}
