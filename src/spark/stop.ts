import { TrainingInterrupted } from "../errors";
import { interruptFlag, checkInterruptFlag, checkSignal } from "../training/stop";
import type { StopSignal } from "../training/stop";
import type { SparkSession } from "./client/session";

/** Milliseconds between two looks whether to stop. */
const EVERY = 40;
/** Milliseconds that cancelled work may take to end. */
const PATIENCE = 5000;

/**
 * Waits for work on Spark, and ends it there where a signal or the notebook's stop button says so.
 * @param each called between two looks.
 * @throws TrainingInterrupted, and what the work throws
 */
export async function stoppable<Result>(
  session: SparkSession,
  signal: StopSignal | undefined,
  each: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  throwIfStopped(signal);
  let isOver = false;
  const watched = watch(signal, each, () => isOver);
  const worked = work().finally(() => (isOver = true));
  const first = await Promise.race([
    worked.then(
      () => null,
      () => null,
    ),
    watched,
  ]);
  if (first === null) return worked;
  worked.catch(() => undefined);
  await session.interrupt().catch(() => undefined);
  // Spark loses track of a session that is released while its work is still being cancelled.
  const ended = worked.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([ended, pause(PATIENCE)]);
  throw first;
}

/** Resolves to the error of a stop; null once the work is over. */
async function watch(
  signal: StopSignal | undefined,
  each: () => void,
  isOver: () => boolean,
): Promise<TrainingInterrupted | null> {
  while (!isOver()) {
    await pause(EVERY);
    try {
      throwIfStopped(signal);
    } catch (error) {
      return error as TrainingInterrupted;
    }
    if (!isOver()) each();
  }
  return null;
}

function throwIfStopped(signal: StopSignal | undefined): void {
  try {
    checkInterruptFlag(interruptFlag(), 0, 1);
    checkSignal(signal, 0, 1);
  } catch (error) {
    if (!(error instanceof TrainingInterrupted)) throw error;
    const { name, cause: reason } = error;
    const message = "training on Spark was stopped; nothing has come of it, and nothing of it is left there";
    throw new TrainingInterrupted(message, { name, iteration: 0, iterations: 1, reason });
  }
}

/** Without a timer where a kernel interrupts cells: those of an interrupted cell never fire, and Spark would not hear of it. */
function pause(milliseconds: number): Promise<unknown> {
  if (interruptFlag() === undefined) return new Promise((resolve) => setTimeout(resolve, milliseconds));
  const waits = Atomics as unknown as {
    waitAsync: (at: Int32Array, index: number, value: number, timeout: number) => { value: unknown };
  };
  return Promise.resolve(waits.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds).value);
}
