import { describe, trainingFacts, trainingHeading, trainingRemark } from "factorlab/view";
import type { TrainingFact, TrainingPayload } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import type { Preferences } from "../preferences";
import { AxisChoice } from "./curve/caption";
import { LiveCurve } from "./curve/live-curve";
import { LossFigure } from "./curve/loss-figure";
import { localNumber, t } from "../words";
import { showNotes } from "./notes";
import { ProgressBar } from "./progress-bar";

/** A running training: progress bar, numbers and growing curve; at its end the full loss chart. */
export class TrainingView {
  readonly node = element("div", {
    class: "factorlab-view factorlab-training",
    attributes: { role: "group" },
  });
  private readonly heading = element("strong");
  /** Announced when the state changes, not at every update. */
  private readonly status = element("span", { class: "factorlab-spoken", attributes: { role: "status" } });
  private readonly bar = new ProgressBar();
  private readonly facts = element("div", { class: "factorlab-numbers" });
  private readonly remark = element("p", { class: "factorlab-remark" });
  private readonly notes = element("div", { class: "factorlab-notes" });
  private readonly axis = new AxisChoice();
  private readonly live = new LiveCurve(this.axis);
  private readonly figure = new LossFigure(this.axis);
  private entries: FactEntry[] = [];

  constructor() {
    const header = element("div", { class: "factorlab-header", children: [this.heading, this.status] });
    this.node.append(header, this.bar.node, this.facts, this.remark, this.notes);
  }

  show(payload: TrainingPayload, look: Preferences): void {
    const { state } = payload;
    const heading = trainingHeading(payload, t);
    this.node.dataset.state = state;
    this.node.setAttribute("aria-label", heading);
    setText(this.heading, heading);
    setText(this.status, state === "running" ? "" : describe(payload, t));
    this.bar.show(payload);
    this.showFacts(trainingFacts(payload, t));
    setText(this.remark, trainingRemark(payload, t));
    this.remark.hidden = state === "running" || state === "done";
    showNotes(this.notes, payload);
    this.showCurve(payload, look);
  }

  /** Goes on with the axes that were chosen in another view of the same training. */
  takeOver({ figure }: TrainingView): void {
    this.figure.takeOver(figure);
  }

  dispose(): void {
    this.figure.dispose();
  }

  private showFacts(facts: readonly TrainingFact[]): void {
    if (this.entries.length === 0) {
      this.entries = facts.map(() => new FactEntry());
      replaceChildren(
        this.facts,
        this.entries.map(({ node }) => node),
      );
    }
    facts.forEach((fact, k) => this.entries[k].show(fact));
  }

  /** Draws the curve with room for the iterations to come while training runs, and as a figure of its own after it. */
  private showCurve(payload: TrainingPayload, look: Preferences): void {
    if (payload.state === "running") {
      if (this.figure.node.isConnected) this.figure.node.remove();
      if (!this.live.node.isConnected) this.node.append(this.live.node);
      this.live.show(payload, look);
      return;
    }
    if (!this.figure.node.isConnected) this.node.append(this.figure.node);
    const { loss, divergedAt } = payload;
    this.figure.show([{ name: t("loss"), loss, divergedAt: divergedAt ?? undefined }], look);
    this.live.node.remove();
  }
}

/** One number under its name. */
class FactEntry {
  readonly node: HTMLElement;
  private readonly name = element("div", { class: "factorlab-note" });
  private readonly value = element("strong");
  private readonly note = element("span", { class: "factorlab-note" });

  constructor() {
    const number = element("div", { class: "factorlab-number", children: [this.value, this.note] });
    this.node = element("div", { children: [this.name, number] });
  }

  show({ name, value, note }: TrainingFact): void {
    setText(this.name, name);
    setText(this.value, localNumber(value));
    setText(this.note, note);
  }
}
