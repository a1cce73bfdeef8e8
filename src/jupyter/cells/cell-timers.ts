/** The timers of cells: the timers of an interrupted cell no longer call its code. */
import * as timers from "node:timers";
import { asPersonFunction } from "../realm/person";
import { currentCell } from "../running/cell";

type TimerCallback = (...values: unknown[]) => unknown;

/**
 * Wraps a timer function so that callbacks do nothing once their cell is interrupted; its name and its promisified
 * form stay. A `setTimeout` or `setImmediate` may still fire until the cell has ended, because the cell may await it.
 */
function guarded<T>(
  original: (callback: TimerCallback, ...rest: unknown[]) => T,
  clear?: (timer: T) => void,
): typeof original {
  const replacement = (callback: TimerCallback, ...rest: unknown[]): T => {
    if (typeof callback !== "function") return original(callback, ...rest); // Node throws its own error.
    const cell = currentCell();
    const timer: T = original(
      function (this: unknown, ...values) {
        const isOver = cell?.interrupted === true && (cell.hasEnded || clear !== undefined);
        if (!isOver) Reflect.apply(callback, this, values);
        else clear?.(timer);
      },
      ...rest,
    );
    return timer;
  };
  asPersonFunction(replacement);
  return Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original));
}

/** Puts guarded timers into the global scope; the kernel's own come from `node:timers`. */
export function guardTimers(): void {
  const { setTimeout, setInterval, setImmediate, clearInterval } = timers;
  Object.assign(globalThis, {
    setTimeout: guarded(setTimeout as never),
    setInterval: guarded(setInterval as never, clearInterval),
    setImmediate: guarded(setImmediate as never),
  });
}
