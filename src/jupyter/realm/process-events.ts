/** The kernel's own listeners to events of the process, which no cell can remove or keep from being called. */

type Emit = (this: unknown, event: string | symbol, ...values: unknown[]) => boolean;

const listeners = new Map<string | symbol, (...values: unknown[]) => void>();
/** What cells have put in place of `process.emit`, and their listeners behind it. */
let emitToCells: unknown = Reflect.get(globalThis.process, "emit");

/** Calls the listener before those of cells; an error of theirs ends neither the process nor the kernel. */
export function onProcessEvent(event: string, listener: (...values: never[]) => void): void {
  listeners.set(event, listener as (...values: unknown[]) => void);
}

const emit: Emit = function (this: unknown, event, ...values) {
  const own = listeners.get(event);
  own?.(...values);
  try {
    const isHandled = Reflect.apply(emitToCells as Emit, this, [event, ...values]);
    return isHandled || own !== undefined;
  } catch (error) {
    if (own === undefined) throw error;
    return true;
  }
};

/** Takes over how Node tells its events, and what it calls when an error is not caught. */
export function guardProcessEvents(): void {
  const guarded = emit;
  Reflect.setPrototypeOf(guarded, globalThis.Function.prototype);
  Reflect.defineProperty(globalThis.process, "emit", {
    get: () => guarded,
    set: (value: unknown) => void (emitToCells = value),
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
