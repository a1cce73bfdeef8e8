import { runToEnd, startOf } from "../../src/experiment/run";
import type { Experiment, Trace } from "../../src/experiment/types";

export function train(experiment: Experiment): Trace {
  return runToEnd(startOf(experiment));
}

/** A trace with a given loss curve, one loss an iteration. */
export function traceOf(values: number[], divergedAt: number | null = null): Trace {
  const iterations = values.map((_, k) => k);
  return { frames: [], loss: { iterations, values }, iteration: values.length - 1, divergedAt, ended: true };
}
