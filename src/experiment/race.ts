import { knownCells, knownErrors, knownLines, sweepLines } from "../numerics/known-cells";
import type { KnownCells, Lines } from "../numerics/known-cells";
import { sumOfSquares } from "../numerics/dense";
import { lossPayload } from "../payload/build-loss";
import type { LossPayload, RaceUnit, TrainingStage } from "../payload/types";
import { iterationsOf, Run } from "./run";
import type { RunStart } from "./types";

/** The losses of a machine's run, counted as a person's turns are where that is possible. */
export interface MachineRun {
  /** The losses, from that of the start on; `iterations` counts what `unit` says. */
  loss: LossPayload;
  /** Updates of one number each, or iterations over all of them. */
  unit: RaceUnit;
  /** The update or iteration at which the run left all bounds; null where it did not. */
  divergedAt: number | null;
}

/** More updates than this are counted in iterations. */
const MOST_UPDATES = 400_000;
/** The most points of the curve. */
const MOST_POINTS = 4000;
/** A loss this many times worse than both the start and predicting zero everywhere has left all bounds, as in training. */
const MOST_GROWTH = 1e6;

/**
 * Trains from a start, a piece at a time: it yields whenever something else may happen. Coordinate descent changes one
 * number after the other, and has a loss after each update; other methods have one after each iteration.
 */
export function* machineRun(start: RunStart): Generator<undefined, MachineRun, undefined> {
  const numbers = start.L.length + start.U.length;
  const bySingle = start.stages.every(({ method = "coordinate" }) => method === "coordinate");
  if (bySingle && numbers * iterationsOf(start.stages) <= MOST_UPDATES) return yield* byUpdates(start);
  const run = new Run(start);
  while (run.advance()) yield;
  const { loss, divergedAt } = run.trace();
  return { loss, unit: "iteration", divergedAt };
}

function* byUpdates(start: RunStart): Generator<undefined, MachineRun, undefined> {
  const sweep = new SingleUpdates(start);
  const bound = MOST_GROWTH * Math.max(sweep.loss, sweep.lossOfZero);
  const losses = [sweep.loss];
  for (const stage of start.stages) {
    for (let k = 0; k < stage.iterations; k++) {
      let sound = true;
      sweep.iteration(stage, (loss) => {
        sound &&= loss <= bound;
        if (sound) losses.push(loss);
      });
      if (!sound) return finished(losses, losses.length);
      yield;
    }
  }
  return finished(losses, null);
}

function finished(losses: readonly number[], divergedAt: number | null): MachineRun {
  const history = { iterations: losses.map((_, k) => k), loss: losses };
  return { loss: lossPayload(history, MOST_POINTS), unit: "update", divergedAt };
}

/** The iterations of coordinate descent, number by number. */
class SingleUpdates {
  private readonly known: KnownCells;
  private readonly lines: { across: Lines; down: Lines };
  private readonly L: Float64Array;
  private readonly U: Float64Array;
  private readonly E: Float64Array;

  constructor(private readonly start: RunStart) {
    this.known = knownCells(start.data, start.rows, start.columns);
    this.lines = knownLines(this.known, start.columns);
    [this.L, this.U] = [start.L.slice(), start.U.slice()];
    this.E = new Float64Array(this.known.values.length);
    this.measure();
  }

  get loss(): number {
    return sumOfSquares(this.E) / this.E.length;
  }

  get lossOfZero(): number {
    return sumOfSquares(this.known.values) / this.E.length;
  }

  /** Runs one iteration. @param after is called with the loss after each update */
  iteration({ learningRate, regularization = 0 }: TrainingStage, after: (loss: number) => void): void {
    const { columns, features } = this.start;
    const { across, down } = this.lines;
    const l = { line: features, feature: 1 };
    const u = { line: 1, feature: columns };
    const say = (): void => after(this.loss);
    this.measure();
    sweepLines(this.E, across, this.L, l, this.U, u, features, 2 * learningRate, regularization, say);
    sweepLines(this.E, down, this.U, u, this.L, l, features, 2 * learningRate, regularization, say);
  }

  /** Finds the errors anew, so that rounding errors cannot accumulate. */
  private measure(): void {
    const { features, columns } = this.start;
    knownErrors(this.known, this.L, this.U, features, columns, this.E);
  }
}
