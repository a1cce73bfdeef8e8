import type { Heap, Layout } from "./heap";
import { runTasks } from "./run";
import type { RunOptions, Tasks } from "./run";
import { atOneGo, inOneSlice } from "./slices";
import type { Slices } from "./slices";
import { isLost, slicesDespiteLostThreads } from "./threads";
import type { Run, UncheckedWorkspace } from "./unchecked-workspace";

export { slicesDespiteLostThreads } from "./threads";

/**
 * An epoch in slices, each of which ends where `isOver` says so. The body copies what it starts from into the arrays, yields
 * tasks and goes on when they have ended, and copies out what has come of them only then: where it is stopped or given up,
 * nothing has changed. An epoch that begins between two slices gets arrays of its own.
 * @throws LostThread where a thread ended too early; the next epoch runs without threads. See
 * {@link slicesDespiteLostThreads}.
 */
export function* inSlices<L extends Layout, Result>(
  workspace: UncheckedWorkspace<L>,
  { threads, check, isOver }: RunOptions,
  body: (heap: Heap<L>, how: RunOptions) => Generator<Tasks, Result, void>,
): Slices<Result> {
  const how = { threads: workspace.hasLost ? 1 : threads, check };
  const sliced = { ...how, isOver };
  let heap: Heap<L> | undefined;
  try {
    heap = workspace.take(how);
    const work = body(heap, how);
    for (let next = work.next(); ; next = work.next()) {
      if (next.done === true) return next.value;
      for (let ended = 0; ;) {
        ended = runTasks(heap, next.value, sliced, ended);
        if (ended >= next.value.tasks) break;
        yield;
      }
    }
  } catch (error) {
    if (isLost(error)) {
      workspace.hasLost = true;
      // A thread that only did not answer may still write to these arrays.
      heap = undefined;
    }
    throw error;
  } finally {
    if (heap) workspace.putBack(heap, how);
  }
}

/** {@link inSlices}, once more where a thread is lost. */
export const slicedEpoch: typeof inSlices = (...given) => slicesDespiteLostThreads(() => inSlices(...given));

/** An epoch at one go: its body runs the tasks itself. Otherwise as {@link inSlices}. */
export function wholeEpoch<L extends Layout, Result>(
  workspace: UncheckedWorkspace<L>,
  options: RunOptions,
  body: (heap: Heap<L>, run: Run) => Result,
): Result {
  const epoch = inSlices(workspace, options, (heap, how) =>
    inOneSlice(() =>
      body(heap, (tasks) => {
        runTasks(heap, tasks, how);
      }),
    ),
  );
  return atOneGo(epoch);
}

/** {@link slicesDespiteLostThreads}, of work at one go. */
export function despiteLostThreads<Result>(work: () => Result): Result {
  return atOneGo(slicesDespiteLostThreads(() => inOneSlice(work)));
}
