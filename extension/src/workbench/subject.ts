import { costOf, lossOf, replayOf, startOf } from "factorlab/view";
import type {
  CellsPayload,
  Experiment,
  FactorizationPayload,
  Frame,
  Labels,
  LossPayload,
  MatrixPayload,
  RunPayload,
  RunStart,
  Trace,
  TrainingStage,
} from "factorlab/view";
import { t } from "../words";

/** The factorization on the screen, from an output or an experiment. */
export interface Subject {
  data: CellsPayload;
  labels?: Labels;
  /** Whether no number of the factors may be negative. */
  nonnegative?: boolean;
  features: number;
  seed: number | null;
  /** The learning rate of the last training, or null before any. */
  learningRate: number | null;
  stages: readonly TrainingStage[];
  /** The start from which it can be trained again in the browser; null if unknown, or if that would take too long. */
  start: RunStart | null;
  /** What is known without training again: at least the last state, and the losses. */
  trace: Trace;
}

/** The multiplications of about twenty seconds in a browser. */
const MOST_COST = 2e10;

export function ofPayload(payload: FactorizationPayload): Subject {
  const { data, L, seed, learningRate, labels, loss, iteration, divergedAt, replay } = payload;
  const start = replayOf(payload);
  const frames = recorded(payload);
  return {
    data,
    labels,
    features: L.columns,
    ...(payload.nonnegative ? { nonnegative: true } : {}),
    seed,
    learningRate,
    stages: replay?.stages ?? [],
    start: start && costOf(start) <= MOST_COST ? start : null,
    trace: {
      frames,
      loss: loss.values.length > 0 ? loss : lossAtEnd(frames),
      iteration,
      divergedAt: divergedAt ?? null,
      ended: true,
    },
  };
}

/** The loss of the last state, where none was recorded, as before any training. */
function lossAtEnd(frames: readonly Frame[]): LossPayload {
  const { iteration, loss } = frames[frames.length - 1];
  return Number.isFinite(loss) ? { iterations: [iteration], values: [loss] } : { iterations: [], values: [] };
}

/** @throws if no model can be made of the experiment. */
export function ofExperiment(experiment: Experiment): Subject {
  const start = startOf(experiment);
  const { rows, columns, features } = start;
  const data = { rows, columns, values: experiment.data.flat() };
  const loss = lossOf(data, start);
  const first: Frame = { iteration: 0, loss, L: start.L, U: start.U };
  return {
    data,
    labels: experiment.labels,
    features,
    seed: experiment.seed,
    learningRate: experiment.learningRate,
    stages: start.stages,
    start,
    trace: untrained(first),
  };
}

/** A factorization as it is before it is trained from other factors, of which no seed is known. */
export function from(subject: Subject, start: RunStart, loss: number): Subject {
  const first: Frame = { iteration: 0, loss, L: start.L, U: start.U };
  return { ...subject, seed: null, start, trace: untrained(first) };
}

function untrained(first: Frame): Trace {
  return {
    frames: [first],
    loss: { iterations: [0], values: [first.loss] },
    iteration: 0,
    divergedAt: null,
    ended: false,
  };
}

/** The recorded states of an output, and its last state, which is always known. */
function recorded(payload: FactorizationPayload): Frame[] {
  const { data, L, U, iteration, frames = [], loss } = payload;
  const lossAt = new Map(loss.iterations.map((each, k) => [each, loss.values[k]]));
  const frame = (each: Omit<Frame, "loss">): Frame => ({
    ...each,
    loss: lossAt.get(each.iteration) ?? lossOf(data, each),
  });
  const earlier = frames.filter((each) => each.iteration < iteration).map(frame);
  return [...earlier, frame({ iteration, L: L.values, U: U.values })];
}

/** The factors of a state as matrices; matrices of block means hold the size of the original ones. */
export function factorsOf({ data, features }: Subject, frame: Frame): { L: MatrixPayload; U: MatrixPayload } {
  const { of } = data;
  return {
    L: {
      rows: data.rows,
      columns: features,
      values: Array.from(frame.L),
      ...(of ? { of: { rows: of.rows, columns: features } } : {}),
    },
    U: {
      rows: features,
      columns: data.columns,
      values: Array.from(frame.U),
      ...(of ? { of: { rows: features, columns: of.columns } } : {}),
    },
  };
}

/** The stage of the iteration after `iteration`; null if the training was not gradient descent, as for NMF. */
export function stageAfter(subject: Subject, iteration: number): TrainingStage | null {
  if (!hasRate(subject)) return null;
  const { stages, learningRate } = subject;
  let end = 0;
  for (const stage of stages) {
    end += stage.iterations;
    if (iteration < end) return stage;
  }
  return stages.at(-1) ?? { learningRate: learningRate ?? 0.1, iterations: 1 };
}

/** Whether it was trained by gradient descent, or not at all: other training has no learning rate. */
export function hasRate({ learningRate, trace }: Subject): boolean {
  return learningRate !== null || trace.iteration === 0;
}

/** Whether a stage is the original notebook's method, which microscope and playground use: sweeps without a penalty. */
export function isOriginalMethod({ method = "coordinate", regularization = 0 }: TrainingStage): boolean {
  return method === "coordinate" && regularization === 0;
}

/** A relative difference that is too large for rounding errors. */
const APART = 1e-6;

/** Whether training again reached the output's last state; a person may have changed its factors by hand. */
export function agrees(replayed: Frame, output: Frame): boolean {
  const close = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
    for (let k = 0; k < a.length; k++) {
      if (!(Math.abs(a[k] - b[k]) <= APART * Math.max(1, Math.abs(b[k])))) return false;
    }
    return a.length === b.length;
  };
  return (
    replayed.iteration === output.iteration && close(replayed.L, output.L) && close(replayed.U, output.U)
  );
}

/** The frames whose loss is not far above the first one's: a diverging run would leave no colours for the others. */
export function boundedFrames(frames: readonly Frame[]): readonly Frame[] {
  const most = 10 * (frames[0]?.loss ?? 0);
  return frames.filter(({ loss }) => !(loss > most));
}

/** The run of a trace, for the chart. */
export function runOf({ seed }: Subject, { loss, divergedAt }: Trace): RunPayload {
  return {
    name: seed === null ? t("loss") : t("seed {seed}", { seed }),
    loss,
    ...(divergedAt === null ? {} : { divergedAt }),
  };
}
