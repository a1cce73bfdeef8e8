/**
 * The `finally` blocks of an interrupted cell: they run to their end, within a time, while all other code of the cell
 * is stopped. What a block calls and begins is told by its context, which the block enters at its beginning and after
 * each `await`, and leaves at its end and before each `await`, when its caller goes on.
 */
import { CleanUp, currentContext, enterContext, type Cell } from "./cell";
import { interruptFlag } from "./interrupt";

/** What a block knows of itself: it began as part of a cell that goes on, of an interrupted one, or of another block. */
const tokens = { ordinary: 0, cleaning: 1, nested: 2 } as const;
export type CleanUpToken = (typeof tokens)[keyof typeof tokens];

/** The value that the first flag had before clean-up, which the flag must not stop. */
let heldReason = 0;

/** Marks the beginning of a `finally` block, where code of an interrupted cell may be left. */
export function beginCleanUp(): CleanUpToken {
  const context = currentContext();
  if (context instanceof CleanUp) return tokens.nested;
  if (context?.interrupted !== true || context.cleanUp.isOver) return tokens.ordinary;
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
  const context = interruptFlag[2] === 0 ? undefined : currentContext();
  if (token !== tokens.nested && context instanceof CleanUp) leave(context.cell);
  return value;
}

/** Passes on what a `finally` block has awaited. */
export function resumeCleanUp<T>(value: T, token: CleanUpToken): T {
  const context = interruptFlag[2] === 0 ? undefined : currentContext();
  if (token === tokens.nested || context === undefined || context instanceof CleanUp) return value;
  if (context.interrupted && !context.cleanUp.isOver) enter(context);
  return value;
}

function enter(cell: Cell): void {
  enterContext(cell.cleanUp);
  heldReason = Atomics.exchange(interruptFlag, 0, 0);
  Atomics.store(interruptFlag, 1, 0);
  Atomics.store(interruptFlag, 3, 1);
}

function leave(cell: Cell): void {
  enterContext(cell);
  Atomics.store(interruptFlag, 3, 0);
  if (heldReason === 0) return;
  Atomics.store(interruptFlag, 0, heldReason);
  Atomics.store(interruptFlag, 1, 1);
}

/** Forgets that the flag was set before the clean-up: the thread is no longer blocked. */
export function releaseHeld(): void {
  heldReason = 0;
  Atomics.store(interruptFlag, 3, 0);
}
