import { TrainingInterrupted } from "../errors";
import { formatCount } from "../outputs/progress-number";

/** What a training can be stopped with: an `AbortSignal` is one. */
export interface StopSignal {
  /** Whether the training is to stop. */
  readonly aborted: boolean;
  /** Why; what was given to `abort`. */
  readonly reason?: unknown;
}

/**
 * The word by which a kernel stops what runs, in memory that it shares with the thread that listens; undefined where
 * there is no such kernel. Not 0 means: stop.
 */
export function interruptFlag(): Int32Array | undefined {
  const word = (globalThis as { [key: symbol]: unknown })[Symbol.for("factorlab.stop")];
  // Not `instanceof`: the kernel's realm may be another one than the cell's.
  return ArrayBuffer.isView(word) ? (word as Int32Array) : undefined;
}

/** @throws TrainingInterrupted, named as a kernel names it, if the word says so. */
export function checkInterruptFlag(
  word: Int32Array | undefined,
  iteration: number,
  iterations: number,
): void {
  if (word === undefined || word[0] === 0) return;
  throw interrupted("KeyboardInterrupt", "training was stopped", iteration, iterations);
}

/** @throws TrainingInterrupted, named as the web names it, if the signal says so. */
export function checkSignal(signal: StopSignal | undefined, iteration: number, iterations: number): void {
  if (signal?.aborted !== true) return;
  throw interrupted("AbortError", "training was stopped", iteration, iterations, signal.reason);
}

/** For a training that finds another one of the same model begun after it. */
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
  const place = `at iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;
  const message = `${what} ${place}; the model keeps the factors of that iteration`;
  return new TrainingInterrupted(message, { name, iteration, iterations, reason });
}
