import { DivergenceError } from "../errors";
import type { Clock } from "./clock";
import { LiveReport } from "./live-report";
import type { TrainingProgress } from "./progress";
import { checkSignal, overtaken } from "./stop";
import type { StopSignal } from "./stop";
import type { TrainingRun } from "./training-run";

/** What a training that runs in slices works with. */
export interface LiveContext {
  clock: Clock;
  signal?: StopSignal;
  /** Takes the states to show: not more than twenty a second, and always the last. */
  show?: (progress: TrainingProgress) => void;
}

/** Milliseconds of training between two turns of the event loop: little enough for the page to stay lively. */
const SLICE = 25;
/** Milliseconds of training between two looks at the clock, which costs as much as a tiny model's iteration. */
const LOOK = 1;

/**
 * Trains to the end in slices, with a turn for everything else between them. Time decides only where slices end:
 * the numbers are those of an undivided training.
 * @throws TrainingInterrupted, DivergenceError, or what `show` throws; the last state is shown before.
 */
export async function trainInSlices(run: TrainingRun, { clock, signal, show }: LiveContext): Promise<void> {
  const report = show ? new LiveReport(run, () => clock.now(), show) : null;
  const slicer = new Slicer(() => clock.now());
  try {
    report?.begin();
    while (!run.ended()) {
      // Also before the first slice: a kernel may end by force what a cell does before its first wait.
      await clock.pause();
      if (!run.isLatest()) throw overtaken(run.iteration(), run.end);
      checkSignal(signal, run.iteration(), run.end);
      slicer.run(run);
      report?.update();
    }
  } catch (error) {
    report?.fail(error instanceof DivergenceError ? error.iteration : null);
    throw error;
  }
  report?.finish();
}

/** Runs slices of equal time. */
class Slicer {
  /** How many iterations go between two looks at the clock. */
  private batch = 1;

  constructor(private readonly now: () => number) {}

  run(run: TrainingRun): void {
    let time = this.now();
    const end = time + SLICE;
    while (time < end && !run.ended()) {
      for (let left = this.batch; left > 0 && !run.ended(); left--) run.advance();
      const before = time;
      time = this.now();
      this.adapt(time - before);
    }
  }

  /** An iteration may become slower at any time, by what else the machine does, so that it grows in steps. */
  private adapt(took: number): void {
    if (took < LOOK / 2) this.batch *= 2;
    else if (took > LOOK * 2) this.batch = Math.max(1, Math.floor((this.batch * LOOK) / took));
  }
}
