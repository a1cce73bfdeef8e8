import { EXPERIMENT_LIMITS } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element, focusedNear, setText } from "../dom";
import { localNumber, t } from "../words";
import { isHidden } from "../guess/hiding";
import type { Hiding } from "../guess/hiding";
import { HidingBrush } from "../views/hiding-brush";
import { CellEditor } from "./cell-editor";
import { nudged, nudgeStep } from "./edits";
import { gridMove } from "./grid-keys";
import type { GridPosition } from "./grid-keys";
import { GridTable } from "./grid-table";
import { PasteError, readPastedTable } from "./pasted-table";
import type { PastedTable } from "./pasted-table";
import { uniqueId } from "./text-field";

export interface MatrixGridHost {
  onCell(row: number, column: number, value: number | null): void;
  onNudge(row: number, column: number, value: number): void;
  onPaste(table: PastedTable, row: number, column: number): void;
  /** A cell was hidden, or shown again. */
  onHide(row: number, column: number, hide: boolean): void;
  /** A change has ended. */
  onSettled(): void;
}

/**
 * The data as a grid that is edited like a spreadsheet: one cell has the focus, typing replaces its value, Delete makes
 * it unknown, and Alt with arrows moves it by a small step.
 */
export class MatrixGrid {
  readonly node = element("div", { class: "factorlab-grid" });
  readonly message = element("p", { class: "factorlab-field-message", attributes: { role: "alert" } });
  private readonly table = new GridTable();
  private at: GridPosition = { row: 0, column: 0 };
  /** The cell that had the focus last; null if none had it yet. */
  chosen: GridPosition | null = null;
  /** Whether Tab leads to the next cell, as while numbers are entered; otherwise it leaves the grid, as usual. */
  private entering = false;
  private experiment: Experiment | null = null;
  private hiding: Hiding | null = null;
  private readonly brush: HidingBrush;

  /** @param onChoose is called when a cell gets the focus. */
  constructor(
    private readonly host: MatrixGridHost,
    private readonly onChoose: () => void,
  ) {
    this.message.id = uniqueId();
    this.complain(null);
    const table = this.table.node;
    table.setAttribute("aria-describedby", this.message.id);
    this.node.append(table);
    table.addEventListener("keydown", (event) => this.onKey(event));
    table.addEventListener("focusin", (event) => this.onFocus(event.target));
    this.brush = new HidingBrush(table, {
      isOn: () => this.hiding?.on === true,
      isHidden: (row, column) => this.isHidden(row, column),
      onHide: (row, column, hide) => this.host.onHide(row, column, hide),
      onEnd: () => this.host.onSettled(),
    });
    const at = ({ target }: Event, action: (row: number, column: number) => void): void => {
      const position = this.table.positionOf(target);
      if (position && position.column >= 0) action(position.row, position.column);
    };
    table.addEventListener("pointerover", (event) =>
      at(event, (row, column) => this.brush.over(row, column)),
    );
    table.addEventListener("click", (event) => at(event, (row, column) => this.brush.press(row, column)));
    table.addEventListener("dblclick", (event) => {
      if (!this.hiding?.on) this.edit(this.table.positionOf(event.target));
    });
    table.addEventListener("paste", (event) => this.onPaste(event));
    table.addEventListener("copy", (event) => this.onCopy(event));
  }

  show(experiment: Experiment, hiding: Hiding): void {
    this.experiment = experiment;
    this.hiding = hiding;
    this.node.toggleAttribute("data-hiding", hiding.on);
    const focused = this.table.node.contains(focusedNear(this.table.node));
    this.table.show(experiment, hiding);
    const { row, column } = this.at;
    const lost = focused && !this.table.node.contains(focusedNear(this.table.node));
    this.go(Math.min(row, this.table.rows - 1), Math.min(column, this.table.columns - 1), lost);
  }

  /** Makes a cell the one that Tab reaches, and by default focuses it. */
  private go(row: number, column: number, focus: boolean = true): void {
    this.table.cell(this.at.row, this.at.column)?.setAttribute("tabindex", "-1");
    this.at = { row, column };
    const cell = this.table.cell(row, column);
    cell?.setAttribute("tabindex", "0");
    if (focus) cell?.focus();
  }

  private onFocus(target: EventTarget | null): void {
    const position = this.table.positionOf(target);
    if (!position || position.column < 0) return;
    this.go(position.row, position.column, false);
    this.chosen = position;
    this.onChoose();
  }

