import { TrainingInterrupted } from "../errors";
import { formatCount } from "../outputs/progress-number";

/** A signal that stops a training, such as an `AbortSignal`. */
export interface StopSignal {
  /** Whether the training is to stop. */
  readonly aborted: boolean;
  /** Why; what was given to `abort`. */
  readonly reason?: unknown;
}

/**
 * The flag with which a kernel interrupts running code, in memory shared with the thread that listens for interrupts;
 * undefined without such a kernel. Any value but 0 means: stop.
 */
export function interruptFlag(): Int32Array | undefined {
  const flag = (globalThis as { [key: symbol]: unknown })[Symbol.for("factorlab.stop")];
  // `instanceof` would fail if the kernel's realm differs from the cell's.
  return ArrayBuffer.isView(flag) ? (flag as Int32Array) : undefined;
}

/** Whether the cell that trains was interrupted: the kernel knows, and marks in its third word that one was. */
function isCellInterrupted(flag: Int32Array): boolean {
  if ((flag[2] ?? 0) === 0) return false;
  const ask = (globalThis as { [key: symbol]: unknown })[Symbol.for("factorlab.interrupted")];
  return typeof ask === "function" && (ask as () => unknown)() === true;
}

/** @throws TrainingInterrupted, under the name that a kernel uses, if the flag is set. */
export function checkInterruptFlag(
  flag: Int32Array | undefined,
  iteration: number,
  iterations: number,
): void {
  if (flag === undefined || (flag[0] === 0 && !isCellInterrupted(flag))) return;
  throw interrupted("KeyboardInterrupt", "training was stopped", iteration, iterations);
}

/** @throws TrainingInterrupted, under the name that the web platform uses, if the signal is aborted. */
export function checkSignal(signal: StopSignal | undefined, iteration: number, iterations: number): void {
  if (signal?.aborted !== true) return;
  throw interrupted("AbortError", "training was stopped", iteration, iterations, signal.reason);
}

/**
 * Looks whether other work than a training is to stop.
 * @param what the work: "recommending".
 * @throws TrainingInterrupted, under the names that a kernel and the web platform use.
 */
export function checkStopped(
  flag: Int32Array | undefined,
  signal: StopSignal | undefined,
  what: string,
  done: number,
  users: number,
): void {
  const byKernel = flag !== undefined && (flag[0] !== 0 || isCellInterrupted(flag));
  if (!byKernel && signal?.aborted !== true) return;
  const message = `${what} was stopped after ${formatCount(done)} of ${formatCount(users)} users`;
  const name = byKernel ? "KeyboardInterrupt" : "AbortError";
  const reason = byKernel ? undefined : signal?.reason;
  throw new TrainingInterrupted(message, { name, iteration: done, iterations: users, reason });
}

/** Looks whether reading is to stop. @throws TrainingInterrupted, under the name that a kernel uses. */
export function checkReading(flag: Int32Array | undefined, ratings: number): void {
  if (flag === undefined || (flag[0] === 0 && !isCellInterrupted(flag))) return;
  const message = `reading was stopped after ${formatCount(ratings)} ratings`;
  throw new TrainingInterrupted(message, {
    name: "KeyboardInterrupt",
    iteration: ratings,
    iterations: ratings,
  });
}

/** The error for a training that another training of the same model has replaced. */
export function overtaken(iteration: number, iterations: number): TrainingInterrupted {
  const what = "training was stopped by another training of the same model";
  return interrupted("TrainingInterrupted", what, iteration, iterations);
}

function interrupted(
  name: string,
  what: string,
  iteration: number,
  iterations: number,
  reason?: unknown,
): TrainingInterrupted {
  const position = `at iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;
  const message = `${what} ${position}; the model keeps the factors of that iteration`;
  return new TrainingInterrupted(message, { name, iteration, iterations, reason });
}
