import { allocate, checkHeap } from "./heap";
import type { Heap, Layout } from "./heap";
import type { KernelModule } from "./modules";
import { LostThread, runTasks } from "./run";
import type { RunOptions, Tasks } from "./run";

/** What the kernels of one training work on. */
export class Workspace<L extends Layout> {
  private heap: Heap<L> | undefined;
  private threads = 0;
  private hasLost = false;

  /**
   * @param module the kernels.
   * @param layout the arrays, for a number of threads: some have a part for each.
   * @param fill writes what stays the same in all epochs.
   * @param argument what the arrays' size comes from, for the error about too much.
   * @throws ValueError if that is more than 32-bit addresses reach.
   */
  constructor(
    private readonly module: KernelModule,
    private readonly layout: (threads: number) => L,
    private readonly fill: (views: Heap<L>["views"]) => void = () => undefined,
    argument: string = "ratings",
  ) {
    checkHeap(layout(1), argument);
  }

  /**
   * Runs an epoch, which copies what it starts from into the arrays, runs kernels, and copies out what has come of it only
   * then: where it is stopped, nothing has changed.
   * @throws LostThread where a thread ended too early; the next epoch runs without threads. See
   * {@link despiteLostThreads}.
   */
  epoch<Result>(
    { threads, check }: RunOptions,
    body: (heap: Heap<L>, run: (tasks: Tasks) => void) => Result,
  ): Result {
    const used = this.hasLost ? 1 : threads;
    try {
      return body(this.heapFor(used), (tasks) => {
        runTasks(this.heapFor(used), tasks, { threads: used, check });
      });
    } catch (error) {
      if (error instanceof LostThread) {
        this.hasLost = true;
        // A thread that only did not answer may still write to these arrays.
        this.heap = undefined;
      }
      throw error;
    }
  }

  private heapFor(threads: number): Heap<L> {
    if (this.heap === undefined || this.threads !== threads) {
      this.heap = allocate(this.module, this.layout(threads));
      this.threads = threads;
      this.fill(this.heap.views);
    }
    return this.heap;
  }
}
