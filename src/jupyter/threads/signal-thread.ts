/**
 * Waits for SIGINT, also while the main thread is in a loop: V8's watchdog, which hears signals in a thread of its
 * own, ends the script that was registered last. A cell that runs on the main thread is registered later than this
 * one, and takes the signal itself.
 */
import { parentPort } from "node:worker_threads";
import { Script } from "node:vm";

const signalFlag = new Int32Array(new SharedArrayBuffer(4));
const interruptible = { breakOnSigint: true };
const wait = new Script("(word) => Atomics.wait(word, 0, 0)").runInThisContext() as (
  word: Int32Array,
) => void;
const hold = Symbol.for("factorlab.signal-thread");

/** Runs `run` where a signal ends it. Gives whether one did. */
function isInterrupted(run: () => void): boolean {
  Object.defineProperty(globalThis, hold, { value: run, configurable: true });
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

// One inside the other: between two waits, a signal would end the process.
for (;;) if (isInterrupted(watchSignals)) parentPort!.postMessage("SIGINT");
