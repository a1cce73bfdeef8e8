import type { MatrixPayload } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";
import { textButton } from "./buttons";
import { shortNumber } from "./short-number";

/** Says how a cell was nudged, with a switch that shows what that changed. */
export class WhatIf {
  readonly node = element("div", { class: "factorlab-what-if" });
  private readonly sentence = element("span");
  private readonly toggle: HTMLButtonElement;
  /** Beside the switch, since the matrix with every cell's change may be out of sight. */
  private readonly answer = element("span", {
    class: "factorlab-what-if-answer",
    attributes: { role: "status" },
  });
  private from: { row: number; column: number; value: number } | null = null;
  /** What the nudged cell holds now. */
  private last = 0;
  private on = false;

  /** @param canShow whether the host can show what a nudge changed; if not, the switch is hidden. */
  constructor(
    private readonly onToggle: (on: boolean) => void,
    canShow: boolean,
  ) {
    this.toggle = textButton(t("What did that change?"), () => this.set(!this.on));
    this.toggle.hidden = !canShow;
    this.node.append(this.sentence, this.toggle, this.answer);
    this.clear();
  }

  /** Takes a nudge; consecutive nudges of one cell count from its value before the first. */
  nudged(row: number, column: number, before: number, after: number): void {
    const continues = this.from?.row === row && this.from.column === column;
    if (!continues || !this.from) this.from = { row, column, value: before };
    this.say(after);
  }

  /** Says what the nudge changed. @param change of each cell of L·U; null where it is not asked for or not known yet. */
  show(change: MatrixPayload | null): void {
    setText(this.answer, change && this.on && this.from ? answerText(change, this.from) : "");
  }

  /** Goes on with what another one, of another language, has said. */
  takeOver({ from, last, on }: WhatIf): void {
    if (!from) return;
    this.from = from;
    this.say(last);
    if (on) this.set(true);
  }

  /** Forgets the nudge: after any other change there is nothing to compare with. */
  clear(): void {
    this.from = null;
    this.node.hidden = true;
    if (this.on) this.set(false);
    this.toggle.setAttribute("aria-pressed", String(this.on));
  }

  private say(after: number): void {
    if (!this.from) return;
    this.last = after;
    const { row, column, value } = this.from;
    const values = { row, column, before: shortNumber(value), after: shortNumber(after) };
    setText(this.sentence, t("data[{row}, {column}] went from {before} to {after}.", values));
    this.node.hidden = false;
  }

  private set(on: boolean): void {
    this.on = on;
    this.toggle.setAttribute("aria-pressed", String(on));
    this.onToggle(on);
  }
}

function answerText({ columns, values }: MatrixPayload, at: { row: number; column: number }): string {
  const own = at.row * columns + at.column;
  const others = values.reduce((most, value, k) => (k === own ? most : Math.max(most, Math.abs(value))), 0);
  return t(
    "L·U changed by {own} in this cell, and by at most {others} in the others: “change” shows them all.",
    {
      own: signed(values[own]),
      others: shortNumber(Number(others.toPrecision(2))),
    },
  );
}

/** To two digits, with its sign. */
function signed(value: number): string {
  const text = shortNumber(Number(value.toPrecision(2)));
  return value > 0 ? `+${text}` : text;
}
