import type { DivergenceError } from "../errors";
import { slicedEpoch } from "../kernels/in-slices";
import type { Clock } from "./clock";
import { LiveReport } from "./live-report";
import type { TrainingProgress } from "./progress";
import type { Beginning, TrainingRun } from "./training-run";

/** The surroundings of a training that runs in slices. */
export interface LiveContext {
  clock: Clock;
  /** Shows a state: called at most twenty times a second, and always with the last one. */
  show?: (progress: TrainingProgress) => void;
}

/** Milliseconds of training between two turns of the event loop: short enough for the page to stay responsive. */
const SLICE = 25;
/** Milliseconds of training between two clock readings, each of which costs as much as a tiny model's iteration. */
const CLOCK_INTERVAL = 1;

/**
 * Trains to the end in slices and lets everything else run between them. Time decides only where slices end: the
 * numbers are the same as without slices.
 * @throws TrainingInterrupted, DivergenceError, or what `show` throws, after showing the last state.
 */
export async function trainInSlices(
  given: TrainingRun | Beginning,
  { clock, show }: LiveContext,
): Promise<void> {
  const now = (): number => clock.now();
  const run = typeof given === "function" ? await begun(given, clock) : given;
  const report = show ? new LiveReport(run, now, show) : null;
  const slicer = new Slicer(now);
  try {
    report?.begin();
    while (!run.ended()) {
      // Also before the first slice: a kernel may forcibly end a cell that has not yet waited once.
      await clock.pause();
      run.checkLatest();
      slicer.run(run);
      report?.update();
    }
  } catch (error) {
    report?.fail(isDivergence(error) ? error.iteration : null);
    throw error;
  }
  report?.finish();
}

/** What has begun in slices. */
async function begun(begin: Beginning, clock: Clock): Promise<TrainingRun> {
  let end = clock.now() + SLICE;
  const slices = begin(() => clock.now() >= end);
  for (;;) {
    const next = slices.next();
    if (next.done === true) return next.value;
    await clock.pause();
    end = clock.now() + SLICE;
  }
}

/** By its name: the class comes with all other errors, and is all that the live part of a bundle would need of them. */
function isDivergence(error: unknown): error is DivergenceError {
  return error instanceof Error && error.name === "DivergenceError";
}

/** Runs slices of equal duration. */
class Slicer {
  /** The number of iterations between two clock readings. */
  private batch = 1;
  /** When this slice ends. */
  private end = 0;
  /** The iteration that the slice before has left unfinished. */
  private unfinished: Iterator<void, unknown, void> | undefined;

  constructor(private readonly now: () => number) {}

  run(run: TrainingRun): void {
    let time = this.now();
    this.end = time + SLICE;
    while (time < this.end && !run.ended()) {
      for (let left = this.batch; left > 0 && !run.ended(); left--) if (!this.advance(run)) return;
      const before = time;
      time = this.now();
      this.adapt(time - before);
    }
  }

  /** Does an iteration, or what is left of it. @returns whether it has ended. */
  private advance(run: TrainingRun): boolean {
    if (run.inSlices === undefined) {
      run.advance();
      return true;
    }
    this.unfinished ??= run.inSlices(() => this.now() >= this.end, slicedEpoch);
    const hasEnded = this.unfinished.next().done === true;
    if (hasEnded) this.unfinished = undefined;
    return hasEnded;
  }

  /** Grows the batch step by step, since other work on the machine may slow an iteration down at any time. */
  private adapt(took: number): void {
    if (took < CLOCK_INTERVAL / 2) this.batch *= 2;
    else if (took > CLOCK_INTERVAL * 2)
      this.batch = Math.max(1, Math.floor((this.batch * CLOCK_INTERVAL) / took));
  }
}
