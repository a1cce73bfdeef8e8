import { allocate, checkHeap, fitsInto } from "./heap";
import type { Heap, Layout } from "./heap";
import type { KernelModule } from "./modules";
import { LostThread, runTasks } from "./run";
import type { RunOptions, Tasks } from "./run";

type Run = (tasks: Tasks) => void;
type Fill<L extends Layout> = (views: Heap<L>["views"], at: Heap<L>["at"], run: Run) => void;

/**
 * The workspace that rests. Whoever needs about as much memory takes its: new memory costs more time than all that is written
 * into it, since the system gives it page by page.
 */
let resting: WeakRef<Workspace<Layout>> | undefined;

/** What the kernels of one training work on. */
export class Workspace<L extends Layout> {
  private heap: Heap<L> | undefined;
  private threads = 0;
  private hasLost = false;

  /**
   * @param module the kernels.
   * @param layout the arrays, for a number of threads: some have a part for each.
   * @param fill writes what stays the same in all epochs; it may run kernels.
   * @param argument what the arrays' size comes from, for the error about too much.
   * @throws ValueError if that is more than 32-bit addresses reach.
   */
  constructor(
    private readonly module: KernelModule,
    private readonly layout: (threads: number) => L,
    private readonly fill: Fill<L> = () => undefined,
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
  epoch<Result>(options: RunOptions, body: (heap: Heap<L>, run: Run) => Result): Result {
    const how = this.begun(options);
    try {
      const heap = this.heapFor(how);
      return body(heap, (tasks) => {
        runTasks(heap, tasks, how);
      });
    } catch (error) {
      throw this.noted(error);
    }
  }

  /** How the tasks of an epoch are run that begins now. @internal */
  begun({ threads, check }: RunOptions): RunOptions {
    if (resting?.deref() === (this as unknown)) resting = undefined;
    return { threads: this.hasLost ? 1 : threads, check };
  }

  /** Remembers a lost thread. @returns the error itself. @internal */
  noted(error: unknown): unknown {
    if (error instanceof LostThread) {
      this.hasLost = true;
      // A thread that only did not answer may still write to these arrays.
      this.heap = undefined;
    }
    return error;
  }

  /** For now, no further epoch is to come: until then, the memory is anybody's. */
  rest(): void {
    if (this.heap) resting = new WeakRef(this as unknown as Workspace<Layout>);
  }

  /** Gives the memory away, if these arrays fit into it; the next epoch fills anew. */
  give(layout: Layout): Heap | undefined {
    const { heap } = this;
    if (heap === undefined || !fitsInto(heap, layout)) return undefined;
    this.heap = undefined;
    return heap;
  }

  /** The arrays, filled. @internal */
  heapFor(how: RunOptions): Heap<L> {
    if (this.heap === undefined || this.threads !== how.threads) {
      this.heap = undefined;
      const layout = this.layout(how.threads);
      const heap = allocate(this.module, layout, takeResting(layout));
      this.fill(heap.views, heap.at, (tasks) => {
        runTasks(heap, tasks, how);
      });
      // Only now: filling may have been stopped on its way.
      this.heap = heap;
      this.threads = how.threads;
    }
    return this.heap;
  }
}

function takeResting(layout: Layout): Heap | undefined {
  const heap = resting?.deref()?.give(layout);
  if (heap) resting = undefined;
  return heap;
}
