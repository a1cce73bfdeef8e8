import type { Heap, Layout } from "./heap";
import { LostThread, runTasks } from "./run";
import type { RunOptions, Tasks } from "./run";
import type { Slices } from "./slices";
import type { Workspace } from "./workspace";

/**
 * An epoch in slices, each of which `isOver` ends: the body yields tasks, and goes on when they have ended. Otherwise as
 * `Workspace.epoch`, and apart from it because tables, whose epochs are short, do without. Nothing that runs between two
 * slices may run another epoch there.
 */
export function* inSlices<L extends Layout, Result>(
  workspace: Workspace<L>,
  { isOver, ...options }: RunOptions,
  body: (heap: Heap<L>) => Generator<Tasks, Result, void>,
): Slices<Result> {
  const how = workspace.begun(options);
  try {
    const heap = workspace.heapFor(how);
    const work = body(heap);
    for (let next = work.next(); ; next = work.next()) {
      if (next.done === true) return next.value;
      for (let ended = 0; ;) {
        ended = runTasks(heap, next.value, { ...how, isOver }, ended);
        if (ended >= next.value.tasks) break;
        yield;
      }
    }
  } catch (error) {
    throw workspace.noted(error);
  }
}

/** As `despiteLostThreads`, of work in slices. */
export function* slicesDespiteLostThreads<Result>(work: () => Slices<Result>): Slices<Result> {
  for (;;) {
    try {
      return yield* work();
    } catch (error) {
      if (!(error instanceof LostThread)) throw error;
    }
  }
}
