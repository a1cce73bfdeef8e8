import { log10 } from "../kernels/math";
import type { Frame } from "./types";

/** The most frames of a trace. */
const MOST_FRAMES = 200;
/** The most numbers that all frames together hold: 32 MB. */
const MOST_NUMBERS = 4_000_000;
/** Smaller losses count as this one, since zero has no logarithm. */
const LEAST_LOSS = 1e-300;

/**
 * Keeps some states of a training whose length is not known in advance: more of them where the loss changes fast, but
 * never all from one part. Each iteration adds to a distance: the decades by which the loss changed, at most one, plus
 * a share that shrinks as the training goes on. A frame is kept each time the distance has grown by `step`. When the
 * frames become too many, `step` doubles.
 */
export class FrameRecorder {
  private kept: { frame: Frame; distance: number }[] = [];
  private readonly capacity: number;
  private step = 0;
  private distance = 0;
  private previousLevel: number | null = null;

  constructor(
    private readonly L: Float64Array,
    private readonly U: Float64Array,
  ) {
    this.capacity = Math.max(10, Math.min(MOST_FRAMES, Math.floor(MOST_NUMBERS / (L.length + U.length))));
  }

  /** Keeps a copy of the factors as they are after `iteration`, unless the last frame is too close. */
  offer(iteration: number, loss: number): void {
    const level = log10(Math.max(loss, LEAST_LOSS));
    if (this.previousLevel !== null)
      this.distance += Math.min(1, Math.abs(level - this.previousLevel)) + 1 / (iteration + 1);
    this.previousLevel = level;
    const last = this.kept.at(-1)?.distance;
    if (last !== undefined && this.distance - last < this.step) return;
    this.kept.push({ frame: this.copy(iteration, loss), distance: this.distance });
    // Leaves room for the last state.
    while (this.kept.length >= this.capacity) this.thin();
  }

  recorded(): Frame[] {
    return this.kept.map(({ frame }) => frame);
  }

  /** The frames, ending with the factors as they are now, after `iteration`. */
  frames(iteration: number, loss: number): Frame[] {
    const kept = this.recorded();
    if (kept.at(-1)?.iteration !== iteration) kept.push(this.copy(iteration, loss));
    return kept;
  }

  private thin(): void {
    this.step = Math.max(2 * this.step, this.distance / this.capacity);
    let last = -Infinity;
    this.kept = this.kept.filter(({ distance }) => {
      if (distance - last < this.step) return false;
      last = distance;
      return true;
    });
  }

  private copy(iteration: number, loss: number): Frame {
    return { iteration, loss, L: this.L.slice(), U: this.U.slice() };
  }
}
