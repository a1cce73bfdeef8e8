/** Interrupts a cell from the page, outside the worker in which it runs. */
import { RunState, type RunFlags } from "../session/running/run-state";
import { isShared } from "../session/running/shared-numbers";
import { stopReasons } from "../session/running/stop-reasons";

/** Milliseconds that the worker has to notice an interrupt by itself, because nothing blocks it. */
const noticeTime = 50;

export class PageInterrupter {
  private readonly state: RunState;
  private count = 0;

  /**
   * @param flags The worker's, in memory that page and worker share, where the page may share any; otherwise a loop
   * that never waits cannot be stopped.
   * @param tell Tells the worker, which then calls `PageSession.interrupt`.
   */
  constructor(
    private readonly flags: RunFlags,
    private readonly tell: (run: number, interrupt: number) => void,
  ) {
    this.state = new RunState(flags);
  }

  /** Interrupts the running cell; when none runs, only code that blocks the worker. */
  interrupt(): void {
    const { running } = this.state;
    const interrupt = ++this.count;
    this.tell(running, interrupt);
    if (!isShared(this.flags.state)) return;
    setTimeout(() => {
      if (running === 0 || this.state.isStuck(running, interrupt))
        this.state.stop(running, stopReasons.interrupt);
    }, noticeTime);
  }
}
