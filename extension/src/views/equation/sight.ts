import type { Region } from "./matrix-cell";

/** Room in cells around what is in sight, so that a short scroll shows nothing out of date. */
const SIGHT_MARGIN = 2;

/**
 * Which cells of a table are in sight where its box scrolls. It is measured when the box scrolls or changes its size,
 * not when it is asked for: that would make the browser lay the table out once more for each frame.
 */
export class Sight {
  private part: Region | null = null;
  private readonly sizes = new ResizeObserver(() => this.measure());

  /** @param onChange other cells may have come into sight. */
  constructor(
    private readonly box: HTMLElement,
    private readonly table: HTMLElement,
    private readonly onChange: () => void,
  ) {
    box.addEventListener("scroll", () => this.measure(), { passive: true });
    for (const node of [box, table]) this.sizes.observe(node);
  }

  /** Of so many rows and columns, those in sight; all of them as long as nothing is known. */
  of(rows: number, columns: number): Region {
    if (!this.part) return { row: 0, column: 0, rows, columns };
    const { row, column, rows: height, columns: width } = this.part;
    const top = Math.max(0, Math.floor(row * rows) - SIGHT_MARGIN);
    const left = Math.max(0, Math.floor(column * columns) - SIGHT_MARGIN);
    const bottom = Math.min(rows, Math.ceil((row + height) * rows) + SIGHT_MARGIN);
    const right = Math.min(columns, Math.ceil((column + width) * columns) + SIGHT_MARGIN);
    return { row: top, column: left, rows: bottom - top, columns: right - left };
  }

  /** Another table is in the box. */
  forget(): void {
    this.part = null;
  }

  dispose(): void {
    this.sizes.disconnect();
  }

  /** As parts of the whole table: its cells are all of one size. */
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
