import { performance } from "node:perf_hooks";
import timers from "node:timers";
import type { Readable } from "node:stream";

// Cells put timers of their own in the place of Node's.
const { setTimeout } = timers;

/**
 * Bytes a second that are read from processes in the long run. As JSON, half as much again, it stays below the 20 MB at
 * which the server that we start drops output. A process that writes more waits, as at any pipe.
 */
export const outputRate = 12_000_000;
/** Bytes that may come at once before the pace counts. */
const burst: number = 2 * outputRate;
/** Milliseconds between two looks whether reading may go on. */
const lookTime = 20;

/** Slows down the reading of a stream to a pace that the front end can follow. */
export class OutputPace {
  private allowance = burst;
  private countedAt = performance.now();

  /**
   * @param stream Flows, apart from its pauses.
   * @param isFull Whether reading should pause for another reason.
   */
  constructor(
    private readonly stream: Readable,
    private readonly isFull: () => boolean = () => false,
  ) {}

  /** Counts bytes that were read, and pauses the stream where they were too many. */
  count(bytes: number): void {
    this.allowance -= bytes;
    if (this.mustPause() && !this.stream.isPaused()) {
      this.stream.pause();
      this.resumeLater();
    }
  }

  private mustPause(): boolean {
    const now = performance.now();
    this.allowance = Math.min(this.allowance + ((now - this.countedAt) / 1000) * outputRate, burst);
    this.countedAt = now;
    return this.allowance < 0 || this.isFull();
  }

  private resumeLater(): void {
    setTimeout(() => {
      if (this.mustPause()) this.resumeLater();
      else this.stream.resume();
    }, lookTime);
  }
}
