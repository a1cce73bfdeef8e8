/** How running code is stopped: it looks at one word of shared memory, which another thread can set. */
import { currentCell } from "./cell";

/** Not 0 while what runs should stop. Compiled cells look at it in every loop, training in every iteration. */
export const stopWord: Int32Array = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** What an interrupted cell ends with. */
export class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";

  constructor(message: string = "the cell was interrupted") {
    super(message);
  }
}

/** Ends the code that has found the word set. */
export function stop(): never {
  throw new KeyboardInterrupt();
}

/** Ends the code of a cell that was interrupted while it waited, when it comes back. */
export function stopIfInterrupted(): void {
  if (stopWord[0] !== 0 || currentCell()?.interrupted === true) stop();
}

/** Lets the library's training look at the word: `globalThis[Symbol.for("factorlab.stop")]`. */
export function offerStopWord(): void {
  Object.defineProperty(globalThis, Symbol.for("factorlab.stop"), { value: stopWord, configurable: true });
}
