import { describe, facts } from "factorlab";
import type { FactorizationPayload } from "factorlab";
import { element } from "../dom";
import type { Preferences } from "../preferences";
import { EquationView } from "./equation/equation";
import { Microscope } from "./equation/microscope";
import type { PickedEntry } from "./equation/state";
import { LossFigure } from "./loss-figure";

/** The equation L × U = L·U ≈ data with its error, the loss curve below it, and the update of the entry picked. */
export class FactorizationView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly facts = element("span", { class: "factorlab-facts" });
  private readonly equation = new EquationView({ onPick: (entry) => this.pick(entry) });
  private readonly loss = new LossFigure();
  private readonly microscope = new Microscope();
  private picked: PickedEntry | null = null;
  private shown: { payload: FactorizationPayload; look: Preferences } | null = null;

  constructor() {
    const title = element("strong", { text: "Matrix factorization" });
    const header = element("header", { class: "factorlab-header", children: [title, this.facts] });
    this.microscope.node.hidden = true;
    this.node.append(header, this.equation.node, this.loss.node, this.microscope.node);
  }

  show(payload: FactorizationPayload, look: Preferences): void {
    this.shown = { payload, look };
    this.node.setAttribute("aria-label", describe(payload));
    this.facts.replaceChildren(...facts(payload).map((fact) => element("span", { text: fact })));
    this.equation.show({ ...payload, picked: this.picked }, look);
    this.loss.show([{ name: "loss", loss: payload.loss }], look);
    this.showUpdate(payload, look);
  }

  dispose(): void {
    this.equation.dispose();
    this.loss.dispose();
    this.microscope.dispose();
  }

  private pick(entry: PickedEntry): void {
    this.picked = entry;
    if (this.shown) this.show(this.shown.payload, this.shown.look);
  }

  private showUpdate(
    { data, L, U, learningRate, iteration, labels }: FactorizationPayload,
    look: Preferences,
  ): void {
    this.microscope.node.hidden = this.picked === null;
    if (!this.picked) return;
    const step = { data, L: L.values, U: U.values, learningRate: learningRate ?? 0.1, iteration, labels };
    this.microscope.show({ ...step, ...this.picked }, look);
  }
}
