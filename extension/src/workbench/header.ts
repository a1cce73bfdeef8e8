import { formatCount, formatLoss, fewDigits, headingText } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";
import type { Timeline } from "./timeline";

export interface HeaderHost {
  onPlayground(): void;
  /** Shows everything larger, for a projector, or as before. */
  onPresent(on: boolean): void;
  /** Opens the menu below its button. */
  onExport(button: HTMLElement): void;
}

/** The line above the equation: the facts of the factorization, and buttons for what can be done with it. */
export class WorkbenchHeader {
  readonly node: HTMLElement;
  private readonly title = element("strong");
  private readonly list = element("span", { class: "factorlab-facts" });
  private readonly open = element("button", {
    class: "factorlab-button",
    attributes: { type: "button" },
  });
  private readonly present = element("button", {
    class: "factorlab-button factorlab-present",
    text: "⤢",
    attributes: { type: "button", "aria-pressed": "false" },
  });
  private readonly more = element("button", {
    class: "factorlab-button factorlab-more",
    text: "⋯",
    attributes: { type: "button", "aria-haspopup": "menu" },
  });

  constructor(private readonly host: HeaderHost) {
    const actions = element("div", {
      class: "factorlab-actions",
      // Keys pressed on the buttons must not run the notebook's shortcuts.
      attributes: { "data-lm-suppress-shortcuts": "true" },
      children: [this.open, this.present, this.more],
    });
    this.node = element("div", {
      class: "factorlab-header",
      children: [this.title, this.list, actions],
    });
    this.open.addEventListener("click", () => host.onPlayground());
    this.present.addEventListener("click", () => this.enlarge(!this.isLarge));
    this.more.addEventListener("click", () => host.onExport(this.more));
  }

  /** Whether everything is shown larger, for a projector. */
  get isLarge(): boolean {
    return this.present.getAttribute("aria-pressed") === "true";
  }

  /** Shows everything larger, or as before. */
  enlarge(on: boolean): void {
    this.present.setAttribute("aria-pressed", String(on));
    this.host.onPresent(on);
  }

  /** The facts of the factorization in one line. */
  facts = "";

  /**
   * @param can what is possible here; a button without use is hidden. Where nothing is known of a training (`training`),
   * nothing is said of one.
   */
  show(
    timeline: Timeline,
    can: { playground: boolean; opened: boolean; export: boolean; training: boolean },
  ): void {
    setText(this.title, headingText(timeline.subject?.title, t));
    const facts = factsOf(timeline, can.training);
    while (this.list.children.length > facts.length) this.list.lastElementChild?.remove();
    while (this.list.children.length < facts.length) this.list.append(element("span"));
    facts.forEach((fact, k) => setText(this.list.children[k], fact));
    this.facts = facts.join(", ");
    this.open.hidden = !can.playground;
    this.open.setAttribute("aria-expanded", String(can.opened));
    setText(this.open, t("Try your inputs here!"));
    this.present.setAttribute("aria-label", t("Presentation size"));
    this.present.title = t("Presentation size");
    this.more.hidden = !can.export;
    this.more.setAttribute("aria-label", t("Export or copy"));
    this.more.title = t("Export or copy");
  }
}

/** The facts behind the title: `6 × 3`, `2 features`, … */
function factsOf({ subject, trace, frame }: Timeline, isTraining: boolean): string[] {
  if (!subject || !trace || !frame) return [];
  const { data, features, seed, learningRate } = subject;
  const { rows, columns } = data.of ?? data;
  const shape = `${rows} × ${columns}`;
  const shown = { shape, rows: data.rows, columns: data.columns };
  const facts = [data.of ? t("{shape}, shown as {rows} × {columns} block means", shown) : shape];
  const hidden = subject.heldOut?.places.length ?? 0;
  const unknown = data.values.reduce<number>((sum, value) => sum + (value === null ? 1 : 0), -hidden);
  if (unknown > 0) facts.push(t("{count} unknown", { count: formatCount(unknown) }));
  if (hidden > 0) facts.push(t("{count} hidden", { count: formatCount(hidden) }));
  facts.push(features === 1 ? t("1 feature") : t("{features} features", { features }));
  if (seed !== null) facts.push(t("seed {seed}", { seed }));
  if (learningRate !== null)
    facts.push(t("learning rate {learningRate}", { learningRate: fewDigits(learningRate) }));
  const last = trace.frames[trace.frames.length - 1].iteration;
  if (isTraining && !subject.direct) facts.push(iterationText(frame.iteration, last, trace.divergedAt));
  if (Number.isFinite(frame.loss)) facts.push(t("loss {loss}", { loss: formatLoss(frame.loss) }));
  return facts;
}

function iterationText(iteration: number, last: number, divergedAt: number | null): string {
  const counts = { iteration: formatCount(iteration), last: formatCount(last) };
  if (iteration < last) return t("iteration {iteration} of {last}", counts);
  if (iteration === 0 && divergedAt !== null)
    return t("diverged at iteration {iteration}", { iteration: formatCount(divergedAt) });
  return iteration === 0 ? t("not trained yet") : t("iteration {iteration}", counts);
}
