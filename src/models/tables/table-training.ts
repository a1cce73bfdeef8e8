import type { RunOptions } from "../../kernels/run";
import type { Sliced } from "../../kernels/sliced";
import type { BestFactors } from "../../training/best-factors";
import type { IterationEvent, TrainingHistory } from "../../training/history";
import type { TrainingRun } from "../../training/training-run";
import { checkInterruptFlag, checkSignal, interruptFlag, overtaken } from "../../training/stop";
import type { StopSignal } from "../../training/stop";

/** How an iteration runs. */
export interface Iteration extends RunOptions {
  /** Absent for models without one. */
  readonly learningRate?: number | null;
}

/** One training of a table model, as the model sets it up. */
interface TableTraining {
  /** The state that training changes besides the factors. */
  readonly model: { iteration: number; readonly history: TrainingHistory };
  readonly best: BestFactors;
  /** The maximum number of iterations. */
  readonly iterations: number;
  readonly learningRate: number | null;
  /**
   * Does one iteration, and returns the mean squared error after it. In slices, nothing has changed until the last one has
   * ended; where it is stopped on its way, nothing has changed at all.
   */
  readonly step: Sliced<Iteration, number>;
  /** How many threads may work. */
  readonly threads: number;
  /** Stops the training, also within an iteration. */
  readonly signal?: StopSignal;
  /** Whether training can go on from this loss. */
  readonly isSound: (loss: number) => boolean;
  /** The error to throw if it cannot; by then the model is back at its best factors. */
  readonly failure: (iteration: number) => Error;
  /** Whether training has converged before the last iteration. @default never */
  readonly isSettled?: () => boolean;
  /** Whether no later training of the model has begun. */
  readonly isLatest: () => boolean;
}

/** A prepared training that runs iteration by iteration; the model is usable after each. */
export function trainingRun(job: TableTraining): TrainingRun {
  const { model, best, learningRate, step, isSettled = () => false } = job;
  const { inSlices } = step;
  const start = model.iteration;
  const end = start + job.iterations;
  const flag = interruptFlag();
  const check = (): void => {
    checkInterruptFlag(flag, model.iteration, end);
    checkSignal(job.signal, model.iteration, end);
  };
  const how = { threads: job.threads, check, learningRate };
  const ended = (loss: number): number => {
    const iteration = model.iteration + 1;
    if (!job.isSound(loss)) {
      restoreBest(model, best);
      throw job.failure(iteration);
    }
    best.offer(iteration, loss);
    model.history.record(iteration, loss);
    model.iteration = iteration;
    return loss;
  };
  return {
    start,
    end,
    learningRate,
    history: model.history,
    iteration: () => model.iteration,
    ended: () => model.iteration >= end || isSettled(),
    checkLatest() {
      if (!job.isLatest()) throw overtaken(model.iteration, end);
    },
    advance() {
      check();
      return ended(step(how));
    },
    inSlices:
      inSlices &&
      function* (isOver, drive) {
        check();
        ended(yield* inSlices({ ...how, isOver }, drive));
      },
  };
}

/** Returns to the best factors of a training. */
export function restoreBest(model: TableTraining["model"], best: BestFactors): void {
  best.restore();
  model.iteration = best.iteration;
  model.history.rewind(best.iteration);
}

/** Trains one iteration for each event that the caller takes. */
export function* iterationEvents(run: TrainingRun): Generator<IterationEvent, void, undefined> {
  while (!run.ended()) {
    const loss = run.advance();
    yield { type: "iteration", iteration: run.iteration(), iterations: run.end, loss };
  }
}
