/** Errors that no code of a cell has caught. */
import { errorMessage } from "../errors/error-message";
import type { Publisher } from "../messages/publisher";
import { platform } from "../platform/platform";
import { currentCell, owningCell, type Cell } from "../running/cell";
import { KeyboardInterrupt } from "../running/interrupt";

const told = new WeakSet<Cell>();

/**
 * Whether an error says no more than that its cell was interrupted: what is left of the cell fails when it goes on. A
 * cell that had ended before it was interrupted is told of that once, because its own output did not.
 */
function isToldAlready(error: unknown): boolean {
  // A microtask that fails is reported outside its context.
  const cell = owningCell() ?? (error instanceof KeyboardInterrupt ? currentCell() : undefined);
  if (cell?.interrupted !== true) return false;
  if (!cell.endedByItself || told.has(cell)) return true;
  told.add(cell);
  return false;
}

/** Shows an uncaught error in the output of the cell that it came from; the session goes on. @param label What it is. */
export function showUncaught(publisher: Publisher, label: string, error: unknown): void {
  if (isToldAlready(error)) return;
  const text = `${label} ${errorMessage(error).traceback.join("\n")}\n`;
  const cell = currentCell();
  if (cell === undefined) platform.log(text);
  else publisher.stream(cell, "stderr", text);
}
