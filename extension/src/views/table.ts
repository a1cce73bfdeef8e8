import { formatNumber, shape, UNKNOWN } from "factorlab";
import type { Panel } from "factorlab";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";

/** A matrix as a table of coloured numbers. */
export class MatrixTable {
  readonly node = element("div", { class: "factorlab-scroll" });
  private readonly table = element("table", { class: "factorlab-matrix" });
  private cells: HTMLTableCellElement[] = [];
  private columns = 0;

  constructor() {
    this.node.append(this.table);
  }

  show(panel: Panel, look: Preferences): void {
    const { rows, columns, values } = panel.matrix;
    if (this.cells.length !== rows * columns || this.columns !== columns) this.build(rows, columns);
    this.table.setAttribute("aria-label", `${panel.name}, ${shape(panel.matrix)}`);
    let longest = 0;
    values.forEach((value, k) => {
      const text = value === null ? UNKNOWN : formatNumber(value, panel.decimals);
      longest = Math.max(longest, text.length);
      const place = `${panel.name}[${Math.floor(k / columns)}, ${k % columns}]`;
      const { background, text: ink } =
        value === null ? { background: "", text: "" } : panel.colours(value, look.theme);
      fill(this.cells[k], { text, value, place, background, ink });
    });
    // All columns as wide as the longest number, in the characters of a monospaced font.
    this.table.style.setProperty("--factorlab-characters", String(longest));
  }

  dispose(): void {
    this.cells = [];
  }

  private build(rows: number, columns: number): void {
    this.columns = columns;
    this.cells = Array.from({ length: rows * columns }, () => element("td"));
    const lines = Array.from({ length: rows }, (_, i) =>
      element("tr", { children: this.cells.slice(i * columns, (i + 1) * columns) }),
    );
    this.table.replaceChildren(element("tbody", { children: lines }));
  }
}

interface Cell {
  text: string;
  value: number | null;
  place: string;
  background: string;
  ink: string;
}

/** The cell shows a few digits and holds all of them, for whoever points at it. */
function fill(cell: HTMLTableCellElement, { text, value, place, background, ink }: Cell): void {
  setText(cell, text);
  cell.dataset.value = String(value);
  cell.title = `${place} = ${String(value).replaceAll("-", "−")}`;
  cell.style.backgroundColor = background;
  cell.style.color = ink;
}
