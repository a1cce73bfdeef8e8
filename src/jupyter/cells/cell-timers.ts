/** The timers of cells: the timers of an interrupted cell no longer call its code. */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { guardedTimer } from "../../session/cells/guarded-timer";

const { setTimeout, setInterval, setImmediate, clearInterval } = timers;

/** Puts guarded timers into the global scope and into `node:timers`. */
export function guardTimers(): void {
  const replacements = {
    setTimeout: guardedTimer(setTimeout as never),
    setInterval: guardedTimer(setInterval as never, clearInterval),
    setImmediate: guardedTimer(setImmediate as never),
  };
  Object.assign(globalThis, replacements);
  Object.assign(timers, replacements);
  syncBuiltinESMExports();
}
