import type { Heap, Layout } from "./heap";
import { runTasks } from "./run";
import type { RunOptions, Tasks } from "./run";
import type { Drive, Sliced } from "./sliced";
import { isLost } from "./threads";
import type { UncheckedWorkspace } from "./unchecked-workspace";

/** An epoch at one go, once more where a thread is lost: without what slices take, which small tables would feel. */
function atOnceIn<L extends Layout, How extends RunOptions, Result>(
  workspace: UncheckedWorkspace<L>,
  given: How,
  body: (heap: Heap<L>, given: How) => Generator<Tasks, Result, void>,
): Result {
  for (;;) {
    const how = workspace.hasLost ? { ...given, threads: 1 } : given;
    let heap: Heap<L> | undefined;
    try {
      heap = workspace.take(how);
      const work = body(heap, given);
      for (;;) {
        const next = work.next();
        if (next.done) return next.value;
        runTasks(heap, next.value, how);
      }
    } catch (error) {
      if (!isLost(error)) throw error;
      workspace.hasLost = true;
      heap = undefined;
    } finally {
      if (heap) workspace.putBack(heap, how);
    }
  }
}

/**
 * Epochs with this body, at one go or in slices: see `inSlices` of in-slices.ts, which a page loads with live training, as
 * what drives them there.
 */
export const epochsIn = <L extends Layout, How extends RunOptions, Result>(
  workspace: UncheckedWorkspace<L>,
  body: (heap: Heap<L>, given: How) => Generator<Tasks, Result, void>,
): Sliced<How, Result> =>
  Object.assign((given: How) => atOnceIn(workspace, given, body), {
    inSlices: (given: How, drive: Drive) => drive(workspace, given, (heap) => body(heap, given)),
  });
