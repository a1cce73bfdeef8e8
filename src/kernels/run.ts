/** Runs the tasks of a kernel, on as many threads as help. */
import type { Heap } from "./heap";
import { LostThread } from "./lost-thread";
import type { Tasks } from "./tasks";
import { endUnfinished, hasHelpers, processors, runShared, startHelpers } from "./threads";

/** How to run them. */
export interface RunOptions {
  /** How many threads may work, including the caller's. */
  readonly threads: number;
  /** Called between tasks: throws where they are to stop. */
  readonly check: () => void;
  /** What this thread does first, once others are at work: it is not called where there are none. */
  readonly meanwhile?: () => void;
}

export { LostThread } from "./lost-thread";
export type { Tasks } from "./tasks";

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

/** From so many operations on, a second thread saves more than it takes to call it, or to start it first. */
const WORTH_CALLING = 1.5e6;
const WORTH_STARTING = 4e6;
/** From so many operations of a whole training on, a thread is ready long before it ends. */
const WORTH_STARTING_EARLY = 2e7;

/** How many threads there are when nobody says. Beyond eight, memory is the limit. */
export const defaultThreads = (): number => Math.min(8, processors());

/** For what takes moments, which nobody has to stop. */
export const atOnce = (): RunOptions => ({ threads: defaultThreads(), check: () => undefined });

/** Starts the threads that a training will want, so that they begin while it is prepared; it does not wait for them. */
export function startThreads(threads: number, operations: number): void {
  if (operations > WORTH_STARTING_EARLY) startHelpers(Math.min(threads, processors()) - 1);
}

/** @throws what `check` throws, when no task runs any more; LostThread. */
export function runTasks(heap: Heap, work: Tasks, { threads, check, meanwhile }: RunOptions): void {
  const { kernel, numbers, tasks, operations } = work;
  const worth = hasHelpers() ? WORTH_CALLING : WORTH_STARTING;
  const helping = heap.shared && operations > worth ? Math.min(threads, tasks) - 1 : 0;
  if (helping > 0) {
    runShared(heap, work, helping, check, meanwhile);
    return;
  }
  if (heap.shared && hasHelpers()) endUnfinished();
  const run = heap.exports[kernel];
  for (let task = 0; task < tasks; task++) {
    check();
    // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
    run(...numbers, task, 0);
  }
}
