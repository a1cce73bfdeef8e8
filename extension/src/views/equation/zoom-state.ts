import type { HeatmapHost } from "./host";
import type { Region } from "./matrix-cell";
import { fittedWindow, scaled, wholeOf } from "./zoom";
import { ZoomBar } from "./zoom-bar";

interface ZoomedShape {
  rows: number;
  columns: number;
}

/** The part of large matrices that a view shows, one for all of them, and what changes it. */
export class Zoom {
  readonly bar: ZoomBar;
  private shape: ZoomedShape = { rows: 0, columns: 0 };
  private window: Region = wholeOf(this.shape);
  private can = false;

  /** @param onChange is called after each change, to draw again. */
  constructor(private readonly onChange: () => void) {
    this.bar = new ZoomBar({
      onScale: (factor) => this.scale(factor),
      onWhole: () => this.set(wholeOf(this.shape)),
    });
  }

  /** The window of a matrix: the whole of it where it has another shape than before, or shows its numbers anyway. */
  within({ rows, columns }: ZoomedShape, can: boolean): Region {
    const same = rows === this.shape.rows && columns === this.shape.columns;
    this.shape = { rows, columns };
    this.can = can;
    if (!same || !can) this.window = wholeOf(this.shape);
    this.bar.show(can ? this.window : null, this.shape);
    return this.window;
  }

  /** The part of a matrix's host that is about zooming; `toData` makes a window of the data of one of the matrix. */
  asked(
    toData: (own: Region, window: Region) => Region,
  ): Pick<HeatmapHost, "onBox" | "onScale" | "onWhole" | "onKey"> {
    const cell = (row: number, column: number): Region =>
      toData({ row, column, rows: 1, columns: 1 }, { ...this.centre(), rows: 1, columns: 1 });
    return {
      onBox: (box) => this.set(fittedWindow(toData(box, this.window), this.shape)),
      onScale: (factor, { row, column }) => this.scale(factor, cell(row, column)),
      onWhole: () => this.set(wholeOf(this.shape)),
      onKey: ({ key, ctrlKey, metaKey }) => !ctrlKey && !metaKey && this.onKey(key),
    };
  }

  private onKey(key: string): boolean {
    if (!this.can || !"+=-0".includes(key)) return false;
    if (key === "0") this.set(wholeOf(this.shape));
    else this.scale(key === "-" ? 2 : 1 / 2);
    return true;
  }

  private scale(factor: number, at: { row: number; column: number } = this.centre()): void {
    this.set(scaled(this.window, factor, at, this.shape));
  }

  private centre(): { row: number; column: number } {
    const { row, column, rows, columns } = this.window;
    return { row: row + rows / 2, column: column + columns / 2 };
  }

  private set(window: Region): void {
    if (!this.can) return;
    this.window = window;
    this.onChange();
  }
}
