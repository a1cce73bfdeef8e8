/** What ended cells have left behind: timers, servers, promises that have yet to come. */
import { platform } from "../platform/platform";
import type { Cell } from "../running/cell";

/** Milliseconds for which the thread is watched. */
const watchTime = 200;
/** The share of the time in which it does something, from which on it is flooded. */
const floodShare = 0.9;

export class LeftOvers {
  private readonly cells = new Set<WeakRef<Cell>>();

  /** Adds a cell that has ended. */
  add(cell: Cell): void {
    for (const reference of this.cells) if (reference.deref() === undefined) this.cells.delete(reference);
    this.cells.add(new WeakRef(cell));
  }

  /**
   * Ends the code that cells have left behind if it keeps the thread busy all the time: no single callback blocks it,
   * but there is always another.
   * @param isWanted Whether to do so still, after a moment.
   */
  endIfBusy(isWanted: () => boolean): void {
    const busyShare = platform.clock.busyShare();
    platform.clock.after(watchTime, () => {
      if (!isWanted() || busyShare() < floodShare) return;
      for (const reference of this.cells) reference.deref()?.interrupt();
    });
  }
}
