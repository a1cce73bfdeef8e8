/** The timers of cells: those of an interrupted cell no longer call it. */
import * as timers from "node:timers";
import { currentCell } from "../running/cell";

type TimerCallback = (...values: unknown[]) => unknown;

/**
 * The timer function with callbacks that do nothing once their cell is interrupted; its name and its promisified
 * form stay. A single callback may still come while the cell ends: it may be what the cell awaits.
 */
function guarded<T>(
  original: (callback: TimerCallback, ...rest: unknown[]) => T,
  clear?: (timer: T) => void,
): typeof original {
  const replacement = (callback: TimerCallback, ...rest: unknown[]): T => {
    if (typeof callback !== "function") return original(callback, ...rest); // Throws what Node says.
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
