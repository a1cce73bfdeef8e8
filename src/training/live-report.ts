import type { TrainingState, TrainingTiming } from "../payload/types";
import { TrainingProgress } from "./progress";
import type { TrainingRun } from "./training-run";

/** Milliseconds between two states that are shown: twenty a second at most, however many iterations there are. */
const LEAST_INTERVAL = 50;
/** However dear showing is, a person wants to see that it goes on. */
const MOST_INTERVAL = 250;
/** Showing may take this share of the time; the kernel's sending, which comes later, takes about as much again. */
const MOST_SHARE_OF_TIME = 0.008;
/** Milliseconds over which the speed is taken while training runs. */
const WINDOW = 2000;

/** Shows how a training stands: at its start, in between as often as it costs little, and always at its end. */
export class LiveReport {
  private readonly since: number;
  private shownAt = -Infinity;
  /** Milliseconds that the latest few showings took. */
  private costs: number[] = [];
  private samples: { time: number; iteration: number }[] = [];

  constructor(
    private readonly run: TrainingRun,
    private readonly now: () => number,
    private readonly show: (progress: TrainingProgress) => void,
  ) {
    this.since = now();
  }

  begin(): void {
    this.showNow("running", this.timing(this.since));
  }

  /** Shows the state if it is time to. */
  update(): void {
    const time = this.now();
    if (time - this.shownAt < this.interval() || this.run.iteration() === this.run.end) return;
    this.showNow("running", this.timing(time));
  }

  finish(): void {
    this.showNow("done", this.total());
  }

  /** Shows where a training ended that did not reach its end; the reason is on its way already. */
  fail(divergedAt: number | null): void {
    try {
      this.showNow(divergedAt === null ? "stopped" : "diverged", this.total(), divergedAt);
    } catch {
      // Whoever is told how training stands must not hide why it ended.
    }
  }

  private showNow(state: TrainingState, timing: TrainingTiming, divergedAt: number | null = null): void {
    this.shownAt = this.now();
    this.show(new TrainingProgress(this.run, state, timing, divergedAt));
    this.costs = [...this.costs, this.now() - this.shownAt].slice(-3);
  }

  /** The least of the latest costs: the first showings of a program take many times as long, and so does any now and then. */
  private interval(): number {
    return Math.min(MOST_INTERVAL, Math.max(LEAST_INTERVAL, Math.min(...this.costs) / MOST_SHARE_OF_TIME));
  }

  private timing(time: number): TrainingTiming {
    const iteration = this.run.iteration();
    this.samples.push({ time, iteration });
    while (this.samples.length > 2 && this.samples[0].time < time - WINDOW) this.samples.shift();
    const [oldest] = this.samples;
    const speed = perSecond(iteration - oldest.iteration, time - oldest.time);
    return {
      seconds: (time - this.since) / 1000,
      iterationsPerSecond: speed,
      secondsLeft: speed === null ? null : (this.run.end - iteration) / speed,
    };
  }

  private total(): TrainingTiming {
    const spent = this.now() - this.since;
    const speed = perSecond(this.run.iteration() - this.run.start, spent);
    return { seconds: spent / 1000, iterationsPerSecond: speed, secondsLeft: null };
  }
}

function perSecond(iterations: number, milliseconds: number): number | null {
  return iterations > 0 && milliseconds > 0 ? (1000 * iterations) / milliseconds : null;
}
