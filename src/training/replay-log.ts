import { append } from "../lists";
import type { ReplayPayload, TrainingStage } from "../payload/types";

/** How far a loss may be from the recorded one by rounding alone, as shares of both and of the data's mean square. */
const ROUNDING = { ofLoss: 1e-9, ofData: 1e-18 };

/** The options of a training stage, without its length. */
export type StageOptions = Omit<TrainingStage, "iterations">;

/** A replay log as it is saved. */
export interface ReplayLogRecord {
  /** The factors before any training; null if training alone did not make the current ones. */
  start: {
    /** rows × features. */
    L: Float64Array;
    /** features × columns. */
    U: Float64Array;
  } | null;
  /** The stages, in order. */
  stages: {
    /** The iteration at which the stage began. */
    from: number;
    /** The options of the stage. */
    way: StageOptions;
  }[];
  /** Whether anything other than training changed the factors. */
  broken: boolean;
}

/** A model's starting factors and the stages of its training, so that a view can replay them. */
export class ReplayLog {
  /** The factors before any training; null if training alone did not make the current ones. */
  private start: { L: Float64Array; U: Float64Array } | null = null;
  private readonly stages: { from: number; way: StageOptions }[] = [];
  private broken = false;

  constructor(
    private readonly L: Float64Array,
    private readonly U: Float64Array,
  ) {}

  /**
   * Notes that a stage begins at iteration `from`.
   * @param loss the loss of the current factors.
   * @param recorded the last recorded loss: if it differs, somebody has changed the factors since.
   * @param meanSquare the mean square of the data.
   */
  begin(
    from: number,
    options: StageOptions,
    loss: number,
    recorded: number | undefined,
    meanSquare: number,
  ): void {
    if (from === 0) {
      this.start = { L: this.L.slice(), U: this.U.slice() };
      this.stages.length = 0;
      this.broken = false;
    } else if (recorded === undefined || !isClose(loss, recorded, meanSquare)) {
      this.broken = true;
    }
    this.stages.push({ from, way: options });
  }

  record(): ReplayLogRecord {
    return { start: this.start, stages: [...this.stages], broken: this.broken };
  }

  /** Restores a saved log. */
  take({ start, stages, broken }: ReplayLogRecord): void {
    this.start = start;
    this.stages.length = 0;
    append(this.stages, stages);
    this.broken = broken;
  }

  /** @param iteration the model's current iteration. */
  replay(iteration: number): ReplayPayload | null {
    if (this.broken) return null;
    // Before any training, the current factors are the starting ones.
    const { L, U } = (iteration > 0 && this.start) || { L: this.L, U: this.U };
    const stages = this.stages.map(({ from, way: options }, k) => {
      const end = k + 1 < this.stages.length ? this.stages[k + 1].from : iteration;
      return { ...options, iterations: end - from };
    });
    return {
      L: Array.from(L),
      U: Array.from(U),
      stages: stages.filter(({ iterations }) => iterations > 0),
    };
  }
}

/** A loss near zero is the square of rounding errors, so its relative error may be 100 %. */
function isClose(a: number, b: number, meanSquare: number): boolean {
  return Math.abs(a - b) <= ROUNDING.ofLoss * Math.max(a, b) + ROUNDING.ofData * meanSquare;
}
