import { PANEL, panelsFor } from "./panels";

/** A task takes about so many multiplications: some fifty microseconds. */
const TASK = 5e5;
/** A task has at least so many panels, where there are as many: they share what they read of the other factor. */
const LEAST_PANELS = 4;

/** How the updates of both factors are cut into tasks: by the shape alone, never by the threads. */
export interface TableTasks {
  /** How many tasks each half of an iteration has. */
  readonly parts: number;
  /** How many panels a task takes: of L, and of Uᵀ. */
  readonly most: readonly [number, number];
}

/** For data of rows × columns and factors of this width. */
export function tasksOf(rows: number, columns: number, width: number): TableTasks {
  const panelsIn = (own: number, other: number): number =>
    Math.min(panelsFor(own), Math.max(LEAST_PANELS, Math.floor(TASK / (PANEL * other * width))));
  const most = [panelsIn(rows, columns), panelsIn(columns, rows)] as const;
  const parts = Math.max(Math.ceil(panelsFor(rows) / most[0]), Math.ceil(panelsFor(columns) / most[1]));
  return { parts, most };
}
