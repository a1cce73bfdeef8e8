/** How running code is stopped: it looks at words of shared memory, which another thread can set. */
import { currentCell } from "./cell";
import { stopReasons } from "./stop-reasons";

/**
 * The first word is not 0 while what runs should stop; its value is the reason. Compiled cells look at it in every
 * loop, training in every iteration. The second is not 0 when code should call `stop`, which looks why.
 */
export const interruptFlag: Int32Array = new Int32Array(
  new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT),
);

/** What an interrupted cell ends with. */
export class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";

  constructor(message: string = "the cell was interrupted") {
    super(message);
  }
}

/** What a cell ends with that would soon have used up all memory. */
export class MemoryError extends Error {
  override name = "MemoryError";
}

let look: (() => void) | undefined;
let exhaustion = "the cell was stopped: it used too much memory";

/** Has `callback` called when code was asked for attention, and need not stop yet. */
export function onAttention(callback: () => void): void {
  look = callback;
}

/** What a MemoryError says from now on. */
export function setExhaustion(message: string): void {
  exhaustion = message;
}

/**
 * Ends the code that has found a word set, if it is to end.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function stop(): void {
  // Cleared before the reason is read: who stops the cell writes the reason first.
  Atomics.store(interruptFlag, 1, 0);
  if (interruptFlag[0] === 0) look?.();
  const error = stopError();
  if (error === undefined) return;
  Atomics.store(interruptFlag, 1, 1);
  throw error;
}

/** Why code is to stop now; undefined when it is not. */
export function stopError(): Error | undefined {
  const reason = Atomics.load(interruptFlag, 0);
  if (reason === 0) return undefined;
  return reason === stopReasons.memory ? new MemoryError(exhaustion) : new KeyboardInterrupt();
}

/**
 * Ends the code of a cell that was interrupted while it waited, when it comes back.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function stopIfInterrupted(): void {
  if (interruptFlag[0] !== 0 || interruptFlag[1] !== 0) stop();
  if (currentCell()?.interrupted === true) throw new KeyboardInterrupt();
}

/** Lets the library's training look at the word: `globalThis[Symbol.for("factorlab.stop")]`. */
export function offerStopWord(): void {
  Object.defineProperty(globalThis, Symbol.for("factorlab.stop"), {
    value: interruptFlag,
    configurable: true,
  });
}
