import { DivergenceError } from "../errors";
import { smallest } from "../lists";
import { MatrixFactorization } from "../models/matrix-factorization";
import { lossPayload } from "../payload/build-loss";
import type { FactorizationPayload, TrainingStage } from "../payload/types";
import type { TrainingEvent } from "../training/history";
import { FrameRecorder } from "./frames";
import { guesses, guessError, heldOutCells, seenData } from "./held-out";
import type { Experiment, RunStart, Trace } from "./types";

/** Makes the model of an experiment, not yet trained. @throws as MatrixFactorization does. */
export function modelOf(experiment: Experiment): MatrixFactorization {
  const { features, seed, initRange, labels } = experiment;
  return new MatrixFactorization(seenData(experiment), features, {
    seed,
    initRange,
    ...(labels ? { labels } : {}),
  });
}

/** The start of an experiment's training, with its factors drawn. @throws as MatrixFactorization does. */
export function startOf(experiment: Experiment): RunStart {
  const { data, L, U, features } = modelOf(experiment);
  const { learningRate, iterations, regularization = 0 } = experiment;
  const stages = [{ learningRate, iterations, ...(regularization > 0 ? { regularization } : {}) }];
  const { rows, columns } = data;
  const heldOut = heldOutCells(experiment);
  const start = { rows, columns, features, data: data.values, L: L.values, U: U.values, stages };
  return { ...start, ...(heldOut ? { heldOut } : {}) };
}

/** The start of a payload's training; null if the payload does not hold it. */
export function replayOf({ data, L, replay }: FactorizationPayload): RunStart | null {
  if (!replay) return null;
  return {
    rows: data.rows,
    columns: data.columns,
    features: L.columns,
    data: Float64Array.from(data.values, (value) => value ?? NaN),
    L: Float64Array.from(replay.L),
    U: Float64Array.from(replay.U),
    stages: replay.stages,
  };
}

/** The iterations of all stages together. */
export function iterationsOf(stages: readonly TrainingStage[]): number {
  return stages.reduce((sum, stage) => sum + stage.iterations, 0);
}

/** Estimates how many multiplications a run takes. */
export function costOf({
  rows,
  columns,
  features,
  stages,
}: Pick<RunStart, "rows" | "columns" | "features" | "stages">): number {
  return 5 * rows * columns * features * iterationsOf(stages);
}

/** A training that runs one iteration at a time and records its states and losses. */
export class Run {
  private readonly model: MatrixFactorization;
  private readonly recorder: FrameRecorder;
  private readonly events: Generator<TrainingEvent, void, undefined>;
  /** Every loss, including those of a diverging run, which the model itself forgets. */
  private readonly losses: { iterations: number[]; loss: number[] } = { iterations: [], loss: [] };
  /** The loss on held-out cells at each of them; empty where there are none. */
  private readonly validation: number[] = [];
  private divergedAt: number | null = null;
  private ended = false;

  constructor(private readonly start: RunStart) {
    const { rows, columns, features } = start;
    this.model = new MatrixFactorization({ rows, columns, values: start.data }, features, {
      init: {
        L: { rows, columns: features, values: start.L },
        U: { rows: features, columns, values: start.U },
      },
    });
    this.recorder = new FrameRecorder(this.model.L.values, this.model.U.values);
    this.record(0, this.model.loss);
    this.events = stageEvents(this.model, start.stages);
  }

  /** Runs one iteration. @returns whether another one follows. */
  advance(): boolean {
    if (this.ended) return false;
    try {
      const next = this.events.next();
      if (next.done) this.ended = true;
      else this.record(next.value.iteration, next.value.loss);
    } catch (error) {
      if (!(error instanceof DivergenceError)) throw error;
      this.divergedAt = error.iteration;
      this.ended = true;
    }
    return !this.ended;
  }

  /** The states and losses so far. */
  trace(): Trace {
    const { model, recorder, divergedAt, ended } = this;
    return {
      // After divergence the model is back at its best state, but the frames show how it diverged.
      frames: divergedAt === null ? recorder.frames(model.iteration, model.loss) : recorder.recorded(),
      loss: lossPayload(this.losses),
      ...(this.start.heldOut ? this.measured() : {}),
      iteration: model.iteration,
      divergedAt,
      ended,
    };
  }

  private record(iteration: number, loss: number): void {
    this.recorder.offer(iteration, loss);
    this.losses.iterations.push(iteration);
    this.losses.loss.push(loss);
    const { heldOut } = this.start;
    if (!heldOut) return;
    const guessed = guesses(heldOut, this.start, { L: this.model.L.values, U: this.model.U.values });
    this.validation.push(guessError(guessed, heldOut.values).loss);
  }

  /** The losses on held-out cells, always with the lowest one, and where that is. */
  private measured(): Pick<Trace, "validation" | "bestAt"> {
    const { validation, losses } = this;
    const best = validation.indexOf(smallest(validation));
    const bestAt = losses.iterations[best];
    const kept = lossPayload({ iterations: losses.iterations, loss: validation });
    if (kept.iterations.includes(bestAt)) return { validation: kept, bestAt };
    const before = kept.iterations.filter((iteration) => iteration < bestAt).length;
    kept.iterations.splice(before, 0, bestAt);
    kept.values.splice(before, 0, validation[best]);
    return { validation: kept, bestAt };
  }
}

function* stageEvents(
  model: MatrixFactorization,
  stages: RunStart["stages"],
): Generator<TrainingEvent, void, undefined> {
  for (const stage of stages) yield* model.trainingEvents(stage);
}

/** Runs a training to its end. */
export function runToEnd(start: RunStart): Trace {
  const run = new Run(start);
  while (run.advance());
  return run.trace();
}
