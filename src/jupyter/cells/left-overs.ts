/** What ended cells have left behind: timers, servers, promises that have yet to come. */
import { performance } from "node:perf_hooks";
import timers from "node:timers";
import type { Cell } from "../running/cell";

const { setTimeout } = timers;

/** Milliseconds for which the event loop is watched. */
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
    const before = performance.eventLoopUtilization();
    setTimeout(() => {
      if (!isWanted() || performance.eventLoopUtilization(before).utilization < floodShare) return;
      for (const reference of this.cells) reference.deref()?.interrupt();
    }, watchTime);
  }
}
