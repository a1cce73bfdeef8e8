/** `Atomics.wait` in a cell: the thread wakes up now and then, to see whether the cell was interrupted. */
import { platform } from "../platform/platform";
import { inPlaceOf } from "../realm/person";
import { stopIfInterrupted } from "../running/interrupt";

type Wait = typeof Atomics.wait;

/** Milliseconds between two looks. */
const wakeTime = 200;

export function makeAtomicsInterruptible(): void {
  const original = globalThis.Atomics.wait as (...parameters: unknown[]) => ReturnType<Wait>;
  const wait = (array: unknown, index: unknown, value: unknown, timeout?: unknown): ReturnType<Wait> => {
    const limit = Number(timeout);
    const end = platform.clock.now() + (Number.isNaN(limit) ? Infinity : limit);
    for (let isFirst = true; ; isFirst = false) {
      const left = Math.max(0, end - platform.clock.now());
      const result = original(
        array,
        index,
        value,
        isFirst ? Math.min(left, wakeTime, limit || left) : Math.min(left, wakeTime),
      );
      // Between two waits, the value may change while nobody listens to it.
      if (result !== "timed-out") return isFirst ? result : "ok";
      if (left <= wakeTime) return result;
      stopIfInterrupted();
    }
  };
  const value = inPlaceOf(original, wait);
  Object.defineProperty(globalThis.Atomics, "wait", { value, configurable: true, writable: true });
}
