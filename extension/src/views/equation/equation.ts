import { factorizationPanels, largest, MOST_NUMBERED } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { element, replaceChildren, setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { t } from "../../words";
import { ExplanationLine } from "./explanation";
import { PanelFigure } from "./panel";
import { heatmapSide, roomOf } from "./room";
import { inFirstRow, layoutOf, NARROW } from "./layout";
import type { LaidOut } from "./layout";
import { HidingBrush } from "../hiding-brush";
import { dataWindow, litBy, termWindow } from "./matrix-cell";
import type { MatrixCell, FactorizationSizes, TermName } from "./matrix-cell";
import { linkScrolling } from "./scrolling";
import { Selection } from "./selection";
import type { EquationState, PickedEntry } from "./state";
import { turns } from "./table-nodes";
import type { Sides } from "./table-nodes";
import { writtenOut } from "./written-out";
import { Zoom } from "./zoom-state";

export type { EquationState, PickedEntry } from "./state";

export interface EquationHost {
  /** An entry of L or U was clicked, or Enter or Space pressed on it. */
  onPick(entry: PickedEntry): void;
  /** The row and the column of the selected cell, each null where the cell does not belong to one. */
  onSelect?(row: number | null, column: number | null): void;
  /** A cell of the data was written anew, which {@link EquationState.editable} allows. */
  onEdit?(row: number, column: number, value: number | null): void;
  /** A cell of the data was hidden, or shown again, which {@link EquationState.hiding} allows. */
  onHide?(row: number, column: number, hide: boolean): void;
  /** The pointer that hid cells was released. */
  onHidden?(): void;
}

/** The number of terms left of the "=": L and U. */
const FACTORS = 2;
/** A table that shows nothing yet. */
const NONE = { numbers: 0, names: 0 };
/** The most pixels of a turned name's line; longer names are shortened. */
const MOST_TURNED = 130;
/** The width of the numbers of rows, where these have no names. */
const ROW_NUMBERS = 16;
/** The least height of a row of numbers, in pixels. */
const LEAST_ROW = 22;

/**
 * The equation L × U = L·U ≈ data with its error. Pointing at a cell highlights the cells that belong to it and writes
 * out its calculation; clicking an entry of L or U tells the host. `show` changes only what differs.
 */
export class EquationView {
  readonly node = element("div", { class: "factorlab-equation-view" });
  private readonly equation = element("div", { class: "factorlab-equation" });
  private readonly explanation = new ExplanationLine();
  private readonly selection = new Selection(() => this.mark());
  private readonly zoom = new Zoom(() => this.draw());
  private readonly brush: HidingBrush;
  private terms: Term[] = [];
  private state: EquationState | null = null;
  private look: Preferences | null = null;
  private panels: Panel[] = [];

  private readonly resizes = new ResizeObserver(([entry]) => {
    this.width = entry.contentRect.width;
    this.layOut();
  });
  /** The width of the page's column; reading it from the node would lay the page out anew with each frame. */
  private width = 0;
  /** What the last layout was made for. */
  private laidOutFor = "";

  constructor(private readonly host: EquationHost) {
    this.resizes.observe(this.node);
    this.node.append(this.equation, this.zoom.bar.node, this.explanation.node);
    this.equation.addEventListener("pointerleave", () => this.selection.leave());
    this.brush = new HidingBrush(this.equation, {
      isOn: () => this.state?.hiding === true,
      isHidden: (row, column) => this.isHidden(row, column),
      onHide: (row, column, hide) => this.host.onHide?.(row, column, hide),
      onEnd: () => this.host.onHidden?.(),
    });
    this.equation.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.selection.clear();
    });
    linkScrolling(this.equation, () =>
      this.terms.map(({ name, figure }) => ({ name, node: figure.scroller })),
    );
  }

  show(state: EquationState, look: Preferences): void {
    this.state = state;
    this.look = look;
    const { hidden } = state;
    this.panels = factorizationPanels(state).map((panel) =>
      hidden && panel.name === "data" ? { ...panel, hidden } : panel,
    );
    this.node.toggleAttribute("data-hiding", state.hiding === true);
    if (this.terms.length !== this.panels.length) this.build();
    this.node.toggleAttribute("data-high-contrast", look.highContrast);
    this.draw();
  }

  /** Selects a cell that was pointed at elsewhere, or leaves it. */
  point(cell: MatrixCell | null, by: "pointer" | "keyboard"): void {
    if (cell) this.selection.point(cell, by);
    else if (by === "pointer") this.selection.leave();
    else this.selection.clear();
  }

  dispose(): void {
    this.brush.dispose();
    this.resizes.disconnect();
    for (const { figure } of this.terms) figure.dispose();
  }

  private isHidden(row: number, column: number): boolean {
    const { hidden, data } = this.state!;
    return typeof hidden?.[row * data.columns + column] === "string";
  }

  private get sizes(): FactorizationSizes {
    const { rows, columns } = this.state!.data;
    return { rows, columns, features: this.state!.L.columns };
  }

  private draw(): void {
    if (!this.state || !this.look) return;
    const { sizes, look } = this;
    const longest = longestSide(this.state);
    const shown = this.zoom.within(sizes, longest > MOST_NUMBERED);
    const windows = this.terms.map(({ name }) => termWindow(name, shown, sizes));
    // The panels share the page's width, so that all are as dense as the whole equation needs.
    const columns = windows.reduce((sum, window) => sum + window.columns, 0);
    this.equation.toggleAttribute(
      "data-names",
      this.panels.some((panel) => panel.columnLabels),
    );
    const widths = this.panels.map((panel, k) => {
      const { name, sign, figure } = this.terms[k];
      setText(sign, panel.sign);
      return figure.show(panel, look, { window: windows[k], sides: sidesOf(name), columns, longest });
    });
    // All matrices but L have the same columns, which get one width, so that they scroll and compare as one.
    const [widthsOfL, ...others] = widths;
    const common = {
      numbers: largest(others.map(({ numbers }) => numbers)),
      names: largest(others.map(({ names }) => names)),
    };
    this.terms.forEach((term, k) => {
      const { rowLabels = [] } = this.panels[k];
      const longest = largest(
        rowLabels.map((name) => name.length),
        0,
      );
      term.laidOut = {
        columns: windows[k].columns,
        characters: k === 0 ? widthsOfL : common,
        names: rowLabels.length > 0 ? Math.min(this.mostNames, 6.4 * longest + 8) : ROW_NUMBERS,
      };
    });
    this.layOut();
    this.mark();
  }

  /** The most pixels of the names of rows, as the stylesheet has it. */
  private get mostNames(): number {
    this.width ||= this.node.clientWidth;
    return this.width < NARROW ? 54 : 90;
  }

  /** Makes the numbers as large as the width allows, and turns names that would take too much of it. */
  private layOut(): void {
    this.width ||= this.node.clientWidth;
    const { width } = this;
    if (width === 0 || this.terms.length === 0) return;
    const side = heatmapSide(this.terms, width);
    const all = this.terms.map((term) => roomOf(term, side, width));
    const key = JSON.stringify([width, all, this.state?.data.rows, this.state?.L.columns]);
    if (key === this.laidOutFor) return;
    this.laidOutFor = key;
    const sides = [all.slice(0, FACTORS), all.slice(FACTORS)];
    const layout = layoutOf(sides, width);
    const { font, rows, tight } = layout;
    const turned = layout.turned || this.panels.some(({ columnLabels }) => turns(columnLabels));
    this.equation.style.setProperty("--factorlab-number", `${font}px`);
    this.equation.dataset.rows = rows;
    this.equation.toggleAttribute("data-tight", tight);
    this.equation.toggleAttribute("data-turned", turned);
    const longest = largest(
      this.panels.flatMap(({ columnLabels = [] }) => columnLabels.map((name) => name.length)),
      0,
    );
    const height = Math.min(MOST_TURNED, 6.4 * longest + 6);
    this.equation.style.setProperty("--factorlab-turned", `${height}px`);
    const lift = this.roomAbove(inFirstRow(sides, layout, width), turned ? height - 14 : 26);
    this.equation.style.setProperty("--factorlab-lift", `${lift}px`);
    for (const { figure, laidOut } of this.terms) {
      const { numbers, names } = laidOut.characters;
      figure.widen(turned ? numbers : Math.max(numbers, names));
      figure.resizeHeatmap(side);
    }
  }

  /**
   * The pixels that L keeps free above itself for the names of columns where no other matrix of its row needs them: alone,
   * or with U, which is centred beside it.
   * @param names the height of the names, as the stylesheet has it.
   */
  private roomAbove(inRow: number, names: number): number {
    const { data, L } = this.state!;
    const isUnnamed = this.terms[0].figure.node.hasAttribute("data-unnamed");
    if (this.width < NARROW || !isUnnamed || !this.equation.hasAttribute("data-names")) return 0;
    if (inRow > FACTORS) return 0;
    return inRow < FACTORS ? names : Math.min(names, Math.max(0, ((data.rows - L.columns) * LEAST_ROW) / 2));
  }

  /** Highlights what belongs to the selected cell, and writes out its calculation. */
  private mark(): void {
    if (!this.state) return;
    const cell = this.selection.within(this.sizes);
    const lit = cell ? litBy(cell, this.sizes) : {};
    if (cell)
      this.host.onSelect?.(cell.term === "U" ? null : cell.row, cell.term === "L" ? null : cell.column);
    const { picked } = this.state;
    for (const { name, figure } of this.terms) {
      figure.mark(lit[name], picked?.factor === name ? picked : undefined);
      if (cell?.term === name) figure.describeBy(this.explanation.id);
    }
    if (cell) this.explanation.show(...writtenOut(cell, this.state, this.panels, this.look?.digits ?? null));
    else this.explanation.show([{ text: hint(this.state), tone: "hint" }]);
  }

  /** Makes the terms, on two sides, so that a narrow page breaks the equation before its "=" first. */
  private build(): void {
    for (const { figure } of this.terms) figure.dispose();
    this.laidOutFor = "";
    this.terms = this.panels.map(({ name }) => this.term(name as TermName));
    const nodes = this.terms.map((term) => term.node);
    const sides = [nodes.slice(0, FACTORS), nodes.slice(FACTORS)];
    replaceChildren(
      this.equation,
      sides.map((children) => element("div", { class: "factorlab-side", children })),
    );
  }

  private term(name: TermName): Term {
    const sign = element("span", { class: "factorlab-sign" });
    const figure = new PanelFigure({
      onPoint: (row, column, by) => {
        this.selection.point({ term: name, row, column }, by);
        if (name === "data" && by === "pointer") this.brush.over(row, column);
      },
      onPress: (row, column) => this.press({ term: name, row, column }),
      ...(name === "data" && {
        onEdit: (row: number, column: number, value: number | null) => this.host.onEdit?.(row, column, value),
        canEdit: () => this.state?.editable === true && this.state.hiding !== true && !this.state.data.of,
      }),
      ...this.zoom.handlers((own, window) => dataWindow(name, own, window)),
    });
    const node = element("div", { class: "factorlab-term", children: [sign, figure.node] });
    return { name, sign, figure, node, laidOut: { columns: 0, characters: NONE, names: 0 } };
  }

  private press({ term, row, column }: MatrixCell): void {
    this.selection.point({ term, row, column }, "keyboard");
    // Block means are not what was trained.
    if (this.state?.data.of || this.state?.L.of || this.state?.U.of) return;
    if (term === "data" && this.state?.hiding) this.brush.press(row, column);
    if (term === "L" || term === "U") this.host.onPick({ factor: term, row, column });
  }
}

/** A matrix with the sign before it; a narrow page does not break between them. */
interface Term {
  name: TermName;
  node: HTMLElement;
  sign: HTMLElement;
  figure: PanelFigure;
  laidOut: LaidOut;
}

/** The longest side of all matrices, in cells, before any averaging into blocks. */
function longestSide({ data, L }: EquationState): number {
  const { rows, columns } = data.of ?? data;
  return Math.max(rows, columns, (L.of ?? L).columns);
}

function sidesOf(name: TermName): Sides {
  return { rows: name === "U" ? "feature" : "row", columns: name === "L" ? "feature" : "column" };
}

function hint({ updates = false }: EquationState): string {
  if (!updates) return t("Point at a cell of L·U to see where its number comes from.");
  return t(
    "Point at a cell of L·U to see where its number comes from, or click one of L or U to see its update.",
  );
}
