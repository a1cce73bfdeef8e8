import { append } from "factorlab/view";
import { shape } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { element } from "../../dom";
import { CellEditor } from "../../playground/cell-editor";
import type { Preferences } from "../../preferences";
import { currentLanguage, localNumber, t } from "../../words";
import type { CellHost } from "./host";
import { movedCell } from "./keys";
import { intersection } from "./matrix-cell";
import type { Region } from "./matrix-cell";
import { Sight } from "./sight";
import { Sketch } from "./sketch";
import { beyondWords, isWritten, longestNumber, TableCells } from "./table-cells";
import { nameSides, nameWidth, tableNodes } from "./table-nodes";
import type { Sides, TableNodes } from "./table-nodes";

/** The characters that the numbers of a table's columns need, and the names above them. */
export interface ColumnWidths {
  numbers: number;
  names: number;
}

/** Milliseconds after the last change until the cells of a table that was sketched are updated themselves. */
const REST = 120;
/** In a table of more cells, those that change are sketched until they stand. */
const MANY_CELLS = 60;
/** How many cells out of sight are updated at a time, and the milliseconds in between, in which a person may go on. */
const SLICE = { cells: 1000, pause: 30 };

/** A matrix as a table of coloured numbers: one stop of the Tab key, with arrow keys inside. */
export class MatrixTable {
  readonly node = element("div", { class: "factorlab-scroll" });
  private readonly table = element("table", { class: "factorlab-matrix", attributes: { role: "grid" } });
  private cells = new TableCells();
  private lit = new Set<HTMLTableCellElement>();
  private picked: HTMLTableCellElement | undefined;
  private nodes: TableNodes = tableNodes(0, 0);
  private window: Region = { row: 0, column: 0, rows: 0, columns: 0 };
  private current = 0;
  /** What rows and columns were named by. */
  private named: readonly unknown[] = [];
  private panel: Panel | null = null;
  private look: Preferences | null = null;
  private readonly sketch = new Sketch();
  /** Whether what changes is sketched. */
  private moving = false;
  private readonly sight = new Sight(this.node, this.table, () => this.drawInSight());
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: CellHost) {
    this.node.append(this.table, this.sketch.node);
    this.table.setAttribute("aria-readonly", "true");
    this.table.addEventListener("pointerover", (event) => {
      this.at(event, (row, column) => this.host.onPoint(row, column, "pointer"));
    });
    this.table.addEventListener("focusin", (event) => {
      this.at(event, (row, column, k) => {
        this.rove(k);
        this.host.onPoint(row, column, "keyboard");
      });
    });
    this.table.addEventListener("click", (event) => {
      this.at(event, (row, column) => this.host.onPress(row, column));
    });
    this.table.addEventListener("dblclick", (event) => this.at(event, (_row, _column, k) => this.edit(k)));
    this.table.addEventListener("keydown", (event) => this.onKey(event));
  }

  /**
   * @param panel the part of a matrix in the window.
   * @param window the position and size of that part.
   * @param sides what its rows and columns are.
   * @returns the characters that a column needs, for its numbers and for its name.
   */
  show(panel: Panel, look: Preferences, window: Region, sides: Sides): ColumnWidths {
    const { rows, columns } = panel.matrix;
    if (rows !== this.window.rows || columns !== this.window.columns) this.build(rows, columns);
    this.panel = panel;
    this.window = window;
    this.name(panel, sides, window);
    this.cells.setPanel(panel, look);
    // A picture has no colours that the system forces on the page.
    const moving = rows * columns > MANY_CELLS && look === this.look && !look.forcedColours;
    this.moving = moving;
    this.look = look;
    this.drawInSight();
    clearTimeout(this.rest);
    if (this.cells.isStale) this.rest = setTimeout(() => this.settle(), REST);
    return { numbers: longestNumber(panel), names: nameWidth(panel) };
  }

  /** Sets the width of all columns, in characters of a monospaced font. */
  widen(characters: number): void {
    this.table.style.setProperty("--factorlab-characters", String(characters));
  }

  /** Highlights the cells of a region of the matrix within the window, and no others. */
  light(region: Region | undefined): void {
    const cells = new Set(region ? this.cellsOf(region) : []);
    for (const cell of this.lit) if (!cells.has(cell)) cell.classList.remove("factorlab-lit");
    for (const cell of cells) cell.classList.add("factorlab-lit");
    this.lit = cells;
  }

  /** Marks the picked entry. */
  pick(picked: { row: number; column: number } | undefined): void {
    const [cell] = picked ? this.cellsOf({ ...picked, rows: 1, columns: 1 }) : [];
    if (cell === this.picked) return;
    this.picked?.removeAttribute("aria-selected");
    cell?.setAttribute("aria-selected", "true");
    this.picked = cell;
  }

  /** Lets a screen reader read the element with this id after the cell that has the focus. */
  describeBy(id: string): void {
    this.nodes.cells[this.current]?.setAttribute("aria-describedby", id);
  }

  dispose(): void {
    clearTimeout(this.rest);
    this.sight.dispose();
    this.cells = new TableCells();
    this.lit.clear();
  }

  /** Names the table, its rows and columns, which stay the same in all states of a training. */
  private name(panel: Panel, sides: Sides, { row, column }: Region): void {
    const { rowLabels, columnLabels } = panel;
    const label = `${panel.name}, ${shape(panel.matrix)}`;
    const naming = [
      label,
      rowLabels,
      columnLabels,
      sides.rows,
      sides.columns,
      row,
      column,
      currentLanguage(),
    ];
    if (naming.every((each, k) => each === this.named[k])) return;
    this.named = naming;
    this.table.setAttribute("aria-label", label);
    nameSides(this.table, this.nodes, panel, sides, this.window);
  }

  private build(rows: number, columns: number): void {
    this.named = [];
    // A new table has no numbers that could change.
    this.look = null;
    this.nodes = tableNodes(rows, columns);
    this.cells = new TableCells(this.nodes.cells);
    this.sight.forget();
    this.lit.clear();
    this.picked = undefined;
    this.current = 0;
    this.table.replaceChildren(this.nodes.head, this.nodes.body);
  }

  /** Updates the cells in sight, or sketches them while they change with each frame, unless nobody sees the table. */
  private drawInSight(): void {
    const { grid } = this.sight;
    const { rows, columns } = this.window;
    const part = this.moving && grid ? this.sight.cellsOnScreen(rows, columns) : null;
    if (part && (part.rows === 0 || part.columns === 0)) return;
    if (part && grid && this.sketch.begin(grid, part)) {
      this.cells.sketch(part, (row, column, content, node) => {
        const ring = node === this.picked ? "picked" : this.lit.has(node) ? "lit" : null;
        this.sketch.cell(row, column, content, ring);
      });
    } else {
      this.cells.fill(this.sight.visibleCells(rows, columns));
      this.sketch.clear();
    }
  }

  /** Updates the cells themselves: first those in sight, then the others, bit by bit. */
  private settle(): void {
    clearTimeout(this.rest);
    this.moving = false;
    // Now that all is laid out: when the next drag begins, that would have to be done first.
    this.sight.refresh();
    this.drawInSight();
    const more = (): void => {
      if (!this.cells.fillMore(SLICE.cells)) this.rest = setTimeout(more, SLICE.pause);
    };
    if (this.cells.isStale) this.rest = setTimeout(more, SLICE.pause);
  }

  private cellsOf(region: Region): HTMLTableCellElement[] {
    const { row, column, rows, columns } = intersection(region, this.window);
    const cells: HTMLTableCellElement[] = [];
    for (let i = row - this.window.row; i < row - this.window.row + rows; i++) {
      const start = i * this.window.columns + column - this.window.column;
      append(cells, this.nodes.cells.slice(start, start + columns));
    }
    return cells;
  }

  private positionOf(index: number): [row: number, column: number] {
    const { row, column, columns } = this.window;
    return [row + Math.floor(index / columns), column + (index % columns)];
  }

  /** Finds the cell of an event, and gives it all its digits as a tooltip. */
  private at(event: Event, then: (row: number, column: number, k: number) => void): void {
    const cell = event.target instanceof Element ? event.target.closest("tbody td") : null;
    const line = cell?.parentElement;
    if (!(cell instanceof HTMLTableCellElement) || !(line instanceof HTMLTableRowElement)) return;
    // The first cell of each line is its header.
    const k = line.sectionRowIndex * this.window.columns + cell.cellIndex - 1;
    const [row, column] = this.positionOf(k);
    const value = this.panel?.matrix.values[k];
    const digits = value === null ? t("unknown") : localNumber(String(value)).replaceAll("-", "−");
    const beyond = this.panel?.beyond?.[k] ?? null;
    const remark = beyond === null ? "" : ` · ${beyondWords(beyond)}`;
    cell.title = `${this.panel?.name ?? ""}[${row},${column}] = ${digits}${remark}`;
    then(row, column, k);
  }

  private rove(k: number): void {
    this.nodes.cells[this.current]?.setAttribute("tabindex", "-1");
    this.nodes.cells[this.current]?.removeAttribute("aria-describedby");
    this.current = k;
    // Keys may lead to a cell out of sight, which a screen reader reads before the box has scrolled there.
    const { columns } = this.window;
    this.cells.fill({ row: Math.floor(k / columns), column: k % columns, rows: 1, columns: 1 });
    this.nodes.cells[k].setAttribute("tabindex", "0");
  }

  /** Lets a person write a cell. @param typed the key that began it; it replaces the number. */
  private edit(k: number, typed?: string): void {
    const cell = this.nodes.cells[k];
    if (!this.panel || !this.host.canEdit?.() || isWritten(cell)) return;
    this.settle();
    const [row, column] = this.positionOf(k);
    const value = this.panel.matrix.values[k];
    const leave = (): void => {
      this.cells.restore(k);
      cell.focus({ preventScroll: true });
    };
    const text = value === null ? "" : localNumber(String(value));
    const name = t("Row {row}, column {column}", { row, column });
    const editor = new CellEditor(typed ?? text, name, typed !== undefined, {
      onDone: (written) => {
        leave();
        if (written !== value) this.host.onEdit?.(row, column, written);
      },
      onCancel: leave,
      onProblem: (problem) => (editor.input.title = problem ?? ""),
    });
    cell.replaceChildren(editor.input);
    editor.input.focus({ preventScroll: true });
    if (typed === undefined) editor.input.select();
  }

  /** @returns whether a key begins to write the cell, or empties it. */
  private edits({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (!this.host.canEdit?.() || ctrlKey || metaKey || altKey) return false;
    if (key === "F2" || key === "Enter") this.edit(this.current);
    else if (/^[-−+\d.,?]$/.test(key)) this.edit(this.current, key);
    else if (key === "Delete" || key === "Backspace")
      this.host.onEdit?.(...this.positionOf(this.current), null);
    else return false;
    return true;
  }

  private onKey(event: KeyboardEvent): void {
    const { columns } = this.window;
    const here = { row: Math.floor(this.current / columns), column: this.current % columns };
    const next = movedCell(event.key, event.ctrlKey || event.metaKey, here, this.window);
    if (next) this.nodes.cells[next.row * columns + next.column].focus();
    else if (this.edits(event)) event.preventDefault();
    else if (event.key === "Enter" || event.key === " ") this.host.onPress(...this.positionOf(this.current));
    else if (!this.host.onKey(event)) return;
    event.preventDefault();
    // The notebook around the matrix uses these keys, too.
    event.stopPropagation();
  }
}
