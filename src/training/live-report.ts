import type { TrainingState, TrainingTiming } from "../payload/types";
import { TrainingProgress } from "./progress";
import type { TrainingRun } from "./training-run";

/** The least milliseconds between two displayed states: at most twenty a second, however many iterations there are. */
const LEAST_INTERVAL = 50;
/** The most milliseconds between two displayed states, however slow the display is: a person wants to see progress. */
const MOST_INTERVAL = 250;
/** The share of the time for displaying; the kernel's sending, which follows, takes about as much again. */
const MOST_SHARE_OF_TIME = 0.008;
/** Milliseconds over which the speed is measured while training runs. */
const WINDOW = 2000;

/** Shows the progress of a training: at its start, in between as often as it is cheap, and always at its end. */
export class LiveReport {
  private readonly since: number;
  private shownAt = -Infinity;
  /** The milliseconds that each of the latest few displays took. */
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

  /** Shows the state if it is due. */
  update(): void {
    const time = this.now();
    if (time - this.shownAt < this.interval() || this.run.iteration() === this.run.end) return;
    this.showNow("running", this.timing(time));
  }

  finish(): void {
    this.showNow("done", this.total());
  }

  /** Shows the last state of a training that stopped or diverged; its error is already being thrown. */
  fail(divergedAt: number | null): void {
    try {
      this.showNow(divergedAt === null ? "stopped" : "diverged", this.total(), divergedAt);
    } catch {
      // An error of the display must not hide why the training ended.
    }
  }

  private showNow(state: TrainingState, timing: TrainingTiming, divergedAt: number | null = null): void {
    this.shownAt = this.now();
    this.show(new TrainingProgress(this.run, state, timing, divergedAt));
    this.costs = [...this.costs, this.now() - this.shownAt].slice(-3);
  }

  /** Uses the least of the latest costs, since a program's first displays and a few later ones take many times as long. */
  private interval(): number {
    const least = this.costs.reduce((sofar, cost) => Math.min(sofar, cost), Infinity);
    return Math.min(MOST_INTERVAL, Math.max(LEAST_INTERVAL, least / MOST_SHARE_OF_TIME));
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
