import type { Panel } from "factorlab/view";
import { element, setText } from "../../dom";
import { t } from "../../words";
import { frame } from "./box";
import type { HeatmapHost } from "./host";
import { movedCell } from "./keys";
import type { Region } from "./matrix-cell";

/** How far the pointer moves, in pixels, before it drags a box instead of clicking. */
const DRAG = 5;
/** The distance of the tooltip from the cell, in pixels. */
const TIP = 12;
/** The factor by which a step of the wheel changes the number of rows and columns. */
const ZOOM_STEP = 1.5;

interface PointedCell {
  row: number;
  column: number;
}

/** Handles pointer and keys on a heatmap: reads a cell, picks it, zooms to a dragged box or by the wheel. */
export class HeatmapPointer {
  private readonly glass = element("div", { class: "factorlab-glass" });
  private readonly box = element("div", { class: "factorlab-drag-box", attributes: { hidden: "" } });
  private readonly tip = element("div", { class: "factorlab-tip", attributes: { hidden: "" } });
  readonly nodes: readonly HTMLElement[] = [this.glass, this.box, this.tip];
  private readonly stop = new AbortController();
  private panel: Panel | null = null;
  private window: Region = { row: 0, column: 0, rows: 1, columns: 1 };
  private at: PointedCell = { row: 0, column: 0 };
  private drag: { from: PointedCell; x: number; y: number } | null = null;

  constructor(
    private readonly field: HTMLElement,
    private readonly host: HeatmapHost,
  ) {
    const { signal } = this.stop;
    this.glass.addEventListener("pointermove", (event) => this.onMove(event), { signal });
    this.glass.addEventListener("pointerdown", (event) => this.onDown(event), { signal });
    this.glass.addEventListener("pointerup", (event) => this.onUp(event), { signal });
    this.glass.addEventListener("pointercancel", () => this.endDrag(), { signal });
    this.glass.addEventListener("pointerleave", () => (this.tip.hidden = true), { signal });
    this.glass.addEventListener("dblclick", () => this.host.onWhole(), { signal });
    field.addEventListener("wheel", (event) => this.onWheel(event), { signal, passive: false });
    field.addEventListener("keydown", (event) => this.onKey(event), { signal });
    field.addEventListener("focus", () => this.go(this.at, "keyboard"), { signal });
    field.addEventListener("blur", () => (this.tip.hidden = true), { signal });
  }

  show(panel: Panel, window: Region): void {
    this.panel = panel;
    this.window = window;
    this.at = within(this.at, window);
    if (!this.tip.hidden) this.read(this.at);
  }

  dispose(): void {
    this.stop.abort();
  }

  private cellAt(event: MouseEvent): PointedCell {
    const { left, top, width, height } = this.glass.getBoundingClientRect();
    const { row, column, rows, columns } = this.window;
    const cell = {
      row: row + Math.floor(((event.clientY - top) / height) * rows),
      column: column + Math.floor(((event.clientX - left) / width) * columns),
    };
    return within(cell, this.window);
  }

  private onMove(event: PointerEvent): void {
    const cell = this.cellAt(event);
    const { drag } = this;
    if (drag && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > DRAG) {
      frame(this.box, regionBetween(drag.from, cell), this.window);
    }
    this.go(cell, "pointer");
  }

  private onDown(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === "touch") return;
    this.drag = { from: this.cellAt(event), x: event.clientX, y: event.clientY };
    this.glass.setPointerCapture(event.pointerId);
  }

  private onUp(event: PointerEvent): void {
    const dragged = this.drag && !this.box.hidden;
    const from = this.drag?.from;
    this.endDrag();
    const cell = this.cellAt(event);
    if (dragged && from) this.host.onBox(regionBetween(from, cell));
    else if (event.button === 0) this.host.onPress(cell.row, cell.column);
  }

  private endDrag(): void {
    this.drag = null;
    this.box.hidden = true;
  }

  /** Zooms only with Ctrl, ⌘ or the focus; otherwise the wheel scrolls the page. */
  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && !this.field.matches(":focus")) return;
    event.preventDefault();
    this.host.onScale(event.deltaY < 0 ? 1 / ZOOM_STEP : ZOOM_STEP, this.cellAt(event));
  }

  private onKey(event: KeyboardEvent): void {
    const whole = event.ctrlKey || event.metaKey;
    const { row, column } = this.window;
    const next = movedCell(
      event.key,
      whole,
      { row: this.at.row - row, column: this.at.column - column },
      this.window,
    );
    if (next) this.go({ row: next.row + row, column: next.column + column }, "keyboard");
    else if (event.key === "Enter" || event.key === " ") this.host.onPress(this.at.row, this.at.column);
    else if (!this.host.onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private go(cell: PointedCell, by: "pointer" | "keyboard"): void {
    this.at = cell;
    this.read(cell);
    this.host.onPoint(cell.row, cell.column, by);
  }

  /** Shows a tooltip with the cell's position and value. */
  private read(cell: PointedCell): void {
    if (!this.panel) return;
    setText(this.tip, reading(this.panel, cell));
    this.tip.hidden = false;
    this.positionTip(cell);
  }

  /** Moves the tooltip beside the cell, above or below by the room there, and not beyond the view's right edge. */
  private positionTip(cell: PointedCell): void {
    const { row, column, rows, columns } = this.window;
    const field = this.field.getBoundingClientRect();
    const view = this.field.closest(".factorlab")?.getBoundingClientRect() ?? field;
    const x = ((cell.column - column + 0.5) / columns) * field.width + TIP;
    const y = ((cell.row - row + 0.5) / rows) * field.height;
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    this.tip.style.left = `${Math.min(x, view.right - field.left - width)}px`;
    this.tip.style.top = `${y < field.height / 2 ? y + TIP : y - TIP - height}px`;
  }
}

function reading({ matrix }: Panel, { row, column }: PointedCell): string {
  const { rows, columns, values, of } = matrix;
  const value = values[row * columns + column];
  const text = value === null ? t("unknown") : String(Number(value.toPrecision(7))).replaceAll("-", "−");
  if (!of) return t("row {row}, column {column}: {value}", { row, column, value: text });
  // The first row and column of the block.
  const first = (k: number, shown: number, all: number): number => Math.floor((k * all) / shown);
  return t("block from row {row}, column {column}: mean {value}", {
    row: first(row, rows, of.rows),
    column: first(column, columns, of.columns),
    value: text,
  });
}

function within({ row, column }: PointedCell, window: Region): PointedCell {
  const clamp = (k: number, from: number, count: number): number =>
    Math.min(from + count - 1, Math.max(from, k));
  return { row: clamp(row, window.row, window.rows), column: clamp(column, window.column, window.columns) };
}

function regionBetween(a: PointedCell, b: PointedCell): Region {
  return {
    row: Math.min(a.row, b.row),
    column: Math.min(a.column, b.column),
    rows: Math.abs(a.row - b.row) + 1,
    columns: Math.abs(a.column - b.column) + 1,
  };
}
