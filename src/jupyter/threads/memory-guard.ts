import { collectGarbage, heapLimit, heapUsed } from "./memory-limit";

/** The memory that must stay free: a tenth of it, and no less than a fast loop takes between two checks. */
const [reserveShare, minimumReserve] = [0.1, 80 * 2 ** 20];

/**
 * Knows when a cell is about to use up all memory, for which V8 would end the whole process. Another thread asks for
 * a check from time to time, because each thread can only see the memory of its own values.
 */
export class MemoryGuard {
  private readonly limit = heapLimit();
  private readonly reserve = Math.min(Math.max(reserveShare * this.limit, minimumReserve), this.limit / 3);
  /** Bytes in use when the cell began. */
  private usedAtStart = 0;
  /** Bytes in use after the latest garbage collection. */
  private usedAfterCollection = 0;

  /** Marks the beginning of a cell. */
  begin(): void {
    this.usedAtStart = heapUsed();
    this.usedAfterCollection = 0;
  }

  /** The message for a cell that has to end now; undefined when enough memory is left. */
  check(): string | undefined {
    const { limit, reserve } = this;
    const used = heapUsed();
    if (limit - used > 1.2 * reserve || used - this.usedAfterCollection < reserve / 8) return undefined;
    collectGarbage();
    this.usedAfterCollection = heapUsed();
    // A cell is not stopped for memory that an earlier cell keeps, unless almost nothing is left.
    const isOwn = this.usedAfterCollection - this.usedAtStart > reserve / 8;
    this.usedAtStart = Math.min(this.usedAtStart, this.usedAfterCollection);
    const left = limit - this.usedAfterCollection;
    if (left > reserve || !(isOwn || left < reserve / 2)) return undefined;
    return `the cell was stopped: it used ${gibibytes(this.usedAfterCollection)} of ${gibibytes(limit)} GB of memory`;
  }
}

/** As Node counts in `--max-old-space-size`: 2048 is 2.0. */
function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(bytes < 2 ** 30 ? 2 : 1);
}
