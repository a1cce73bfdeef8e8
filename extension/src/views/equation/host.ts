import type { Region } from "./matrix-cell";

/** What a matrix tells the view that it stands in; cells are counted from the matrix's first, not the window's. */
export interface CellHost {
  /** The pointer or the keyboard has come to a cell. */
  onPoint(row: number, column: number, by: "pointer" | "keyboard"): void;
  /** A cell was clicked, or Enter or Space pressed on it. */
  onPress(row: number, column: number): void;
  /** A key that does not move between cells. True where it was used. */
  onKey(event: KeyboardEvent): boolean;
}

/** What a heatmap tells beside what a table does. */
export interface HeatmapHost extends CellHost {
  /** The wish to see only this part. */
  onBox(region: Region): void;
  /** The wish to see `factor` times as many cells around one. */
  onScale(factor: number, at: { row: number; column: number }): void;
  /** The wish to see everything again. */
  onWhole(): void;
}
