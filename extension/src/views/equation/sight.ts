import type { Region } from "./matrix-cell";

/**
 * Finds the visible cells of a table in a scrolling box. It measures when the box scrolls or changes its size, not when
 * it is asked, as that would make the browser lay out the table again in each frame.
 */
export class Sight {
  private part: Region | null = null;
  private readonly sizes = new ResizeObserver(() => this.measure());

  /** @param onChange is called when other cells may have become visible. */
  constructor(
    private readonly box: HTMLElement,
    private readonly table: HTMLElement,
    private readonly onChange: () => void,
  ) {
    box.addEventListener("scroll", () => this.measure(), { passive: true });
    for (const node of [box, table]) this.sizes.observe(node);
  }

  /** The visible part of a table of `rows` × `columns` cells; the whole table before the first measurement. */
  visibleCells(rows: number, columns: number): Region {
    if (!this.part) return { row: 0, column: 0, rows, columns };
    const { row, column, rows: height, columns: width } = this.part;
    const top = Math.floor(row * rows);
    const left = Math.floor(column * columns);
    const bottom = Math.min(rows, Math.ceil((row + height) * rows));
    const right = Math.min(columns, Math.ceil((column + width) * columns));
    return { row: top, column: left, rows: bottom - top, columns: right - left };
  }

  /** Forgets the measurement, as the box has another table. */
  forget(): void {
    this.part = null;
  }

  dispose(): void {
    this.sizes.disconnect();
  }

  /** Measures the visible part as shares of the whole table, whose cells all have the same size. */
  private measure(): void {
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.box;
    const { offsetHeight, offsetWidth } = this.table;
    this.part =
      offsetHeight > 0 && offsetWidth > 0
        ? {
            row: scrollTop / offsetHeight,
            column: scrollLeft / offsetWidth,
            rows: clientHeight / offsetHeight,
            columns: clientWidth / offsetWidth,
          }
        : null;
    this.onChange();
  }
}
