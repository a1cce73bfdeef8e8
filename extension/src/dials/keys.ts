import type { FactorEntry } from "factorlab/view";
import { COARSE, FINE } from "./scale";

/** Up and to the right is more, as for every slider. */
const WAYS: Readonly<Record<string, number | undefined>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: COARSE,
  PageDown: -COARSE,
};

/** How many steps a key turns a number: one, ten with Shift, a tenth with Alt; null for other keys. */
export function stepsOf({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): number | null {
  const way = WAYS[key];
  if (way === undefined || ctrlKey || metaKey) return null;
  if (altKey) return way * FINE;
  return shiftKey && Math.abs(way) < COARSE ? way * COARSE : way;
}

/** Whether a key begins to write a number in place of the one that is there. */
export function writes({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return /^[-−+\d.,]$/.test(key) && !ctrlKey && !metaKey && !altKey;
}

/** Where the arrow keys lead with Ctrl or ⌘: rows down, columns to the right. */
const NEIGHBOURS: Readonly<Record<string, readonly [number, number] | undefined>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The number beside another one of the same factor, to which a key leads; null for other keys. */
export function neighbourOf(
  { key, ctrlKey, metaKey }: KeyboardEvent,
  { factor, row, column }: FactorEntry,
  { rows, columns }: { rows: number; columns: number },
): FactorEntry | null {
  const way = NEIGHBOURS[key];
  if (!way || (!ctrlKey && !metaKey)) return null;
  const within = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));
  return { factor, row: within(row + way[0], rows), column: within(column + way[1], columns) };
}
