import { element } from "../dom";
import { t } from "../words";
import { readCell } from "./read-cell";

/** What an editor does to the grid around it. */
export interface CellEditorHost {
  /** A good value, and where to go next: down, right, left, up or nowhere. */
  onDone(value: number | null, move: readonly [rows: number, columns: number]): void;
  /** The text is given up. */
  onCancel(): void;
  /** What is wrong with the text, or null when it is mended. */
  onProblem(problem: string | null): void;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The text of one cell while it is written. Wrong text stays, also when the focus goes elsewhere. */
export class CellEditor {
  readonly input: HTMLInputElement;
  private done = false;

  /**
   * @param text what it begins with.
   * @param overwrites whether the text was begun by typing: arrow keys then end it, as in a spreadsheet.
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
    this.input.addEventListener("input", () => this.mend());
    this.input.addEventListener("blur", () => this.finish([0, 0]));
  }

  private onKey(event: KeyboardEvent): void {
    // The grid around it has keys of its own.
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

  private mend(): void {
    if (this.input.getAttribute("aria-invalid") !== "true" || readCell(this.input.value) === undefined)
      return;
    this.input.removeAttribute("aria-invalid");
    this.host.onProblem(null);
  }
}
