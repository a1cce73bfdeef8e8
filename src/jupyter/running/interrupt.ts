/** How running code is stopped: it checks flags in shared memory, which another thread can set. */
import { currentCell } from "./cell";
import { stopReasons } from "./stop-reasons";

/**
 * The first flag is not 0 while the running code should stop; its value is the reason. Compiled cells check it in every
 * loop, training in every iteration. The second is not 0 when code should call `stop`, which finds out why.
 */
export const interruptFlag: Int32Array = new globalThis.Int32Array(
  new globalThis.SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT),
);

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

let attentionCallback: (() => void) | undefined;
let exhaustion = "the cell was stopped: it used too much memory";

/** Sets the function to call when code was asked for attention and need not stop yet. */
export function onAttention(callback: () => void): void {
  attentionCallback = callback;
}

/** Sets the message of every MemoryError from now on. */
export function setExhaustion(message: string): void {
  exhaustion = message;
}

/**
 * Ends the code that has found a flag set, if it should end.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function stop(): void {
  // Cleared before the reason is read, because the thread that stops a cell writes the reason first.
  Atomics.store(interruptFlag, 1, 0);
  if (interruptFlag[0] === 0) attentionCallback?.();
  const error = stopError();
  if (error === undefined) return;
  Atomics.store(interruptFlag, 1, 1);
  throw error;
}

/** The error with which code should stop now; undefined when it should go on. */
export function stopError(): Error | undefined {
  const reason = Atomics.load(interruptFlag, 0);
  if (reason === 0) return undefined;
  return reason === stopReasons.memory ? new MemoryError(exhaustion) : new KeyboardInterrupt();
}

/**
 * Ends the code of a cell that was interrupted while it waited, as soon as it resumes.
 * @throws KeyboardInterrupt or MemoryError.
 */
export function stopIfInterrupted(): void {
  if (interruptFlag[0] !== 0 || interruptFlag[1] !== 0) stop();
  if (currentCell()?.interrupted === true) throw new KeyboardInterrupt();
}

/** Lets the library's training check the flag: `globalThis[Symbol.for("factorlab.stop")]`. */
export function offerInterruptFlag(): void {
  Object.defineProperty(globalThis, Symbol.for("factorlab.stop"), {
    value: interruptFlag,
    configurable: true,
  });
}
