import { allocate, fitsInto } from "./heap";
import type { Heap, Layout } from "./heap";
import type { KernelModule } from "./modules";
import { runTasks } from "./run";
import type { RunOptions, Tasks } from "./run";

export type Run = (tasks: Tasks) => void;
export type Fill<L extends Layout> = (views: Heap<L>["views"], at: Heap<L>["at"], run: Run) => void;

/**
 * The workspace that rests. Whoever needs about as much memory takes its: new memory costs more time than all that is written
 * into it, since the system gives it page by page.
 */
let resting: WeakRef<UncheckedWorkspace<Layout>> | undefined;

/** What the kernels of one training work on. */
export class UncheckedWorkspace<L extends Layout> {
  private heap: Heap<L> | undefined;
  private threads = 0;
  /** Whether a thread has ended too early: the next epochs run without. @internal */
  hasLost = false;

  /**
   * @param module the kernels.
   * @param layout the arrays, for a number of threads: some have a part for each. They are known to be within 32-bit addresses.
   * @param fill writes what stays the same in all epochs; it may run kernels.
   */
  constructor(
    private readonly module: KernelModule,
    private readonly layout: (threads: number) => L,
    private readonly fill: Fill<L> = () => undefined,
  ) {}

  /** For now, no further epoch is to come: until then, the memory is anybody's. */
  rest(): void {
    if (this.heap) resting = new WeakRef(this as unknown as UncheckedWorkspace<Layout>);
  }

  /** Gives the memory away, if these arrays fit into it; the next epoch fills anew. */
  give(layout: Layout): Heap | undefined {
    const { heap } = this;
    if (heap === undefined || !fitsInto(heap, layout)) return undefined;
    this.heap = undefined;
    return heap;
  }

  /** Takes the arrays, filled, for an epoch; one that begins before they are put back gets others. @internal */
  take(how: RunOptions): Heap<L> {
    const { heap } = this;
    this.heap = undefined;
    if (resting?.deref() === (this as unknown)) resting = undefined;
    if (heap && this.threads === how.threads) return heap;
    const layout = this.layout(how.threads);
    const made = allocate(this.module, layout, takeResting(layout));
    this.fill(made.views, made.at, (tasks) => {
      runTasks(made, tasks, how);
    });
    return made;
  }

  /** Puts back what an epoch took. @internal */
  putBack(heap: Heap<L>, { threads }: RunOptions): void {
    this.heap = heap;
    this.threads = threads;
  }
}

function takeResting(layout: Layout): Heap | undefined {
  const heap = resting?.deref()?.give(layout);
  if (heap) resting = undefined;
  return heap;
}