  private onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const { row, column } = this.at;
    if (altKey && (key === "ArrowUp" || key === "ArrowDown")) {
      this.nudge((key === "ArrowUp" ? 1 : -1) * (shiftKey ? 10 : 1));
    } else if (key === "Delete" || key === "Backspace") {
      this.host.onCell(row, column, null);
    } else if (this.hiding?.on && (key === "Enter" || key === " ")) {
      this.brush.press(row, column);
    } else if (key === "F2") {
      this.edit(this.at);
    } else if (key.length === 1 && !ctrlKey && !metaKey && !altKey && key !== " ") {
      this.edit(this.at, key);
    } else if (!this.move(event)) return;
    event.preventDefault();
  }

  private move(event: KeyboardEvent): boolean {
    const { rows, columns } = this.table;
    const to = gridMove(event, this.at, { rows, columns }, this.entering);
    if (event.key.startsWith("Arrow") || !to) this.entering = false;
    if (to) this.go(to.row, to.column);
    return to !== null;
  }

  private edit(position: GridPosition | null, typed?: string): void {
    const cell = position && this.table.cell(position.row, position.column);
    if (!cell || !this.experiment || cell.childElementCount > 0) return;
    const { row, column } = position;
    // In a hidden cell a person writes a guess.
    const value = this.isHidden(row, column)
      ? (this.hiding?.guessOf({ row, column }) ?? null)
      : this.experiment.data[row][column];
    const leave = (): void => {
      cell.replaceChildren();
      this.table.restore(row, column);
    };
    const editor = new CellEditor(
      typed ?? (value === null ? "" : localNumber(String(value))),
      t("Row {row}, column {column}", { row, column }),
      typed !== undefined,
      {
        onDone: (written, [down, right]) => {
          leave();
          if (written !== value) this.host.onCell(row, column, written);
          if (down !== 0 || right !== 0) this.advance(row, column, down, right);
        },
        onCancel: () => {
          leave();
          this.go(row, column);
        },
        onProblem: (problem) => this.complain(problem),
      },
    );
    cell.replaceChildren(editor.input);
    editor.input.focus();
    if (typed === undefined) editor.input.select();
  }

  /** Goes on from an edited cell as its last key asked; Tab wraps into the next or previous row. */
  private advance(row: number, column: number, down: number, right: number): void {
    this.entering = true;
    const { rows, columns } = this.table;
    const index = Math.min(rows * columns - 1, Math.max(0, row * columns + column + right));
    if (right !== 0) this.go(Math.floor(index / columns), index % columns);
    else this.go(Math.min(rows - 1, Math.max(0, row + down)), column);
  }

  private nudge(steps: number): void {
    const { row, column } = this.at;
    const value = this.experiment?.data[row][column];
    if (!this.experiment || typeof value !== "number" || this.isHidden(row, column)) return;
    this.host.onNudge(row, column, nudged(value, steps, nudgeStep(this.experiment.data)));
  }

  private onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // The editor itself takes a single value.
    const inEditor = event.target instanceof HTMLInputElement;
    if (inEditor && !/[\t\n;]/.test(text.trim())) return;
    event.preventDefault();
    try {
      const table = readPastedTable(text, EXPERIMENT_LIMITS.side);
      this.complain(null);
      this.host.onPaste(table, this.at.row, this.at.column);
    } catch (error) {
      if (!(error instanceof PasteError)) throw error;
      this.complain(pasteProblem(error));
    }
  }

  private onCopy(event: ClipboardEvent): void {
    const { row, column } = this.at;
    if (event.target instanceof HTMLInputElement || !this.experiment) return;
    const value = this.isHidden(row, column) ? null : this.experiment.data[row][column];
    event.clipboardData?.setData("text/plain", String(value ?? ""));
    event.preventDefault();
  }

  dispose(): void {
    this.brush.dispose();
  }

  private isHidden(row: number, column: number): boolean {
    return this.experiment !== null && isHidden(this.experiment, { row, column });
  }

  complain(problem: string | null): void {
    this.message.hidden = problem === null;
    setText(this.message, problem ?? "");
  }
}

export function pasteProblem({ row, column, text }: PasteError): string {
  return t("Nothing was pasted: row {row}, column {column} is “{text}”, which is no number.", {
    row,
    column,
    text,
  });
}
