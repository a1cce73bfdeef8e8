/** The timers of cells: the timers of an interrupted cell no longer call its code. */
import { inPlaceOf } from "../realm/person";
import { owningCell } from "../running/cell";
import { runsNoMore } from "../running/interrupt";

type TimerCallback = (...values: unknown[]) => unknown;

/** Wraps a timer function so that callbacks do nothing once their cell is interrupted; all that belongs to it stays. */
export function guardedTimer<T>(
  original: (callback: TimerCallback, ...rest: unknown[]) => T,
  clear?: (timer: T) => void,
): typeof original {
  const replacement = (callback: TimerCallback, ...rest: unknown[]): T => {
    // The platform throws its own error; the kernel's own timers are no cell's.
    if (typeof callback !== "function" || owningCell() === undefined) return original(callback, ...rest);
    const timer: T = original(
      function (this: unknown, ...values) {
        if (runsNoMore()) clear?.(timer);
        else Reflect.apply(callback, this, values);
      },
      ...rest,
    );
    return timer;
  };
  return inPlaceOf(original, replacement);
}
