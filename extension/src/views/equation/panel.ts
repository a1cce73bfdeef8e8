import { MOST_NUMBERED } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { element, focusedNear, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { panelWindow } from "./cut";
import { MatrixHeatmap } from "./heatmap";
import type { HeatmapHost } from "./host";
import type { Region } from "./matrix-cell";
import { MatrixTable } from "./table";
import type { ColumnWidths } from "./table";
import type { Sides } from "./table-nodes";
import { MOST_ZOOMED } from "./zoom";

/** How a panel is shown among those beside it. */
export interface Setting {
  /** The shown part of the matrix. */
  window: Region;
  sides: Sides;
  /** How many columns share the width of the page; more columns are drawn smaller. */
  columns: number;
  /** The longest side of all matrices of the view; above {@link MOST_NUMBERED} they are drawn as colours. */
  longest: number;
}

/** More rows than this scroll inside the panel, as do more columns in a dense view. */
const MOST_IN_SIGHT = { rows: 24, columns: 12 };

/** One matrix under its name: a table of numbers, or a heatmap if there are too many numbers. */
export class PanelFigure {
  readonly node: HTMLElement;
  private readonly name = element("strong");
  private readonly note = element("span", { class: "factorlab-note" });
  private body: MatrixTable | MatrixHeatmap | null = null;

  constructor(private readonly host: HeatmapHost) {
    const caption = element("figcaption", { children: [this.name, this.note] });
    this.node = element("figure", { class: "factorlab-panel", children: [caption] });
  }

  /** @returns the characters of a table's columns, to {@link widen} it; none for a heatmap. */
  show(whole: Panel, look: Preferences, { window, sides, columns, longest }: Setting): ColumnWidths {
    // Whole numbers stay whole; other numbers have the decimals of the settings.
    const panel = { ...whole, decimals: whole.decimals === 0 ? 0 : (look.digits ?? whole.decimals) };
    setText(this.name, panel.name);
    setText(this.note, panel.note);
    this.node.dataset.panel = panel.name;
    const dense = densityOf(columns);
    this.node.dataset.density = dense;
    this.node.toggleAttribute("data-long", window.rows > MOST_IN_SIGHT.rows);
    this.node.toggleAttribute("data-wide", dense === "dense" && window.columns > MOST_IN_SIGHT.columns);
    const numbered = hasNumbers(window, longest);
    this.node.toggleAttribute("data-unnamed", numbered && panel.columnLabels === undefined);
    if (numbered) return this.table().show(panelWindow(panel, window), look, window, sides);
    this.heatmap().show(panel, look, window, longest);
    return { numbers: 0, names: 0 };
  }

  /** Sets the width of a table's columns, in characters. */
  widen(characters: number): void {
    if (this.body instanceof MatrixTable) this.body.widen(characters);
  }

  /** The width of a heatmap where the longest side of all has so many pixels; null for a table. */
  heatmapWidth(side: number): number | null {
    return this.body instanceof MatrixHeatmap ? this.body.widthFor(side) : null;
  }

  /** Draws a heatmap in the size for that. */
  resizeHeatmap(side: number): void {
    if (this.body instanceof MatrixHeatmap) this.body.resize(side);
  }

  /** Highlights a region of the matrix, and marks the picked entry. */
  mark(lit: Region | undefined, picked: { row: number; column: number } | undefined): void {
    this.body?.light(lit);
    this.body?.pick(picked);
  }

  /** Lets a screen reader read the element with this id after the cell that has the focus. */
  describeBy(id: string): void {
    this.body?.describeBy(id);
  }

  /** Whether it has so many columns that it scrolls by itself, beside others. */
  get isWide(): boolean {
    return this.node.hasAttribute("data-wide");
  }

  /** The element that scrolls if the matrix is too large for its panel; null for a heatmap. */
  get scroller(): HTMLElement | null {
    return this.body instanceof MatrixTable ? this.body.node : null;
  }

  dispose(): void {
    this.body?.dispose();
  }

  private heatmap(): MatrixHeatmap {
    return this.body instanceof MatrixHeatmap ? this.body : this.replace(new MatrixHeatmap(this.host));
  }

  private table(): MatrixTable {
    return this.body instanceof MatrixTable ? this.body : this.replace(new MatrixTable(this.host));
  }

  private replace<Body extends MatrixTable | MatrixHeatmap>(body: Body): Body {
    // Keeps the focus, so that a person who zooms with the keys can go on.
    const focused = this.body?.node.contains(focusedNear(this.body.node)) ?? false;
    this.body?.dispose();
    this.body?.node.remove();
    this.body = body;
    this.node.append(body.node);
    if (focused) requestAnimationFrame(() => this.focus());
    return body;
  }

  private focus(): void {
    this.body?.node.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }
}

function hasNumbers({ rows, columns }: Region, longest: number): boolean {
  return Math.max(rows, columns) <= (longest > MOST_NUMBERED ? MOST_ZOOMED : MOST_NUMBERED);
}

function densityOf(columns: number): "roomy" | "compact" | "dense" {
  if (columns <= 18) return "roomy";
  return columns <= 36 ? "compact" : "dense";
}
