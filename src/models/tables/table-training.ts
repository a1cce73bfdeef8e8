import type { BestFactors } from "../../training/best-factors";
import type { IterationEvent, TrainingHistory } from "../../training/history";
import type { TrainingRun } from "../../training/training-run";
import { checkInterruptFlag, interruptFlag } from "../../training/stop";

/** One training of a model of tables, as the model sets it up. */
interface TableTraining {
  /** What training changes besides the factors. */
  readonly model: { iteration: number; readonly history: TrainingHistory };
  readonly best: BestFactors;
  /** How many iterations at most. */
  readonly iterations: number;
  readonly learningRate: number | null;
  /** Does one iteration; returns the mean squared error after it. */
  readonly step: () => number;
  /** Whether training can go on from this loss. */
  readonly isSound: (loss: number) => boolean;
  /** What to throw where it cannot; the model is back at its best by then. */
  readonly failure: (iteration: number) => Error;
  /** Whether it is at its end before the last iteration. @default never */
  readonly isSettled?: () => boolean;
  readonly isLatest: () => boolean;
}

/** A training that is ready to go on: iteration by iteration, with the model usable after each. */
export function trainingRun(job: TableTraining): TrainingRun {
  const { model, best, learningRate, isSettled = () => false } = job;
  const start = model.iteration;
  const end = start + job.iterations;
  const flag = interruptFlag();
  return {
    start,
    end,
    learningRate,
    history: model.history,
    iteration: () => model.iteration,
    ended: () => model.iteration >= end || isSettled(),
    isLatest: job.isLatest,
    advance() {
      checkInterruptFlag(flag, model.iteration, end);
      const loss = job.step();
      const iteration = model.iteration + 1;
      if (!job.isSound(loss)) {
        goBack(model, best);
        throw job.failure(iteration);
      }
      best.offer(iteration, loss);
      model.history.record(iteration, loss);
      model.iteration = iteration;
      return loss;
    },
  };
}

/** Returns to the best factors of a training. */
export function goBack(model: TableTraining["model"], best: BestFactors): void {
  best.restore();
  model.iteration = best.iteration;
  model.history.rewind(best.iteration);
}

/** Trains one iteration for each event taken. */
export function* iterationEvents(run: TrainingRun): Generator<IterationEvent, void, undefined> {
  while (!run.ended()) {
    const loss = run.advance();
    yield { type: "iteration", iteration: run.iteration(), iterations: run.end, loss };
  }
}
