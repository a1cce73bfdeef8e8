/** Timers and promises of a page: what cells hand to them runs in the context of the cell, and not once it is interrupted. */
import { guardedTimer } from "../session/cells/guarded-timer";
import { inPlaceOf } from "../session/realm/person";
import { inPresentContext } from "./contexts";

type Timer = (callback: (...values: unknown[]) => unknown, ...rest: unknown[]) => unknown;

/** To be called before the first cell runs. */
export function followCallbacks(): void {
  const { setTimeout, setInterval, clearInterval, queueMicrotask } = globalThis;
  Object.assign(globalThis, {
    setTimeout: guardedTimer(followed(setTimeout as Timer)),
    setInterval: guardedTimer(followed(setInterval as Timer), (id) => clearInterval(id as number)),
    queueMicrotask: followed(queueMicrotask),
  });
  followPromises();
}

function followed(original: Timer): Timer {
  return inPlaceOf(original, (callback, ...rest) => original(inPresentContext(callback), ...rest));
}

function followPromises(): void {
  const { prototype } = Promise;
  const original: (...callbacks: never[]) => Promise<unknown> = prototype.then;
  const then = function (this: Promise<unknown>, ...callbacks: never[]): Promise<unknown> {
    return Reflect.apply(original, this, callbacks.map(inPresentContext));
  };
  const value = inPlaceOf(original, then);
  Reflect.defineProperty(prototype, "then", { value, configurable: true, writable: true });
}
