/**
 * The `finally` blocks of an interrupted cell: they run to their end, within a time, while all other code of the cell
 * is stopped. What a block calls and begins is told by its context, which the block enters at its beginning and after
 * each `await`, and leaves at its end and before each `await`, when its caller goes on.
 */
import { CleanUp, currentContext, enterContext, type Cell } from "./cell";
import { holdFlags, restoreFlags } from "./interrupt";

/** What a block knows of itself: it is the outermost of its cell, or part of another, or its time was over. */
const tokens = { none: 0, cleaning: 1, nested: 2 } as const;
export type CleanUpToken = (typeof tokens)[keyof typeof tokens];

/** Marks the beginning of a `finally` block: one that awaits something, or one of an interrupted cell. */
export function beginCleanUp(): CleanUpToken {
  const context = currentContext();
  if (context instanceof CleanUp) return tokens.nested;
  if (context === undefined || context.cleanUp.isOver) return tokens.none;
  context.cleanUp.active++;
  enter(context);
  return tokens.cleaning;
}

/** Marks the end of a `finally` block. */
export function endCleanUp(token: CleanUpToken): void {
  if (token === tokens.nested) return;
  const context = currentContext();
  const cell = context instanceof CleanUp ? context.cell : context;
  if (cell === undefined) return;
  if (context instanceof CleanUp) leave(cell);
  if (token === tokens.cleaning) cell.cleanUp.active--;
}

/** Passes on what a `finally` block is about to await. */
export function suspendCleanUp<T>(value: T, token: CleanUpToken): T {
  const context = token === tokens.nested ? undefined : currentContext();
  if (context instanceof CleanUp) leave(context.cell);
  return value;
}

/** Passes on what a `finally` block has awaited. */
export function resumeCleanUp<T>(value: T, token: CleanUpToken): T {
  const context = token === tokens.nested ? undefined : currentContext();
  if (context !== undefined && !(context instanceof CleanUp) && !context.cleanUp.isOver) enter(context);
  return value;
}

function enter(cell: Cell): void {
  enterContext(cell.cleanUp);
  if (cell.interrupted) holdFlags();
}

function leave(cell: Cell): void {
  enterContext(cell);
  restoreFlags();
}
