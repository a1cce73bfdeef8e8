import type { TrainingMethod, TrainingStage } from "../../payload/types";
import { checkSeed } from "../../matrix/random";
import {
  checkChoice,
  checkNotNegative,
  checkOptionNames,
  checkPositive,
  checkWhole,
} from "../../training/options";

/** How {@link MatrixFactorization.trainModel} trains. */
export interface TrainOptions {
  /** The length of a step along the gradient, > 0. @default 0.1 */
  learningRate?: number;
  /** The number of updates of all of L and U, a whole number ≥ 1. @default 700 */
  iterations?: number;
  /**
   * λ, the L2 penalty on the factors, ≥ 0: training lowers the mean of error² + λ·(‖L[u]‖² + ‖U[:,i]‖²) over the known
   * cells (u, i). The displayed `loss` remains the mean squared error, without the penalty. @default 0
   */
  regularization?: number;
  /**
   * The order of the updates. "coordinate", as in the original notebook: one entry of L after the other, then of U,
   * with all earlier updates in place. "batch": all entries at once. "stochastic": one known cell after another, each
   * with its own gradient, in an order that `seed` shuffles. @default "coordinate"
   */
  method?: TrainingMethod;
  /** Shuffles the cells of "stochastic", the same way in each iteration. @default the model's seed, or 0 without one */
  seed?: number;
  /**
   * How many threads may work, a whole number from 1 to 256; small tables take one. The result does not depend on it.
   * @default as many as the machine runs at once, up to 8; 1 where threads cannot share memory, as in most pages
   */
  threads?: number;
}

export const TRAIN_OPTIONS = [
  "learningRate",
  "iterations",
  "regularization",
  "method",
  "seed",
  "threads",
] as const;

/** Checks the options and returns a training stage without the default values. @throws ValueError */
export function checkTrainOptions(options: TrainOptions, seed: number | null): TrainingStage {
  checkOptionNames(options, TRAIN_OPTIONS);
  const learningRate = checkPositive(options.learningRate ?? 0.1, "learningRate");
  const iterations = checkWhole(options.iterations ?? 700, "iterations", 1);
  const regularization = checkNotNegative(options.regularization ?? 0, "regularization");
  const methods = ["coordinate", "batch", "stochastic"] as const;
  const method = checkChoice(options.method ?? "coordinate", "method", methods);
  const shuffled = checkSeed(options.seed ?? seed ?? 0);
  return {
    learningRate,
    iterations,
    ...(regularization > 0 ? { regularization } : {}),
    ...(method === "coordinate" ? {} : { method }),
    ...(method === "stochastic" ? { seed: shuffled } : {}),
  };
}
