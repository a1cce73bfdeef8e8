import { fewDigits } from "factorlab/view";
import type { Guess, PredictionInputPayload } from "factorlab/view";
import { element } from "../dom";
import type { Words } from "../words";
import type { GuessInput } from "./guess-input";

/** A number, typed or by a slider beside it. */
export class NumberGuess implements GuessInput {
  readonly node = element("div", { class: "factorlab-guess-number" });
  private readonly field: HTMLInputElement;
  private readonly slider: HTMLInputElement;

  constructor(
    { from, to, step }: Extract<PredictionInputPayload, { type: "number" }>,
    { t, number }: Words,
    private readonly onChange: () => void,
  ) {
    const limits = { min: String(from), max: String(to), step: String(step) };
    this.field = element("input", { attributes: { type: "number", step: "any", inputmode: "decimal" } });
    this.slider = element("input", {
      attributes: {
        type: "range",
        ...limits,
        "aria-label": t("Your guess, from {from} to {to}", { from, to }),
      },
    });
    this.slider.value = String((from + to) / 2);
    this.field.addEventListener("input", () => this.follow(this.slider, this.field));
    this.slider.addEventListener("input", () => this.follow(this.field, this.slider));
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
    const { valueAsNumber } = this.field;
    return Number.isFinite(valueAsNumber) ? valueAsNumber : null;
  }

  show(guess: Guess): void {
    this.field.value = this.slider.value = String(guess);
  }

  private follow(follower: HTMLInputElement, leader: HTMLInputElement): void {
    if (leader.value !== "") follower.value = leader.value;
    this.onChange();
  }
}
