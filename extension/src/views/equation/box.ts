import type { Region } from "./places";

/** Puts a box over a region, in shares of the window that is shown. */
export function frame(box: HTMLElement, region: Region | undefined, window: Region): void {
  const top = Math.max(window.row, region?.row ?? Infinity);
  const left = Math.max(window.column, region?.column ?? Infinity);
  const bottom = Math.min(window.row + window.rows, (region?.row ?? 0) + (region?.rows ?? 0));
  const right = Math.min(window.column + window.columns, (region?.column ?? 0) + (region?.columns ?? 0));
  box.hidden = !(top < bottom && left < right);
  if (box.hidden) return;
  const share = (cells: number, all: number): string => `${(100 * cells) / all}%`;
  box.style.top = share(top - window.row, window.rows);
  box.style.left = share(left - window.column, window.columns);
  box.style.height = share(bottom - top, window.rows);
  box.style.width = share(right - left, window.columns);
}
