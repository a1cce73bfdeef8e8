import { lossPayload } from "./build-loss";
import type { LossHistory } from "./build-loss";
import { PAYLOAD_VERSION } from "./types";
import type { TextPayload, TrainingPayload } from "./types";

/** The most points of a curve that is redrawn many times a second. */
const MOST_LIVE_POINTS = 120;

/** The input of a training's payload; the fields are those of {@link TrainingPayload}. */
export interface TrainingLike extends Omit<TrainingPayload, "version" | "kind" | "loss" | "notes"> {
  /** The losses so far. */
  readonly history: LossHistory;
  /** Sentences below the numbers, such as warnings. @default none */
  readonly notes?: readonly TextPayload[];
}

/** A training's progress as a payload; while it runs, its curve has fewer points, but always the last one. */
export function trainingPayload(training: TrainingLike): TrainingPayload {
  const { state, start, iteration, iterations, divergedAt, learningRate, history, timing } = training;
  const { notes = [] } = training;
  return {
    version: PAYLOAD_VERSION,
    kind: "training",
    state,
    start,
    iteration,
    iterations,
    divergedAt,
    learningRate,
    loss: lossPayload(history, state === "running" ? MOST_LIVE_POINTS : undefined),
    timing: { ...timing },
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
  };
}
