import { DivergenceError } from "../../src/errors";
import type { Experiment, Trace } from "../../src/experiment/types";
import { MatrixFactorization } from "../../src/models/matrix-factorization";

/** Trains an experiment without unknown cells and keeps its whole loss curve, but no frames. */
export function train({ data, features, learningRate, iterations, seed }: Experiment): Trace {
  const fac = new MatrixFactorization(data as number[][], features, { seed });
  let divergedAt: number | null = null;
  try {
    fac.trainModel({ learningRate, iterations });
  } catch (error) {
    if (!(error instanceof DivergenceError)) throw error;
    divergedAt = error.iteration;
  }
  const loss = { iterations: Array.from(fac.history.iterations), values: Array.from(fac.history.loss) };
  return { frames: [], loss, iteration: fac.iteration, divergedAt, ended: true };
}

/** A trace with a given loss curve, one loss an iteration. */
export function traceOf(values: number[], divergedAt: number | null = null): Trace {
  const iterations = values.map((_, k) => k);
  return { frames: [], loss: { iterations, values }, iteration: values.length - 1, divergedAt, ended: true };
}
