import { readCell } from "factorlab/view";
import { element } from "../dom";
import { t } from "../words";
import { TextField } from "./text-field";
import type { Reading } from "./text-field";

/** The range of the starting factors: two numbers, the first below the second. */
export class RangeField {
  readonly node: HTMLElement;
  private range: [number, number] = [0, 1];
  private readonly low: TextField<number>;
  private readonly high: TextField<number>;

  constructor(
    private readonly onChange: (range: [number, number]) => void,
    onSettled: () => void,
  ) {
    this.low = new TextField(
      t("Starting factors from"),
      (text) => bounded(text, (value) => value < this.range[1], t("A number below the other")),
      (low) => this.take([low, this.range[1]]),
    );
    this.high = new TextField(
      t("Starting factors to"),
      (text) => bounded(text, (value) => value > this.range[0], t("A number above the other")),
      (high) => this.take([this.range[0], high]),
    );
    const to = element("span", { class: "factorlab-note", text: t("to") });
    const pair = element("div", { class: "factorlab-pair", children: [this.low.input, to, this.high.input] });
    const label = element("span", { text: t("Start from") });
    const children = [label, pair, this.low.message, this.high.message];
    this.node = element("div", { class: "factorlab-field", children });
    this.node.addEventListener("change", onSettled);
  }

  show([low, high]: [number, number]): void {
    this.range = [low, high];
    this.low.show(low);
    this.high.show(high);
  }

  private take(range: [number, number]): void {
    this.range = range;
    this.onChange(range);
  }
}

function bounded(text: string, fits: (value: number) => boolean, problem: string): Reading<number> {
  const value = readCell(text);
  return typeof value === "number" && fits(value) ? { value } : { problem };
}
