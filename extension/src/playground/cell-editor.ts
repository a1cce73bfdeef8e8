import { readCell } from "factorlab/view";
import { element } from "../dom";
import { t } from "../words";

/** The grid around an editor. */
export interface CellEditorHost {
  /** The value is valid; `move` says where to go next, by rows and columns. */
  onDone(value: number | null, move: readonly [rows: number, columns: number]): void;
  /** The editing was cancelled. */
  onCancel(): void;
  /** What is wrong with the text, or null once it is right again. */
  onProblem(problem: string | null): void;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Edits one cell as text. Invalid text stays, even when the focus goes elsewhere. */
export class CellEditor {
  readonly input: HTMLInputElement;
  private done = false;

  /**
   * @param text the initial text.
   * @param overwrites whether typing opened the editor; arrow keys then close it, as in a spreadsheet.
   */
  constructor(
    text: string,
    name: string,
    private readonly overwrites: boolean,
    private readonly host: CellEditorHost,
  ) {
    this.input = element("input", {
      class: "factorlab-cell-editor",
      attributes: { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": name },
    });
    this.input.value = text;
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("input", () => this.clearProblem());
    this.input.addEventListener("blur", () => this.finish([0, 0]));
  }

  private onKey(event: KeyboardEvent): void {
    // The grid around the editor has keys of its own.
    event.stopPropagation();
    const move = this.moveOf(event);
    if (event.key === "Escape") this.cancel();
    else if (move) this.finish(move);
    else return;
    event.preventDefault();
  }

  private moveOf({ key, shiftKey, altKey }: KeyboardEvent): readonly [number, number] | undefined {
    const back = shiftKey ? -1 : 1;
    if (key === "Enter") return [back, 0];
    if (key === "Tab") return [0, back];
    return this.overwrites && !altKey && !shiftKey ? MOVES[key] : undefined;
  }

  private finish(move: readonly [number, number]): void {
    if (this.done) return;
    const value = readCell(this.input.value);
    if (value === undefined) {
      this.input.setAttribute("aria-invalid", "true");
      const text = this.input.value.trim().slice(0, 20);
      this.host.onProblem(t("“{text}” is no number. Leave the cell empty if it is unknown.", { text }));
      return;
    }
    this.done = true;
    this.host.onProblem(null);
    this.host.onDone(value, move);
  }

  private cancel(): void {
    this.done = true;
    this.host.onProblem(null);
    this.host.onCancel();
  }

  private clearProblem(): void {
    if (this.input.getAttribute("aria-invalid") !== "true" || readCell(this.input.value) === undefined)
      return;
    this.input.removeAttribute("aria-invalid");
    this.host.onProblem(null);
  }
}
