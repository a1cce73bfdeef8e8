/**
 * Waits for SIGINT, also while the main thread is in a loop: V8's watchdog, which receives signals in a thread of its
 * own, ends the script that was registered last. A cell that runs on the main thread is registered later than this
 * script, and receives the signal itself.
 */
import { parentPort } from "node:worker_threads";
import { Script } from "node:vm";

const signalFlag = new Int32Array(new SharedArrayBuffer(4));
const interruptible = { breakOnSigint: true };
const wait = new Script("(flag) => Atomics.wait(flag, 0, 0)").runInThisContext() as (
  flag: Int32Array,
) => void;
const callbackKey = Symbol.for("factorlab.signal-thread");

/** Runs a function that a signal ends; returns whether one did. */
function isInterrupted(run: () => void): boolean {
  Object.defineProperty(globalThis, callbackKey, { value: run, configurable: true });
  try {
    new Script('globalThis[Symbol.for("factorlab.signal-thread")]()').runInThisContext(interruptible);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") return true;
    throw error;
  }
}

function watchSignals(): void {
  for (;;) if (isInterrupted(() => wait(signalFlag))) parentPort!.postMessage("SIGINT");
}

// The loops are nested because a signal that arrives between two waits would end the process.
for (;;) if (isInterrupted(watchSignals)) parentPort!.postMessage("SIGINT");
