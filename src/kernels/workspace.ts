import { allocate } from "./heap";
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
   */
  constructor(
    private readonly module: KernelModule,
    private readonly layout: (threads: number) => L,
    private readonly fill: (views: Heap<L>["views"]) => void = () => undefined,
  ) {}

  /**
   * Runs an epoch, which copies what it starts from into the arrays, runs kernels, and copies out what has come of it only
   * then: where it is stopped, nothing has changed. Where a thread is lost on the way, it is done again without threads.
   */
  epoch<Result>(
    { threads, check }: RunOptions,
    body: (heap: Heap<L>, run: (tasks: Tasks) => void) => Result,
  ): Result {
    const used = this.hasLost ? 1 : threads;
    try {
      const heap = this.heapFor(used);
      return body(heap, (tasks) => runTasks(heap, tasks, { threads: used, check }));
    } catch (error) {
      // Also where the epoch was stopped, a thread that did not answer may still write to these arrays.
      if (this.isOver(error)) return this.epoch({ threads, check }, body);
      throw error;
    }
  }

  private isOver(error: unknown): boolean {
    if (!(error instanceof LostThread) || this.hasLost) return false;
    this.hasLost = true;
    this.heap = undefined;
    return true;
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
