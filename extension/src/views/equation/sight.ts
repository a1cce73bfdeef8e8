import { InView } from "../in-view";
import { intersection } from "./matrix-cell";
import type { Region } from "./matrix-cell";

/** Where the cells of a table stand in its box, in pixels, and how they are written. */
export interface Grid {
  /** The place of the first cell in what the box scrolls. */
  readonly left: number;
  readonly top: number;
  /** From one cell to the next. */
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
  readonly border: number;
  readonly radius: number;
  readonly font: string;
  /** The place of what the box scrolls on the page. */
  readonly shiftX: number;
  readonly shiftY: number;
}

/** How much more of a box may be on the screen than was told, as a share of its height. */
const SLACK = 0.15;

/**
 * Finds the visible cells of a table in a scrolling box. It measures when the box scrolls or changes its size, not when
 * it is asked, as that would make the browser lay out the table again in each frame.
 */
export class Sight {
  private measured: { grid: Grid; box: Region } | null = null;
  private readonly sizes = new ResizeObserver(() => this.measure());
  private readonly inView: InView;

  /** @param onChange is called when other cells may have become visible. */
  constructor(
    private readonly box: HTMLElement,
    private readonly table: HTMLTableElement,
    private readonly onChange: () => void,
  ) {
    box.addEventListener("scroll", () => this.measure(), { passive: true });
    for (const node of [box, table]) this.sizes.observe(node);
    this.inView = new InView(box, () => this.measure());
  }

  /** Where the cells stand; null before the first measurement. */
  get grid(): Grid | null {
    return this.measured?.grid ?? null;
  }

  /** The visible part of a table of `rows` × `columns` cells; the whole table before the first measurement. */
  visibleCells(rows: number, columns: number): Region {
    if (!this.measured) return { row: 0, column: 0, rows, columns };
    const { grid, box } = this.measured;
    const [row, bottom] = span(box.row - grid.top, box.rows, grid.down, rows);
    const [column, right] = span(box.column - grid.left, box.columns, grid.across, columns);
    return { row, column, rows: bottom - row, columns: right - column };
  }

  /** The visible part as far as the box itself is on the screen; no cells where it is not. */
  cellsOnScreen(rows: number, columns: number): Region {
    const visible = this.visibleCells(rows, columns);
    const { measured } = this;
    const { seen } = this.inView;
    if (!seen) return { ...visible, rows: 0 };
    if (!measured) return visible;
    const { grid, box } = measured;
    const [from, to] = [seen.from - SLACK, seen.to + SLACK].map((share) => share * box.rows);
    const [row, bottom] = span(box.row + from - grid.top, to - from, grid.down, rows);
    return intersection(visible, { row, column: 0, rows: bottom - row, columns });
  }

  /** Forgets the measurement, as the box has another table. */
  forget(): void {
    this.measured = null;
  }

  dispose(): void {
    this.sizes.disconnect();
    this.inView.dispose();
  }

  /** Measures, where the page may have moved the box since it last scrolled or changed its size. */
  refresh(): void {
    const grid = gridOf(this.table, this.box);
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.box;
    const box = { row: scrollTop, column: scrollLeft, rows: clientHeight, columns: clientWidth };
    this.measured = grid && { grid, box };
  }

  private measure(): void {
    this.refresh();
    this.onChange();
  }
}

/** The first and the last of `count` cells, each `pitch` long, in a window. */
function span(start: number, length: number, pitch: number, count: number): [first: number, last: number] {
  const within = (cell: number): number => Math.max(0, Math.min(count, cell));
  const first = within(Math.floor(start / pitch));
  return [first, Math.max(first, within(Math.ceil((start + length) / pitch)))];
}

/** Measures the cells, which are all of one size; null where there are none to be seen. */
function gridOf(table: HTMLTableElement, box: HTMLElement): Grid | null {
  const lines = table.tBodies[0]?.rows;
  const cells = lines?.[0]?.cells;
  // The first cell of each line is its header.
  const first = cells?.[1];
  const last = lines?.[lines.length - 1]?.cells[cells.length - 1];
  if (!first || !last || box.offsetWidth === 0) return null;
  const [outer, from, to] = [box, first, last].map((node) => node.getBoundingClientRect());
  if (from.width === 0) return null;
  // A page that is scaled as a whole, as slides are, has other pixels.
  const scale = outer.width / box.offsetWidth;
  const pitch = (whole: number, count: number, size: number): number =>
    (count > 1 ? whole / (count - 1) : size) / scale;
  const { fontWeight, fontSize, fontFamily, borderTopLeftRadius } = getComputedStyle(first);
  const [shiftX, shiftY] = [
    outer.left / scale + box.clientLeft - box.scrollLeft,
    outer.top / scale + box.clientTop - box.scrollTop,
  ];
  return {
    ...{ left: from.left / scale - shiftX, top: from.top / scale - shiftY, shiftX, shiftY },
    across: pitch(to.left - from.left, cells.length - 1, from.width),
    down: pitch(to.top - from.top, lines.length, from.height),
    ...{ width: from.width / scale, height: from.height / scale },
    ...{ border: first.clientLeft, radius: parseFloat(borderTopLeftRadius) || 0 },
    font: `${fontWeight} ${fontSize} ${fontFamily}`,
  };
}
