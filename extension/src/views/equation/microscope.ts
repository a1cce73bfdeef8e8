import { explainStep, formatLoss, formatNumber, fewDigits, numberShown } from "factorlab/view";
import type { CellsPayload, FactorEntry, Labels, StepExplanation } from "factorlab/view";
import { element, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { localNumber, t } from "../../words";
import { alike, decimalsThatHold, rounded } from "./sums";
import { cancels, meanText, nearlyCancels, updateRows } from "./update-rows";
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
  private readonly resizes = new ResizeObserver(([{ contentRect }]) => this.table.fit(contentRect.width));

  constructor() {
    const header = element("div", { class: "factorlab-card-header", children: [this.title, this.hint] });
    const move = element("span", { children: [this.before, this.arrow, this.after] });
    this.result = element("div", { class: "factorlab-update-result", children: [this.rate, move] });
    const body = element("div", { class: "factorlab-update-body", children: [this.table.node, this.result] });
    this.resizes.observe(body);
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
    const still = standstill(step);
    // Numbers beyond all bounds, as in a table of numbers near the largest there are, cannot be written out.
    const written = step.parts.length > 0 && Number.isFinite(step.after);
    this.table.node.hidden = !written;
    this.result.hidden = still !== null;
    this.nothing.hidden = still === null;
    setText(this.nothing, still ?? "");
    if (written) this.table.show(title, updateRows(step, state.labels ?? {}, look.digits));
    if (still === null) this.showResult(step, look);
  }

  dispose(): void {
    this.resizes.disconnect();
    this.node.remove();
  }

  /** Shows the step: the shown mean times the rate is the shown change, and that leads from the entry to the next one. */
  private showResult(step: StepExplanation, look: Preferences): void {
    const { mean, learningRate, before, after } = step;
    const shownMean = numberShown(meanText(step, look.digits));
    const least = decimalsToTell(before, after, (look.digits ?? 2) + 2);
    const holds = (decimals: number): boolean =>
      alike(numberShown(fewDigits(learningRate)) * shownMean, learningRate * mean, decimals + 1) &&
      alike(rounded(before, decimals) + rounded(learningRate * mean, decimals + 1), after, decimals);
    const exact = decimalsThatHold(least, holds);
    const decimals = exact ?? least;
    const change = formatNumber(learningRate * mean, decimals + 1);
    const sign = exact === null ? "≈" : "=";
    const rate = `${t("learning rate")} ${localNumber(fewDigits(learningRate))}`;
    setText(this.rate, `× ${rate} ${sign} ${localNumber(change)}`);
    setText(this.before, localNumber(formatNumber(before, decimals)));
    setText(this.after, localNumber(formatNumber(after, decimals)));
  }
}

/** The number of decimals by which two numbers differ, from `least` to 9. */
function decimalsToTell(a: number, b: number, least: number): number {
  let decimals = least;
  while (decimals < 9 && alike(a, b, decimals)) decimals++;
  return decimals;
}

/** Says why an update moves nothing, or cannot be written out; null where it moves its entry. */
function standstill(step: StepExplanation): string | null {
  const { factor, parts, before, after, mean } = step;
  if (parts.length === 0) {
    return factor === "L"
      ? t("No cell of this row is known, so nothing moves it.")
      : t("No cell of this column is known, so nothing moves it.");
  }
  if (!Number.isFinite(after)) return t("These numbers are too large to write the update out.");
  const entry = formatNumber(before, 4);
  if (cancels(step)) return t("The gradients cancel each other: the entry stays {entry}.", { entry });
  if (nearlyCancels(step)) {
    const change = formatLoss(Math.abs(step.learningRate * mean));
    return t("The gradients nearly cancel each other: the entry {entry} moves by {change}.", {
      entry,
      change,
    });
  }
  if (mean === 0) return t("All gradients are 0: the entry stays {entry}.", { entry });
  return null;
}
