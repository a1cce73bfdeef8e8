import { costOf, lossOf, replayOf, startOf } from "factorlab/view";
import type {
  CellsPayload,
  Experiment,
  FactorizationPayload,
  Frame,
  GuessViewPayload,
  HeldOutCells,
  Labels,
  LossPayload,
  MatrixPayload,
  RunPayload,
  RunStart,
  TextPayload,
  Trace,
  TrainingStage,
} from "factorlab/view";
import { t } from "../words";

/** The factorization on the screen, from an output or an experiment. */
export interface Subject {
  /** What stands above it, as the payload has it. */
  title?: TextPayload;
  /** What training sees: held-out cells are unknown to it. */
  data: CellsPayload;
  /** The known cells that it does not see; absent where it sees all. */
  heldOut?: HeldOutCells;
  labels?: Labels;
  /** Whether no number of the factors may be negative. */
  nonnegative?: boolean;
  /** Whether the factors were found directly, not by training. */
  direct?: boolean;
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

/** What a workbench shows: a factorization, of which some cells may be held out. */
export type WorkbenchPayload = FactorizationPayload | GuessViewPayload;

export function ofPayload(whole: WorkbenchPayload): Subject {
  const { payload, heldOut, validation } = withoutHeldOut(whole);
  const { data, L, seed, learningRate, labels, loss, iteration, divergedAt, replay } = payload;
  const replayed = replayOf(payload);
  const start = replayed && { ...replayed, ...(heldOut ? { heldOut } : {}) };
  const frames = recorded(payload);
  return {
    ...(payload.title !== undefined ? { title: payload.title } : {}),
    data,
    ...(heldOut ? { heldOut } : {}),
    labels,
    features: L.columns,
    ...(payload.nonnegative ? { nonnegative: true } : {}),
    ...(payload.direct ? { direct: true } : {}),
    seed,
    learningRate,
    stages: replay?.stages ?? [],
    start: start && costOf(start) <= MOST_COST ? start : null,
    trace: {
      frames,
      loss: loss.values.length > 0 ? loss : lossAtEnd(frames),
      ...(validation ? { validation } : {}),
      iteration,
      divergedAt: divergedAt ?? null,
      ended: true,
    },
  };
}

/** What training saw of a payload, and what was held out of it. */
function withoutHeldOut(whole: WorkbenchPayload): {
  payload: FactorizationPayload;
  heldOut?: HeldOutCells;
  validation?: LossPayload;
} {
  if (whole.kind === "factorization") return { payload: whole };
  const { heldOut: cells, validation, ...parts } = whole;
  const { rows, columns, values } = parts.data;
  const places = cells.map(([row, column]) => row * columns + column);
  const hidden = new Set(places);
  const seen = values.map((value, place) => (hidden.has(place) ? null : value));
  return {
    payload: { ...parts, kind: "factorization", data: { rows, columns, values: seen } },
    heldOut: { places, values: places.map((place) => values[place] ?? NaN) },
    ...(validation.values.length > 0 ? { validation } : {}),
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
  const { heldOut } = start;
  const data = {
    rows,
    columns,
    values: Array.from(start.data, (value) => (Number.isNaN(value) ? null : value)),
  };
  const loss = lossOf(data, start);
  const first: Frame = { iteration: 0, loss, L: start.L, U: start.U };
  return {
    data,
    ...(heldOut ? { heldOut } : {}),
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

/** Whether a stage is the original notebook's method, which the microscope writes out: sweeps without a penalty. */
export function isOriginalMethod(stage: TrainingStage): boolean {
  return isSweeping(stage) && (stage.regularization ?? 0) === 0;
}

/** Whether a stage sweeps from entry to entry, as the playground trains. */
export function isSweeping({ method = "coordinate" }: TrainingStage): boolean {
  return method === "coordinate";
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
export function runOf({ seed }: Subject, { loss, validation, bestAt, divergedAt }: Trace): RunPayload {
  return {
    name: seed === null ? t("loss") : t("seed {seed}", { seed }),
    loss,
    ...(validation ? { validation } : {}),
    ...(validation && bestAt !== undefined ? { bestAt } : {}),
    ...(divergedAt === null ? {} : { divergedAt }),
  };
}
