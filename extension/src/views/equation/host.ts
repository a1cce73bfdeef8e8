import type { Region } from "./matrix-cell";

/** Receives what happens in a matrix; rows and columns are those of the matrix, not of the window. */
export interface CellHost {
  /** The pointer or the keyboard has reached a cell. */
  onPoint(row: number, column: number, by: "pointer" | "keyboard"): void;
  /** A cell was clicked, or Enter or Space pressed on it. */
  onPress(row: number, column: number): void;
  /** A key was pressed that does not move between cells. @returns whether it was used. */
  onKey(event: KeyboardEvent): boolean;
  /** A cell was written anew. Absent where the numbers cannot be changed. */
  onEdit?(row: number, column: number, value: number | null): void;
  /** Whether cells can be written now. */
  canEdit?(): boolean;
}

/** Receives what happens in a heatmap, which can be zoomed. */
export interface HeatmapHost extends CellHost {
  /** Whether the matrix never changes, so that the chart library may draw it, which is slower. @default false */
  isStill?: boolean;
  /** A person asks to see only this part. */
  onBox(region: Region): void;
  /** A person asks to see `factor` times as many rows and columns around a cell. */
  onScale(factor: number, cell: { row: number; column: number }): void;
  /** A person asks to see everything again. */
  onWhole(): void;
}
