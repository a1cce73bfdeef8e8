import { intersection } from "./matrix-cell";
import type { Region } from "./matrix-cell";

/** Puts a box over a region, in shares of the shown window; hides it if none of the region is visible. */
export function frame(box: HTMLElement, region: Region | undefined, window: Region): void {
  const seen = region ? intersection(region, window) : { row: 0, column: 0, rows: 0, columns: 0 };
  box.hidden = seen.rows === 0 || seen.columns === 0;
  if (box.hidden) return;
  const share = (cells: number, all: number): string => `${(100 * cells) / all}%`;
  box.style.top = share(seen.row - window.row, window.rows);
  box.style.left = share(seen.column - window.column, window.columns);
  box.style.height = share(seen.rows, window.rows);
  box.style.width = share(seen.columns, window.columns);
}
