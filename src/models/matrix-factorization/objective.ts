import type { RunOptions } from "../../kernels/run";
import type { Matrix } from "../../matrix/matrix";
import { createRandom, shuffle } from "../../matrix/random";
import { squaredError, sumOfSquares } from "../../numerics/dense";
import { gradientIteration } from "../../numerics/gradient-iteration";
import { batchIteration, stochasticIteration } from "../../numerics/gradient-methods";
import { knownCells, knownIteration, knownSquaredError } from "../../numerics/known-cells";
import type { KnownCells } from "../../numerics/known-cells";
import type { TrainingStage } from "../../payload/types";
import { gramDescent, takesKernel } from "./gram-kernel";

/** The options that determine the iteration. */
type StageMethod = Pick<TrainingStage, "method" | "regularization" | "seed">;

/** One iteration. @returns the loss after it. */
type Iteration = (learningRate: number, how: RunOptions) => number;

/** The objective of training without its penalty: the mean squared error over the known cells of data ≈ L·U. */
export interface Objective {
  /** The loss of the current factors. */
  loss(how: RunOptions): number;
  /** The loss of predicting zero everywhere. */
  readonly ofZero: number;
  /** Prepares iterations; each call of the function returned does one, or changes nothing if it is stopped on its way. */
  iteration(options: StageMethod): Iteration;
  /** Says that no further iteration is to come for now. */
  rest(): void;
}

/** The objective of a model; L and U are read and updated in place. */
export function objective(data: Matrix, L: Matrix, U: Matrix): Objective {
  // NaN where any cell is unknown.
  const squares = sumOfSquares(data.values);
  return Number.isNaN(squares) ? objectiveOverKnown(data, L, U) : objectiveOverAll(data, L, U, squares);
}

/** @param squares the sum of the squares of all cells. */
function objectiveOverAll(data: Matrix, L: Matrix, U: Matrix, squares: number): Objective {
  const { rows, columns, values: D } = data;
  const cells = rows * columns;
  const shape = [rows, L.columns, columns] as const;
  const byKernel = takesKernel(...shape)
    ? gramDescent(D, { L: L.values, U: U.values }, ...shape, squares)
    : null;
  return {
    loss: (how) =>
      (byKernel?.squaredError(how) ?? squaredError(D, L.values, U.values, rows, columns, L.columns)) / cells,
    ofZero: squares / cells,
    rest: () => byKernel?.rest(),
    iteration(options) {
      // Only the original notebook's method is faster if all cells are known.
      if (options.method !== undefined && options.method !== "coordinate")
        return objectiveOverKnown(data, L, U).iteration(options);
      const { regularization = 0 } = options;
      if (byKernel) return (rate, how) => byKernel.iterate(rate, regularization, how) / cells;
      const step = gradientIteration(D, L.values, U.values, ...shape, regularization);
      return (rate) => step(rate) / cells;
    },
  };
}

function objectiveOverKnown(data: Matrix, L: Matrix, U: Matrix): Objective {
  const known = knownCells(data.values, data.rows, data.columns);
  const cells = known.values.length;
  return {
    loss: () => knownSquaredError(known, L.values, U.values, L.columns, data.columns) / cells,
    ofZero: sumOfSquares(known.values) / cells,
    rest: () => undefined,
    iteration(options) {
      const step = stepOverKnown(known, L, U, options);
      return (rate) => step(rate) / cells;
    },
  };
}

function stepOverKnown(
  known: KnownCells,
  L: Matrix,
  U: Matrix,
  options: StageMethod,
): (learningRate: number) => number {
  const { method = "coordinate", regularization = 0, seed = 0 } = options;
  const [l, u, features, columns] = [L.values, U.values, L.columns, U.columns];
  switch (method) {
    case "coordinate":
      return knownIteration(known, l, u, features, columns, regularization);
    case "batch":
      return batchIteration(known, l, u, features, columns, regularization);
    case "stochastic": {
      const order = Int32Array.from(known.values, (_, p) => p);
      shuffle(order, createRandom(seed, "order of cells"));
      return stochasticIteration(known, l, u, features, columns, regularization, order);
    }
  }
}
