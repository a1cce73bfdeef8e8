import { t } from "../../words";
import { ZoomBar } from "../zoom-bar";
import type { HeatmapHost } from "./host";
import type { Region } from "./matrix-cell";
import { fittedWindow, isWhole, scaled, wholeOf } from "./zoom";

interface ZoomedShape {
  rows: number;
  columns: number;
}

/** The part of large matrices that a view shows, common to all of them, and what changes it. */
export class Zoom {
  readonly bar: ZoomBar;
  private shape: ZoomedShape = { rows: 0, columns: 0 };
  private window: Region = wholeOf(this.shape);
  private enabled = false;

  /** @param onChange is called after each change, to draw again. */
  constructor(private readonly onChange: () => void) {
    this.bar = new ZoomBar({
      onScale: (factor) => this.scale(factor),
      onWhole: () => this.set(wholeOf(this.shape)),
    });
  }

  /** The window of a matrix. It is the whole matrix if zooming is not enabled or the shape is another than before. */
  within({ rows, columns }: ZoomedShape, enabled: boolean): Region {
    const same = rows === this.shape.rows && columns === this.shape.columns;
    this.shape = { rows, columns };
    this.enabled = enabled;
    if (!same || !enabled) this.window = wholeOf(this.shape);
    // Small matrices show their numbers, so that there is nothing to zoom.
    this.bar.node.hidden = !enabled;
    const whole = isWhole(this.window, this.shape);
    if (enabled) this.bar.show(whole, whole ? t("Drag over a matrix to zoom in") : inSight(this.window));
    return this.window;
  }

  /** Shows the part that another one showed of the same matrices. */
  takeOver({ window, shape }: Zoom): void {
    this.window = window;
    this.shape = shape;
  }

  /** The zooming part of a matrix's host; `toData` turns a window of the matrix into one of the data. */
  handlers(
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
    if (!this.enabled || !"+=-0".includes(key)) return false;
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
    if (!this.enabled) return;
    this.window = window;
    this.onChange();
  }
}

function inSight({ row, column, rows, columns }: Region): string {
  return t("rows {first} to {last}, columns {left} to {right}", {
    ...{ first: row, last: row + rows - 1 },
    ...{ left: column, right: column + columns - 1 },
  });
}
