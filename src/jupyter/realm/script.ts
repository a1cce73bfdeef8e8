/** Runs scripts in the person's realm, by what Node offered before the first cell. */
import { randomUUID } from "node:crypto";
import { Script, type RunningScriptOptions } from "node:vm";
import { personFunction } from "../../session/realm/person";

const runInThisContext = Reflect.get(Script.prototype, "runInThisContext");
const { process } = globalThis;
const listenerCount = Reflect.get(process, "listenerCount");

/** The value of a script that runs in the person's realm. */
export function runScript(script: Script, options: RunningScriptOptions = {}): unknown {
  return Reflect.apply(runInThisContext, script, [options]);
}

/** Holds what the starter calls; a cell finds it neither by its name nor from the global object. */
const holderName = `__factorlab_${randomUUID().replaceAll("-", "")}`;
const holder = runScript(
  new Script(`const ${holderName} = { __proto__: null, begin: undefined }; ${holderName}`, {
    filename: "node:factorlab",
  }),
) as { begin: (() => unknown) | undefined };
const starter = new Script(`${holderName}.begin()`, { filename: "node:factorlab" });

/** Runs a function where V8 listens to SIGINT, which ends even code that never checks the interrupt flag. */
export function runInterruptible(run: () => unknown): unknown {
  let hasBegun = false;
  const restore = pinListenerCount();
  holder.begin = () => {
    hasBegun = true;
    restore();
    return run();
  };
  // Node would otherwise write a line of the compiled code in front of the stacks of errors.
  const options = { displayErrors: false };
  try {
    return runScript(starter, { ...options, breakOnSigint: true });
  } catch (error) {
    if (hasBegun) throw error;
    return runScript(starter, options); // Where a cell has frozen what Node needs for it.
  } finally {
    holder.begin = undefined;
  }
}

let pinned: PropertyDescriptor | undefined;

function pinnedCount(): PropertyDescriptor {
  const value = personFunction((name: string) => Reflect.apply(listenerCount, process, [name]));
  return { value, configurable: true, writable: true };
}

/** Node asks the process how many listeners SIGINT has, by a method that a cell may have replaced. */
function pinListenerCount(): () => void {
  const before = Reflect.getOwnPropertyDescriptor(process, "listenerCount");
  pinned ??= pinnedCount();
  if (!Reflect.defineProperty(process, "listenerCount", pinned)) return () => undefined;
  return () => {
    if (before === undefined) Reflect.deleteProperty(process, "listenerCount");
    else Reflect.defineProperty(process, "listenerCount", before);
  };
}
