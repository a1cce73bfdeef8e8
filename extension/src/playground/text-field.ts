import { element, setText } from "../dom";
import { localNumber } from "../words";

/** The value of a text, or a message that says what is wrong with it. */
export type Reading<Value> = { value: Value } | { problem: string };

let fieldCount = 0;

/** Makes an id that no other element on the page has, so that messages can be tied to their fields. */
export function uniqueId(): string {
  return `factorlab-field-${fieldCount++}`;
}

/**
 * A text field for a value. Invalid text stays, with a message, and changes nothing: the last valid value holds.
 */
export class TextField<Value extends number> {
  readonly input: HTMLInputElement;
  readonly message: HTMLElement;
  private shown: Value | null = null;

  /**
   * @param read reads the value of a text.
   * @param onChange is called with each valid value while a person types.
   */
  constructor(
    name: string,
    private readonly read: (text: string) => Reading<Value>,
    private readonly onChange: (value: Value) => void,
  ) {
    const id = uniqueId();
    this.message = element("span", { class: "factorlab-field-message", attributes: { id, role: "alert" } });
    this.message.hidden = true;
    this.input = element("input", {
      class: "factorlab-input",
      attributes: { type: "text", autocomplete: "off", spellcheck: "false", "aria-label": name },
    });
    this.input.setAttribute("aria-describedby", id);
    this.input.addEventListener("input", () => this.take());
    this.input.addEventListener("change", () => this.tidy());
  }

  /** Shows a new value, unless the text already means the same. */
  show(value: Value): void {
    const changed = value !== this.shown;
    this.shown = value;
    if (!changed) return;
    const now = this.read(this.input.value);
    if (!("value" in now) || now.value !== value) this.input.value = localNumber(String(value));
    this.complain(null);
  }

  private take(): void {
    const reading = this.read(this.input.value);
    this.complain("problem" in reading ? reading.problem : null);
    if ("problem" in reading) return;
    this.shown = reading.value;
    this.onChange(reading.value);
  }

  /** Writes a number as the language does, once it is typed: a point may have been one of its decimals. */
  private tidy(): void {
    const reading = this.read(this.input.value);
    if ("value" in reading) this.input.value = localNumber(String(reading.value));
  }

  private complain(problem: string | null): void {
    this.input.setAttribute("aria-invalid", String(problem !== null));
    this.message.hidden = problem === null;
    setText(this.message, problem ?? "");
  }
}
