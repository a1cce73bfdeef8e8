/** How running code is stopped: it checks flags in shared memory, which another thread can set. */
import { isCleaningUp, isLeftOver, onCellInterrupt, owningCell, type Cell } from "./cell";
import { platform } from "../platform/platform";
import { sharedNumbers } from "./shared-numbers";
import { stopReasons } from "./stop-reasons";

/**
 * The first flag is not 0 while the running code should stop, whichever cell it belongs to; its value is the reason.
 * Compiled cells check it in every loop, training in every iteration. The second is not 0 when code should call `stop`,
 * which finds out why. The third is not 0 while code of an interrupted cell may be left, which `check` tells from that
 * of other cells; functions look at it when they begin, and code behind an `await`. The fourth is 1 while an interrupted
 * cell cleans up, which nothing should stop before its time is over.
 */
export const interruptFlag: Int32Array = sharedNumbers(4);

/** The error that ends an interrupted cell. */
export class KeyboardInterrupt extends globalThis.Error {
  override name = "KeyboardInterrupt";

  constructor(message: string = "the cell was interrupted") {
    super(message);
  }
}

/** The error that ends a cell before it uses up all memory. */
export class MemoryError extends globalThis.Error {
  override name = "MemoryError";
}

/** One for all: a chain of thousands of callbacks fails one after the other, and nobody sees where. */
const interruption = new KeyboardInterrupt();

let attentionCallback: (() => void) | undefined;
let blockingListener: BlockingListener | undefined;
let exhaustion = "the cell was stopped: it used too much memory";

/** Sets the function to call when code was asked for attention and need not stop yet. */
export function onAttention(callback: () => void): void {
  attentionCallback = callback;
}

/** What to do when the first flag is found set. */
export interface BlockingListener {
  /** Marks the running cell as stopped. */
  stopping(): void;
  /** Clears the flags until the other thread sets them again. */
  goesOn(): void;
  /** Lets the other thread set the flags again, which were cleared. */
  cleansUp(): void;
}

export function onBlocking(listener: BlockingListener): void {
  blockingListener = listener;
}

/** Sets the message of every MemoryError from now on. */
export function setExhaustion(message: string): void {
  exhaustion = message;
}

/**
 * Ends the code that has found the first or second flag set, if it should end.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function stop(): void {
  // Cleared before the reason is read, because the thread that stops a cell writes the reason first.
  Atomics.store(interruptFlag, 1, 0);
  if (interruptFlag[0] === 0) attentionCallback?.();
  const error = stopError();
  if (error === undefined) return;
  Atomics.store(interruptFlag, 1, 1);
  // Code that catches the error, or that stands beside it, is not to go on either.
  if (error instanceof KeyboardInterrupt) owningCell()?.interrupt();
  blockingListener?.stopping();
  throw error;
}

/** The error with which code should stop now; undefined when it should go on. */
export function stopError(): Error | undefined {
  const reason = Atomics.load(interruptFlag, 0);
  if (reason === 0) return undefined;
  return reason === stopReasons.memory ? new MemoryError(exhaustion) : interruption;
}

/**
 * Ends the code that has found the third flag set, if it belongs to an interrupted cell.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function check(): void {
  if (interruptFlag[0] !== 0) checkBlocking();
  if (isLeftOver()) throw interruption;
  if (interruptedCells === 0 && interruptFlag[0] === 0) Atomics.store(interruptFlag, 2, 0);
}

/**
 * Whether the code that has found the third flag set belongs to an interrupted cell.
 * @throws KeyboardInterrupt or MemoryError where it blocks the thread.
 */
export function isOver(): boolean {
  if (interruptFlag[0] !== 0) checkBlocking();
  return isLeftOver();
}

/** Milliseconds for which code of another than the running cell may block the thread. */
const blockingTime = 40;
/** When such code was seen first, since the thread was last free. */
let blockingSince: number | undefined;

/**
 * While the thread seems to be blocked, ends the running cell. Code of other cells goes on at first, because it may have
 * begun only now; the flag is set again if the thread stays blocked, as by a chain of callbacks that calls itself.
 */
function checkBlocking(): void {
  if (interruptFlag[0] === stopReasons.memory) stop();
  blockingListener?.stopping();
  if (isLeftOver()) return;
  if (isCleaningUp()) {
    holdFlags();
    return;
  }
  if (blockingSince === undefined) {
    blockingSince = platform.clock.now();
    platform.clock.turn(() => (blockingSince = undefined));
  }
  if (platform.clock.now() - blockingSince > blockingTime) stop();
  blockingListener?.goesOn();
}

/** The value that the first flag had before an interrupted cell cleans up, which nothing should stop. */
let heldReason = 0;

/** Clears the flags while an interrupted cell cleans up. */
export function holdFlags(): void {
  heldReason ||= Atomics.exchange(interruptFlag, 0, 0);
  Atomics.store(interruptFlag, 1, 0);
  Atomics.store(interruptFlag, 3, 1);
  // After the flags are cleared: one that is set in between is found by the code that goes on.
  blockingListener?.cleansUp();
}

/** Sets the flags as they were before the clean-up. */
export function restoreFlags(): void {
  const reason = heldReason;
  releaseHeld();
  if (reason === 0) return;
  Atomics.store(interruptFlag, 0, reason);
  Atomics.store(interruptFlag, 1, 1);
}

/** Forgets that the flags were set before the clean-up: the thread is no longer blocked. */
export function releaseHeld(): void {
  heldReason = 0;
  Atomics.store(interruptFlag, 3, 0);
}

/** Whether the code that runs now belongs to an interrupted cell, and is not cleaning up. */
export function runsNoMore(): boolean {
  return interruptFlag[2] !== 0 && isLeftOver();
}

/**
 * Ends the code of a cell that was interrupted while it waited, as soon as it resumes.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function stopIfInterrupted(): void {
  if (interruptFlag[0] !== 0 || interruptFlag[1] !== 0) stop();
  if (interruptFlag[2] !== 0) check();
}

/** How many interrupted cells have code left that may still be called. */
let interruptedCells = 0;
const forgotten = new FinalizationRegistry<undefined>(() => {
  // A cell that nothing refers to any more has no promise, timer or server left either.
  interruptedCells--;
  if (interruptedCells === 0 && interruptFlag[0] === 0) Atomics.store(interruptFlag, 2, 0);
});

onCellInterrupt((cell: Cell) => {
  interruptedCells++;
  forgotten.register(cell, undefined);
  Atomics.store(interruptFlag, 2, 1);
});

/** Lets the library's training check the flag: `globalThis[Symbol.for("factorlab.stop")]`. */
export function offerInterruptFlag(): void {
  const offer = (name: string, value: unknown): unknown =>
    Object.defineProperty(globalThis, Symbol.for(name), { value, configurable: true });
  offer("factorlab.stop", interruptFlag);
  // Where the third flag is set: whether the code that asks belongs to an interrupted cell.
  offer("factorlab.interrupted", isLeftOver);
  // The timers of an interrupted cell call nothing; its training is to say at which iteration it stopped.
  offer("factorlab.turn", (callback: () => void) => platform.clock.turn(callback));
}
