import { PAYLOAD_VERSION } from "../payload/types";
import type { GuessViewPayload } from "../payload/types";
import { runToEnd, startOf } from "./run";
import { sweepsOf } from "./sweep";
import type { Experiment } from "./types";

/** Trains an experiment with held-out cells, and the sweeps beside it, as a payload. */
export function guessPayload(experiment: Experiment): GuessViewPayload {
  const start = startOf(experiment);
  const trace = runToEnd(start);
  const { rows, columns, features, stages } = start;
  // A training that diverged went back to its best state.
  const reached = trace.frames.filter(({ iteration }) => iteration <= trace.iteration);
  const end = reached[reached.length - 1];
  const { labels, heldOut = [], learningRate, seed } = experiment;
  const factors = { L: Array.from(end.L), U: Array.from(end.U) };
  const known = trace.divergedAt === null;
  return {
    version: PAYLOAD_VERSION,
    kind: "guess",
    data: { rows, columns, values: experiment.data.flat() },
    L: { rows, columns: features, values: factors.L },
    U: { rows: features, columns, values: factors.U },
    loss: trace.loss,
    iteration: end.iteration,
    learningRate,
    seed,
    ...(labels ? { labels } : {}),
    ...(known ? {} : { divergedAt: trace.divergedAt ?? undefined }),
    ...(known ? { replay: { L: Array.from(start.L), U: Array.from(start.U), stages } } : {}),
    heldOut,
    validation: trace.validation ?? { iterations: [], values: [] },
    sweeps: sweepsOf(experiment),
  };
}
