import { element, setText } from "../dom";

/** What a text means: a value, or what is wrong with it in words. */
export type Reading<Value> = { value: Value } | { problem: string };

/** Gives elements names that no other on the page has, so that messages can be tied to their fields. */
let fieldCount = 0;

export function uniqueId(): string {
  return `factorlab-field-${fieldCount++}`;
}

/**
 * A line of text that means a value. Wrong text stays where it is, with a message, and changes nothing: the last
 * good value holds.
 */
export class TextField<Value extends number> {
  readonly input: HTMLInputElement;
  readonly message: HTMLElement;
  private shown: Value | null = null;

  /**
   * @param read what a text means.
   * @param onChange is called with each good value while one types.
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
  }

  /** Shows a value, unless the text says the same already or is being mended. */
  show(value: Value): void {
    const changed = value !== this.shown;
    this.shown = value;
    if (!changed) return;
    const now = this.read(this.input.value);
    if (!("value" in now) || now.value !== value) this.input.value = String(value);
    this.complain(null);
  }

  private take(): void {
    const reading = this.read(this.input.value);
    this.complain("problem" in reading ? reading.problem : null);
    if ("problem" in reading) return;
    this.shown = reading.value;
    this.onChange(reading.value);
  }

  private complain(problem: string | null): void {
    this.input.setAttribute("aria-invalid", String(problem !== null));
    this.message.hidden = problem === null;
    setText(this.message, problem ?? "");
  }
}
