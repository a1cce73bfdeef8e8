import { fewDigits, readCell } from "factorlab/view";
import type { Guess, PredictionInputPayload } from "factorlab/view";
import { element } from "../dom";
import type { Words } from "../words";
import type { GuessInput } from "./guess-input";

/** A number, typed with a point or a comma before its decimals, or by a slider beside it. */
export class NumberGuess implements GuessInput {
  readonly node = element("div", { class: "factorlab-guess-number" });
  private readonly field: HTMLInputElement;
  private readonly slider: HTMLInputElement;

  constructor(
    { from, to, step }: Extract<PredictionInputPayload, { type: "number" }>,
    private readonly words: Words,
    onChange: () => void,
  ) {
    const { t, number } = words;
    const limits = { min: String(from), max: String(to), step: String(step) };
    this.field = element("input", {
      attributes: { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false" },
    });
    this.slider = element("input", {
      attributes: {
        type: "range",
        ...limits,
        "aria-label": t("Your guess, from {from} to {to}", { from, to }),
      },
    });
    this.slide((from + to) / 2);
    this.field.addEventListener("input", () => {
      const value = this.value();
      this.field.setAttribute("aria-invalid", String(value === null && this.field.value.trim() !== ""));
      if (value !== null) this.slide(value);
      onChange();
    });
    this.slider.addEventListener("input", () => {
      this.show(Number(this.slider.value));
      onChange();
    });
    const label = element("label", { children: [element("span", { text: t("Your guess") }), this.field] });
    const ends = [from, to].map((end) =>
      element("span", { text: number(fewDigits(end)), attributes: { "aria-hidden": "true" } }),
    );
    const range = element("div", {
      class: "factorlab-guess-range",
      children: [ends[0], this.slider, ends[1]],
    });
    this.node.append(label, range);
  }

  value(): number | null {
    return readCell(this.field.value) ?? null;
  }

  show(guess: Guess): void {
    this.field.value = this.words.number(String(guess));
    this.field.setAttribute("aria-invalid", "false");
    this.slide(Number(guess));
  }

  private slide(value: number): void {
    this.slider.value = String(value);
    this.slider.setAttribute("aria-valuetext", this.words.number(this.slider.value));
  }
}
