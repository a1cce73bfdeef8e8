import { explainStep, formatNumber } from "factorlab/view";
import type { CellsPayload, FactorEntry, Labels, StepExplanation } from "factorlab/view";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { updateRows } from "./update-rows";
import { UpdateTable } from "./update-table";

/** The state before the shown update, which is that of the next iteration. */
export interface MicroscopeState extends FactorEntry {
  /** rows × columns, as trained, not block means. */
  data: CellsPayload;
  /** rows × features, after `iteration` iterations. */
  L: ArrayLike<number>;
  /** features × columns, after `iteration` iterations. */
  U: ArrayLike<number>;
  learningRate: number;
  /** How many iterations have been done. */
  iteration: number;
  labels?: Labels;
}

/** One update of one entry of L or U, with every number that goes into it. */
export class Microscope {
  readonly node: HTMLElement;
  private readonly title = element("strong");
  private readonly hint = element("span", { class: "factorlab-quiet" });
  private readonly table = new UpdateTable();
  private readonly rate = element("span", { class: "factorlab-quiet" });
  private readonly before = element("span");
  private readonly after = element("strong");
  private readonly arrow = element("span", { class: "factorlab-quiet", text: " → " });
  private readonly result: HTMLElement;
  private readonly nothing = element("p", { class: "factorlab-quiet" });

  constructor() {
    const header = element("div", { class: "factorlab-card-header", children: [this.title, this.hint] });
    const move = element("span", { children: [this.before, this.arrow, this.after] });
    this.result = element("div", { class: "factorlab-update-result", children: [this.rate, move] });
    const body = element("div", { class: "factorlab-update-body", children: [this.table.node, this.result] });
    this.node = element("section", {
      class: "factorlab-card factorlab-microscope",
      children: [header, body, this.nothing],
    });
  }

  show(state: MicroscopeState, look: Preferences): void {
    const step = explainStep(state.data, state, state, state.learningRate);
    const entry = `${step.factor}[${step.row},${step.column}]`;
    const title = t("One update of {entry} — iteration {iteration}", {
      entry,
      iteration: state.iteration + 1,
    });
    setText(this.title, title);
    this.node.setAttribute("aria-label", title);
    setText(this.hint, t("click any cell of L or U"));
    const known = step.parts.length > 0;
    this.table.node.hidden = this.result.hidden = !known;
    this.nothing.hidden = known;
    setText(this.nothing, nothingToShow(step));
    if (!known) return;
    this.table.show(title, updateRows(step, state.labels ?? {}, look.digits));
    this.showResult(step, look);
  }

  dispose(): void {
    this.node.remove();
  }

  private showResult({ mean, learningRate, before, after }: StepExplanation, look: Preferences): void {
    const decimals = decimalsToTell(before, after, (look.digits ?? 2) + 2);
    const change = formatNumber(learningRate * mean, decimals + 1);
    setText(this.rate, `× ${t("learning rate")} ${learningRate} = ${change}`);
    setText(this.before, formatNumber(before, decimals));
    setText(this.after, formatNumber(after, decimals));
  }
}

/** The number of decimals by which two numbers differ, from `least` to 9. */
function decimalsToTell(a: number, b: number, least: number): number {
  let decimals = least;
  while (decimals < 9 && formatNumber(a, decimals) === formatNumber(b, decimals)) decimals++;
  return decimals;
}

function nothingToShow({ factor }: StepExplanation): string {
  return factor === "L"
    ? t("No cell of this row is known, so nothing moves it.")
    : t("No cell of this column is known, so nothing moves it.");
}
