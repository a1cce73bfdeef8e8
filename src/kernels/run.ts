/** Runs the tasks of a kernel, on as many threads as help. */
import type { Heap } from "./heap";
import { assign, endHelpers, helpers, processors } from "./pool";
import { WORDS } from "./worker-source";

/** The tasks of a kernel. */
export interface Tasks {
  /** The kernel's name in its module. */
  readonly kernel: string;
  /** What it is called with, before the numbers of the task and of the thread. */
  readonly numbers: readonly number[];
  /** How many tasks there are. Fixed by the data, never by the threads, so that results do not depend on these. */
  readonly tasks: number;
  /** Tasks of a round begin when all of the round before have ended. @default all are one round */
  readonly perRound?: number;
  /** About how many multiplications all of them take; where they are few, waking a thread costs more than it saves. */
  readonly operations: number;
}

/** How to run them. */
export interface RunOptions {
  /** How many threads may work, including the caller's. */
  readonly threads: number;
  /** Called between tasks: throws where they are to stop. */
  readonly check: () => void;
}

/** A thread has ended before its work had; what it worked on is half done. */
export class LostThread extends Error {}

/**
 * Does something that runs tasks; once more, from its beginning, where a thread was lost on the way. Random numbers that it
 * needs are drawn from the same beginning too.
 */
export function despiteLostThreads<Result>(work: () => Result): Result {
  for (;;) {
    try {
      return work();
    } catch (error) {
      // What has lost a thread goes on without any, so that this ends.
      if (!(error instanceof LostThread)) throw error;
    }
  }
}

/** From so many operations on, a second thread saves more than the tenth of a millisecond that it takes to wake it. */
const WORTH_WAKING = 4e6;
/** From so many operations of a whole training on, a thread is ready long before it ends. */
const WORTH_STARTING = 2e7;
/** Milliseconds between two looks at whether to stop, while waiting. */
const WAIT = 50;
/** A thread that has ended no task in so many waits, though tasks take milliseconds, is lost. */
const PATIENCE = 100;

/** How many threads there are when nobody says. Beyond eight, memory is the limit. */
export const defaultThreads = (): number => Math.min(8, processors());

/** For what takes moments, which nobody has to stop. */
export const atOnce = (): RunOptions => ({ threads: defaultThreads(), check: () => undefined });

/** Starts the threads that a training will want, so that they begin while it is prepared; it does not wait for them. */
export function startThreads(threads: number, operations: number): void {
  if (operations > WORTH_STARTING) helpers(Math.min(threads, processors()) - 1);
}

/** @throws what `check` throws, when no task runs any more; LostThread. */
export function runTasks(heap: Heap, work: Tasks, { threads, check }: RunOptions): void {
  const { kernel, numbers, tasks, operations } = work;
  const helping = heap.shared && operations > WORTH_WAKING ? Math.min(threads, tasks) - 1 : 0;
  if (helping > 0) {
    runShared(heap, work, helping, check);
    return;
  }
  const run = heap.exports[kernel];
  for (let task = 0; task < tasks; task++) {
    check();
    // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
    run(...numbers, task, 0);
  }
}

function runShared(heap: Heap, work: Tasks, helping: number, check: () => void): void {
  const { kernel, numbers, tasks, perRound = work.tasks } = work;
  // A new one for each run: a thread that comes late finds nothing left to do.
  const words = new Int32Array(
    new SharedArrayBuffer(Object.keys(WORDS).length * Int32Array.BYTES_PER_ELEMENT),
  );
  const module = heap.module.module(true);
  const { memory } = heap;
  const kernels = { module, memory, mathematics: heap.module.mathematics?.module() };
  assign(helping, kernels, { kernel, numbers, tasks, perRound, words });
  const run = heap.exports[kernel];
  let isLost = false;
  try {
    for (;;) {
      check();
      const task = Atomics.add(words, WORDS.next, 1);
      if (task >= tasks) break;
      waitUntil(words, () => Atomics.load(words, WORDS.ended) >= task - (task % perRound), check);
      // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
      run(...numbers, task, 0);
      Atomics.add(words, WORDS.ended, 1);
      Atomics.notify(words, WORDS.ended);
    }
    waitUntil(words, () => Atomics.load(words, WORDS.ended) >= tasks, check);
  } catch (error) {
    isLost = error instanceof LostThread;
    throw error;
  } finally {
    Atomics.store(words, WORDS.stop, 1);
    Atomics.notify(words, WORDS.ended);
    if (!isLost) waitUntil(words, () => Atomics.load(words, WORDS.working) === 0);
  }
}

/** @throws LostThread where nothing moves any more. */
function waitUntil(words: Int32Array, isDone: () => boolean, check?: () => void): void {
  let still = 0;
  while (!isDone()) {
    const ended = Atomics.load(words, WORDS.ended);
    if (isDone()) return;
    still = Atomics.wait(words, WORDS.ended, ended, WAIT) === "timed-out" ? still + 1 : 0;
    check?.();
    if (still < PATIENCE) continue;
    endHelpers();
    throw new LostThread("a thread of the training has ended");
  }
}
