/** Runs code where V8 listens to SIGINT, which ends even code that never checks the interrupt flag. */
import { Script } from "node:vm";

const startSymbol = Symbol.for("factorlab.start");
const starter = new Script(`globalThis[Symbol.for("factorlab.start")]()`, { filename: "node:factorlab" });

/** Runs a function that the signal may end; its `finally` blocks then do not run. @throws Error by `isBroken`. */
export function breakable<T>(run: () => T): T {
  Object.defineProperty(globalThis, startSymbol, { value: run, configurable: true });
  return starter.runInThisContext({ breakOnSigint: true }) as T;
}

/** Whether an error says that the signal has ended a function. */
export function isBroken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
