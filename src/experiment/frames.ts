import type { Frame } from "./types";

/** The most frames of a trace. */
const MOST_FRAMES = 200;
/** The most numbers that all frames hold together: 32 MB. */
const MOST_NUMBERS = 4_000_000;
/** A loss that jumps about moves at most a decade an iteration, and one of zero is as good as this. */
const LEAST_LOSS = 1e-300;

/**
 * Keeps some states out of many, whose number nobody knows before: dense where the loss moves, and never all in one
 * place. Each iteration makes the way longer, by the decades that the loss moved and by its share of the iterations so
 * far; a frame is kept each time the way has grown by `step`. Where frames become too many, `step` doubles.
 */
export class FrameRecorder {
  private kept: { frame: Frame; way: number }[] = [];
  private readonly most: number;
  private step = 0;
  private way = 0;
  private before: number | null = null;

  constructor(
    private readonly L: Float64Array,
    private readonly U: Float64Array,
  ) {
    this.most = Math.max(10, Math.min(MOST_FRAMES, Math.floor(MOST_NUMBERS / (L.length + U.length))));
  }

  /** The factors as they are now, after `iteration`. */
  offer(iteration: number, loss: number): void {
    const level = Math.log10(Math.max(loss, LEAST_LOSS));
    if (this.before !== null) this.way += Math.min(1, Math.abs(level - this.before)) + 1 / (iteration + 1);
    this.before = level;
    const since = this.kept.at(-1)?.way;
    if (since !== undefined && this.way - since < this.step) return;
    this.kept.push({ frame: this.copy(iteration, loss), way: this.way });
    // One place is left for the last state.
    while (this.kept.length >= this.most) this.thin();
  }

  recorded(): Frame[] {
    return this.kept.map(({ frame }) => frame);
  }

  /** The frames, with the factors as they are now, at `iteration`, as the last one. */
  frames(iteration: number, loss: number): Frame[] {
    const kept = this.recorded();
    if (kept.at(-1)?.iteration !== iteration) kept.push(this.copy(iteration, loss));
    return kept;
  }

  private thin(): void {
    this.step = Math.max(2 * this.step, this.way / this.most);
    let since = -Infinity;
    this.kept = this.kept.filter(({ way }) => {
      if (way - since < this.step) return false;
      since = way;
      return true;
    });
  }

  private copy(iteration: number, loss: number): Frame {
    return { iteration, loss, L: this.L.slice(), U: this.U.slice() };
  }
}
