import { smallest } from "../lists";
import { seenData } from "./held-out";
import { rankFacts } from "./rank";
import type { RankFacts } from "./rank";
import type { Experiment, Trace } from "./types";

/**
 * How a training went.
 * - `untrained`: no iteration has been done.
 * - `exact`: L·U agrees with the known cells to six digits.
 * - `converged`: the loss is as low as any product with these features can reach, or no longer falls.
 * - `stalled`: the loss hardly falls, though a product with these features could come much closer.
 * - `falling`: the loss still falls.
 * - `oscillating`: the loss goes up and down.
 * - `diverged`: the loss grew without bound.
 */
export type VerdictState =
  "untrained" | "exact" | "converged" | "stalled" | "falling" | "oscillating" | "diverged";

/** A verdict of one kind. */
export interface VerdictOf<State extends VerdictState> {
  /** How the training went. */
  state: State;
  /** The iteration of the last state, or of the best one if the training diverged. */
  iteration: number;
  /** The mean squared error there, over the known cells. */
  loss: number;
  /** The mean squared error before training. */
  startLoss: number;
  /** The share of the loss that the last tenth of the iterations removed: 0.5 if they halved it. */
  fall: number;
  /** How many cells are unknown. */
  unknown: number;
  /** How many known cells training does not see. */
  heldOut: number;
  /** Null if a cell is unknown. */
  rank: RankFacts | null;
}

/** What is said of a training that diverged. */
export interface DivergedVerdict extends VerdictOf<"diverged"> {
  /** The iteration at which the training diverged. */
  divergedAt: number;
  /** The learning rate with which it diverged. */
  learningRate: number;
}

/** What is said of a training: how it went, and the numbers that show it. */
export type Verdict = VerdictOf<Exclude<VerdictState, "diverged">> | DivergedVerdict;

/** A loss below this share of the data's mean square means that six digits agree. */
const EXACT = 1e-12;
/** A loss this close to the best one, as a share of the data's mean square, has reached it. */
const REACHED = 1e-6;
/** A loss that the last tenth of the training lowers by less than this share no longer falls. */
const FLAT = 1e-3;
/** A loss above this share of the first one has hardly moved. */
const HARDLY_BEGUN = 0.5;
/** Rises smaller than this share of the loss are rounding. */
const VISIBLE = 1e-4;

/**
 * Judges a training by its loss curve and by the rank of its data. Pure, and fast enough to be called after each
 * change: it looks at a few hundred losses and the singular values of the data.
 * @param rank the result of {@link rankFacts}, if it is known already.
 */
export function verdict(
  experiment: Experiment,
  trace: Trace,
  rank: RankFacts | null = rankFacts(seenData(experiment), experiment.features),
): Verdict {
  const seen = seenData(experiment).flat();
  const known = seen.filter((value) => value !== null);
  const heldOut = experiment.heldOut?.length ?? 0;
  const { iterations, values } = trace.loss;
  // Where no loss was recorded, as before any training, that of the last state is known.
  const frameLoss = trace.frames.at(-1)?.loss ?? NaN;
  const loss = trace.divergedAt === null ? (values.at(-1) ?? frameLoss) : smallest(values);
  const common = {
    iteration: trace.iteration,
    loss,
    startLoss: values[0] ?? frameLoss,
    fall: fallAtEnd(iterations, values),
    unknown: seen.length - known.length - heldOut,
    heldOut,
    rank,
  };
  if (trace.divergedAt !== null) {
    const { divergedAt } = trace;
    return { ...common, state: "diverged", divergedAt, learningRate: experiment.learningRate };
  }
  const meanSquare = known.reduce((sum, value) => sum + value * value, 0) / Math.max(1, known.length);
  // What a penalty leaves of the loss is not for want of steps.
  const reachable = experiment.regularization === undefined ? rank : null;
  return { ...common, state: verdictState({ ...common, rank: reachable }, values, meanSquare) };
}

function verdictState(
  { loss, startLoss, fall, rank, iteration }: Omit<VerdictOf<VerdictState>, "state" | "unknown" | "heldOut">,
  values: readonly number[],
  meanSquare: number,
): Exclude<VerdictState, "diverged"> {
  if (iteration === 0) return "untrained";
  if (loss <= EXACT * meanSquare) return "exact";
  if (oscillates(values)) return "oscillating";
  const above = loss - (rank?.reachable ?? 0);
  if (above <= REACHED * meanSquare) return "converged";
  if (fall >= FLAT) return "falling";
  // With unknown cells nobody knows what can be reached; a training that has hardly begun has not reached it.
  if (rank === null) return loss > HARDLY_BEGUN * startLoss ? "stalled" : "converged";
  return above > 0.01 * rank.reachable + 1e-3 * meanSquare ? "stalled" : "converged";
}

function fallAtEnd(iterations: readonly number[], values: readonly number[]): number {
  const last = values.length - 1;
  if (last < 1) return 0;
  const from = iterations[0] + 0.9 * (iterations[last] - iterations[0]);
  // The first point in the last tenth, but at the latest the one before the last.
  const before = Math.min(
    last - 1,
    iterations.findIndex((iteration) => iteration >= from),
  );
  return values[before] > 0 ? Math.max(0, 1 - values[last] / values[before]) : 0;
}

/** Whether the second half of the curve rises again and again, by more than rounding. */
function oscillates(values: readonly number[]): boolean {
  const half = values.slice(Math.floor(values.length / 2));
  const rises = half.filter((value, k) => k > 0 && value > half[k - 1] * (1 + VISIBLE)).length;
  return half.length > 2 && rises >= Math.max(2, half.length / 5);
}
