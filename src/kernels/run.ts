/** Runs the tasks of a kernel, on as many threads as help. */
import type { Heap } from "./heap";
import type { RunOptions, Tasks } from "./tasks";
import { processors, runTogether, startHelpers } from "./threads";

export { LostThread } from "./lost-thread";
export type { RunOptions, Tasks } from "./tasks";

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
  const { check, isOver } = options;
  const { kernel, numbers, tasks } = work;
  const together = runTogether(heap, work, options, from);
  if (together !== null) return together;
  const run = heap.exports[kernel];
  for (let task = from; task < tasks; task++) {
    check();
    if (isOver?.()) return task;
    // eslint-disable-next-line factorlab/no-spread-arguments -- a kernel has some twenty arguments
    run(...numbers, task, 0);
  }
  return tasks;
}
