import type { ReplayPayload, TrainingStage } from "../payload/types";

/** How far a loss may be from the recorded one by rounding alone, as shares of both and of the data's mean square. */
const ROUNDING = { ofLoss: 1e-9, ofData: 1e-18 };

/** How a training goes, but for its length. */
export type StageOptions = Omit<TrainingStage, "iterations">;

/** A trail as it is written down. */
export interface ReplayLogRecord {
  /** The factors before any training; null where training alone did not make the present ones. */
  start: {
    /** rows × features. */
    L: Float64Array;
    /** features × columns. */
    U: Float64Array;
  } | null;
  /** The trainings, one after the other. */
  stages: {
    /** The iteration from which it went on. */
    from: number;
    /** How it went. */
    way: StageOptions;
  }[];
  /** Whether the factors were changed by something else than training. */
  broken: boolean;
}

/** Where a model's factors began and which trainings they went through, so that a view can go the same way again. */
export class ReplayLog {
  /** The factors before any training; null where training alone did not make them. */
  private start: { L: Float64Array; U: Float64Array } | null = null;
  private readonly stages: { from: number; way: StageOptions }[] = [];
  private broken = false;

  constructor(
    private readonly L: Float64Array,
    private readonly U: Float64Array,
  ) {}

  /**
   * A training begins at iteration `from`.
   * @param loss of the factors as they are now.
   * @param recorded the last recorded loss: another one means that somebody has changed the factors since.
   * @param meanSquare of the data.
   */
  begin(
    from: number,
    way: StageOptions,
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
    this.stages.push({ from, way });
  }

  record(): ReplayLogRecord {
    return { start: this.start, stages: [...this.stages], broken: this.broken };
  }

  /** Takes the place of a trail that was written down. */
  take({ start, stages, broken }: ReplayLogRecord): void {
    this.start = start;
    this.stages.splice(0, this.stages.length, ...stages);
    this.broken = broken;
  }

  /** @param iteration where the model stands. */
  replay(iteration: number): ReplayPayload | null {
    if (this.broken) return null;
    // Before any training, the factors begin where they are.
    const { L, U } = (iteration > 0 && this.start) || { L: this.L, U: this.U };
    const stages = this.stages.map(({ from, way }, k) => {
      const end = k + 1 < this.stages.length ? this.stages[k + 1].from : iteration;
      return { ...way, iterations: end - from };
    });
    return {
      L: Array.from(L),
      U: Array.from(U),
      stages: stages.filter(({ iterations }) => iterations > 0),
    };
  }
}

/** A loss near zero is the square of rounding errors, and may differ by all of itself. */
function isClose(a: number, b: number, meanSquare: number): boolean {
  return Math.abs(a - b) <= ROUNDING.ofLoss * Math.max(a, b) + ROUNDING.ofData * meanSquare;
}
