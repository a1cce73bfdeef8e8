import { collectGarbage, heapLimit, heapUsed } from "./memory-limit";

/** What must be left of the memory: a tenth of it, and not less than what a fast loop takes between two looks. */
const [share, least] = [0.1, 80 * 2 ** 20];

/**
 * Knows when a cell would soon use up all memory: V8 would end the whole process. Another thread asks for a look from
 * time to time; what can be seen at a look is this thread's own matter.
 */
export class MemoryGuard {
  private readonly limit = heapLimit();
  private readonly reserve = Math.min(Math.max(share * this.limit, least), this.limit / 3);
  /** Bytes in use when the cell began, and those that were left when garbage was collected last. */
  private atBegin = 0;
  private live = 0;

  /** A cell begins. */
  begin(): void {
    this.atBegin = heapUsed();
    this.live = 0;
  }

  /** What the cell is to be told that has to end now; undefined when there is memory left. */
  look(): string | undefined {
    const { limit, reserve } = this;
    const used = heapUsed();
    if (limit - used > 1.2 * reserve || used - this.live < reserve / 8) return undefined;
    collectGarbage();
    this.live = heapUsed();
    // What an earlier cell has left is not this one's fault, unless almost nothing is left.
    const isOwn = this.live - this.atBegin > reserve / 8;
    this.atBegin = Math.min(this.atBegin, this.live);
    const left = limit - this.live;
    if (left > reserve || !(isOwn || left < reserve / 2)) return undefined;
    return `the cell was stopped: it used ${gigabytes(this.live)} of ${gigabytes(limit)} GB of memory`;
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(bytes < 2 ** 30 ? 2 : 1);
}
