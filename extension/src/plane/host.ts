import type { Timeline } from "../workbench/timeline";

/** How many rows and columns there were, where the factorization is a sample. */
export interface PlaneSample {
  readonly rows: number;
  readonly columns: number;
}

/** What the plane asks of the workbench around it. */
export interface PlaneHost {
  readonly timeline: Timeline;
  /** The factors were changed: all has to be drawn again. */
  draw(): void;
  /** A cell of L·U was chosen in the plane, or left. */
  onPoint(cell: { row: number; column: number } | null, by: "pointer" | "keyboard"): void;
}
