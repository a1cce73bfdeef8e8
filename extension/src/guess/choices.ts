import type { GuessAxis, GuessPoint, GuessShare } from "factorlab/view";
import { element } from "../dom";
import { choiceName } from "./words";

/** One button for each value of a chart, as high as its plot: a click takes the value, arrow keys lead to the next. */
export class ChartChoices {
  readonly node = element("div", { class: "factorlab-guess-choices", attributes: { role: "group" } });
  private buttons: HTMLButtonElement[] = [];
  private values: number[] = [];

  constructor(
    private readonly axis: GuessAxis,
    private readonly onChoose: (value: number) => void,
  ) {
    this.node.hidden = axis === "iterations";
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** @param diverged the values of trainings that diverged. */
  show(
    points: readonly GuessPoint[],
    diverged: readonly number[],
    decimals: number,
    share: GuessShare,
  ): void {
    if (this.axis === "iterations") return;
    const named = [
      ...points.map((point) => ({ value: point.value, name: choiceName(this.axis, point, decimals) })),
      ...diverged.map((value) => ({ value, name: choiceName(this.axis, { value }, decimals) })),
    ].sort((a, b) => a.value - b.value);
    const values = named.map(({ value }) => value);
    if (String(values) !== String(this.values)) this.build(values);
    named.forEach(({ value, name }, k) => {
      const button = this.buttons[k];
      button.setAttribute("aria-label", name);
      button.title = name;
      button.toggleAttribute("data-diverged", diverged.includes(value));
      const [before, after] = [named[k - 1], named[k + 1]].map((other) => other && share(other.value));
      const at = share(value);
      const left = before === undefined ? at - edge(at, after) : (before + at) / 2;
      const right = after === undefined ? at + edge(at, before) : (at + after) / 2;
      button.style.left = `max(${100 * left}%, ${-BESIDE.left}px)`;
      button.style.right = `max(${100 * (1 - right)}%, ${-BESIDE.right}px)`;
    });
  }

  /** Marks the value that the experiment has. */
  choose(current: number): void {
    const chosen = this.values.indexOf(current);
    this.buttons.forEach((button, k) => {
      button.setAttribute("aria-pressed", String(k === chosen));
      button.tabIndex = k === Math.max(0, chosen) ? 0 : -1;
    });
  }

  /** Values that stay keep their buttons, of which one may have the focus, or be under the pointer. */
  private build(values: number[]): void {
    const before = new Map(this.values.map((value, k) => [value, this.buttons[k]]));
    const kept = new Set(values);
    for (const [value, button] of before) if (!kept.has(value)) button.remove();
    this.values = values;
    this.buttons = values.map((value) => before.get(value) ?? this.button(value));
    // A button that is put in again would lose the focus.
    this.buttons.forEach((button, k) => {
      if (this.node.children[k] !== button) this.node.insertBefore(button, this.node.children[k] ?? null);
    });
  }

  private button(value: number): HTMLButtonElement {
    const button = element("button", { attributes: { type: "button" } });
    button.addEventListener("click", () => this.onChoose(value));
    return button;
  }

  private onKey(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const at = this.buttons.findIndex((button) => button === event.target);
    if (step === undefined || at < 0) return;
    this.buttons[Math.max(0, Math.min(this.buttons.length - 1, at + step))].focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

/** How far the first and the last button go beyond their value: not into the chart beside. */
const MOST_EDGE = 0.07;
/** The pixels beside the plot that are free: at its left stand the numbers of the axis, at its right ends the view. */
const BESIDE = { left: 5, right: 12 };

function edge(at: number, other: number | undefined): number {
  return other === undefined ? MOST_EDGE : Math.min(MOST_EDGE, Math.abs(other - at) / 2);
}
