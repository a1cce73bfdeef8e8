import type { Guess } from "factorlab/view";
import { element } from "../dom";
import type { Words } from "../words";
import type { GuessInput } from "./guess-input";

/** Names the radio buttons of one group, of which a page may have many. */
let groups = 0;

/** One of some choices. */
export class ChoiceGuess implements GuessInput {
  readonly node: HTMLElement;
  private readonly buttons: readonly HTMLInputElement[];

  constructor(choices: readonly string[], { t }: Words, onChange: () => void) {
    const name = `factorlab-guess-${groups++}`;
    this.buttons = choices.map((_, k) =>
      element("input", { attributes: { type: "radio", name, value: String(k) } }),
    );
    const labels = choices.map((choice, k) =>
      element("label", { children: [this.buttons[k], element("span", { text: choice })] }),
    );
    this.node = element("div", {
      class: "factorlab-guess-choice",
      attributes: { role: "radiogroup", "aria-label": t("Your guess") },
      children: labels,
    });
    this.node.addEventListener("change", onChange);
  }

  value(): number | null {
    const chosen = this.buttons.findIndex(({ checked }) => checked);
    return chosen < 0 ? null : chosen;
  }

  show(guess: Guess): void {
    this.buttons.forEach((button, k) => (button.checked = k === guess));
  }
}
