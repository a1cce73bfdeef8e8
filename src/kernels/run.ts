/** Runs the tasks of a kernel, on as many threads as help. */
import type { Heap } from "./heap";
import type { RunOptions, Tasks } from "./tasks";
import { endUnfinished, hasHelpers, processors, runShared, startHelpers } from "./threads";

export { LostThread } from "./lost-thread";
export type { RunOptions, Tasks } from "./tasks";

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

/**
 * @param from the first task to run; all before it have ended.
 * @returns how many tasks have ended: fewer than all where `isOver` said so. No task runs any more.
 * @throws what `check` throws, when no task runs any more; LostThread.
 */
export function runTasks(heap: Heap, work: Tasks, options: RunOptions, from: number = 0): number {
  const { threads, check, isOver } = options;
  const { kernel, numbers, tasks, operations } = work;
  const worth = hasHelpers() ? WORTH_CALLING : WORTH_STARTING;
  const helping = heap.shared && operations > worth ? Math.min(threads, tasks) - 1 : 0;
  if (helping > 0) {
    return runShared(heap, work, helping, options, from);
  }
  if (heap.shared && hasHelpers()) endUnfinished();
  const run = heap.exports[kernel];
  for (let task = from; task < tasks; task++) {
    check();
    if (isOver?.() === true) return task;
    // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
    run(...numbers, task, 0);
  }
  return tasks;
}
