/** The functions with which a cell listens to events are taken away when the cell is interrupted. */
import { EventEmitter } from "node:events";
import { inPlaceOf } from "../../session/realm/person";
import { owningCell, type Cell } from "../../session/running/cell";
import { runtimeNames } from "../../session/language/runtime-names";

/** Listeners of one cell that are remembered; further ones stay, and are stopped only where the cell's own code calls them. */
const mostListeners = 10_000;

type Take = () => void;

const takers = new WeakMap<Cell, Take[]>();

export function endListenersWithCell(): void {
  watchEmitters();
  watchTargets();
}

const { toString } = Function.prototype;

/** Whether a function is a person's, which the compiler has given a check, and not one of Node or of a package. */
function isCompiled(listener: unknown): boolean {
  return typeof listener === "function" && toString.call(listener).includes(runtimeNames.checks);
}

/** Remembers how to take a person's listener away, while the cell that adds it runs. */
function remember(listener: unknown, take: Take): void {
  const cell = owningCell();
  if (cell === undefined || cell.hasEnded || cell.interrupted || !isCompiled(listener)) return;
  let list = takers.get(cell);
  if (list === undefined) {
    const all: Take[] = (list = []);
    takers.set(cell, all);
    cell.onInterrupt(() => all.forEach((each) => each()));
  }
  if (list.length < mostListeners) list.push(take);
}

function watchEmitters(): void {
  type Add = (this: EventEmitter, event: string | symbol, listener: never) => unknown;
  const prototype = EventEmitter.prototype as unknown as Record<string, Add>;
  for (const name of ["on", "addListener", "prependListener"]) {
    const original = prototype[name];
    const replacement: Add = function (event, listener) {
      const emitter = new WeakRef(this);
      remember(listenerOf(listener), () => emitter.deref()?.removeListener(event, listener));
      return Reflect.apply(original, this, [event, listener]);
    };
    prototype[name] = inPlaceOf(original, replacement);
  }
}

/** The function that `once` has wrapped, or the function itself. */
function listenerOf(listener: { listener?: unknown }): unknown {
  return listener?.listener ?? listener;
}

function watchTargets(): void {
  const { addEventListener } = globalThis.EventTarget.prototype;
  const replacement: typeof addEventListener = function (this: EventTarget, ...parameters) {
    const [type, listener, options] = parameters;
    const target = new WeakRef(this);
    remember(listener, () => target.deref()?.removeEventListener(type, listener, options));
    Reflect.apply(addEventListener, this, parameters);
  };
  globalThis.EventTarget.prototype.addEventListener = inPlaceOf(addEventListener, replacement);
}
