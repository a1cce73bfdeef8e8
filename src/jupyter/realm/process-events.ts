/** The kernel's own listeners to events of the process, which no cell can remove or keep from being called. */

type Emit = (this: unknown, event: string | symbol, ...values: unknown[]) => boolean;

const listeners = new Map<string | symbol, (...values: unknown[]) => void>();

/** Calls the listener before those of cells; an error of theirs ends neither the process nor the kernel. */
export function onProcessEvent(event: string, listener: (...values: never[]) => void): void {
  listeners.set(event, listener as (...values: unknown[]) => void);
}

/** The events whose listeners are being called: a function in place of `process.emit` often calls the one before it. */
const active = new Set<string | symbol>();
const guards = new WeakSet();

/** A form of `process.emit`, or of what a cell puts in its place, that calls the kernel's listeners first. */
function guard(theirs: unknown): Emit {
  if (guards.has(theirs as object)) return theirs as Emit;
  const guarded: Emit = function (this: unknown, event, ...values) {
    const own = active.has(event) ? undefined : listeners.get(event);
    if (own === undefined) return Reflect.apply(theirs as Emit, this, [event, ...values]);
    active.add(event);
    try {
      own(...values);
      Reflect.apply(theirs as Emit, this, [event, ...values]);
    } catch {
      // What fails in the listeners of a cell must not end the process.
    } finally {
      active.delete(event);
    }
    return true;
  };
  Reflect.setPrototypeOf(guarded, globalThis.Function.prototype);
  guards.add(guarded);
  return guarded;
}

/** Takes over how Node tells its events, and what it calls when an error is not caught. */
export function guardProcessEvents(): void {
  let emit = guard(Reflect.get(globalThis.process, "emit"));
  Reflect.defineProperty(globalThis.process, "emit", {
    get: () => emit,
    set: (value: unknown) => void (emit = guard(value)),
    enumerable: true,
  });
  onProcessEvent("uncaughtExceptionMonitor", () => undefined);
  // Without this one, Node ends the process at the next error that is not caught.
  const fatal = Reflect.getOwnPropertyDescriptor(globalThis.process, "_fatalException");
  if (fatal !== undefined)
    Reflect.defineProperty(globalThis.process, "_fatalException", {
      get: () => fatal.value as unknown,
      set: () => undefined,
      configurable: false,
    });
}
