/** The timers of cells: the timers of an interrupted cell no longer call its code. */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { inPlaceOf } from "../../session/realm/person";
import { owningCell } from "../../session/running/cell";
import { runsNoMore } from "../../session/running/interrupt";

type TimerCallback = (...values: unknown[]) => unknown;

const { setTimeout, setInterval, setImmediate, clearInterval } = timers;

/** Wraps a timer function so that callbacks do nothing once their cell is interrupted; all that belongs to it stays. */
function guarded<T>(
  original: (callback: TimerCallback, ...rest: unknown[]) => T,
  clear?: (timer: T) => void,
): typeof original {
  const replacement = (callback: TimerCallback, ...rest: unknown[]): T => {
    // Node throws its own error; the kernel's own timers are no cell's.
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

/** Puts guarded timers into the global scope and into `node:timers`. */
export function guardTimers(): void {
  const replacements = {
    setTimeout: guarded(setTimeout as never),
    setInterval: guarded(setInterval as never, clearInterval),
    setImmediate: guarded(setImmediate as never),
  };
  Object.assign(globalThis, replacements);
  Object.assign(timers, replacements);
  syncBuiltinESMExports();
}
