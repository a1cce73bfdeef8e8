import type { RunOptions } from "../../kernels/run";
import { mapped } from "../../kernels/slices";
import type { Sliced } from "../../kernels/slices";
import type { Matrix } from "../../matrix/matrix";
import { createRandom, shuffle } from "../../matrix/random";
import { squaredError, sumOfSquares } from "../../numerics/dense";
import { gradientIteration } from "../../numerics/gradient-iteration";
import { batchIteration, stochasticIteration } from "../../numerics/gradient-methods";
import { isLong, knownCells, knownIteration, knownSquaredError } from "../../numerics/known-cells";
import type { IterationParts, KnownCells } from "../../numerics/known-cells";
import type { TrainingStage } from "../../payload/types";
import { inParts } from "../tables/in-parts";
import type { Iteration } from "../tables/table-training";
import { gramDescent, takesKernel } from "./gram-kernel";

/** The options that determine the iteration. */
type StageMethod = Pick<TrainingStage, "method" | "regularization" | "seed">;

/** The objective of training without its penalty: the mean squared error over the known cells of data ≈ L·U. */
export interface Objective {
  /** The loss of the current factors. */
  loss(how: RunOptions): number;
  /** The loss of predicting zero everywhere. */
  readonly ofZero: number;
  /**
   * Prepares iterations; each call of the function returned does one, or changes nothing if it is stopped on its way, and
   * gives the loss.
   */
  iteration(options: StageMethod): Sliced<Iteration, number>;
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
      if (byKernel) return mapped(byKernel.iteration(regularization), (sum) => sum / cells);
      const step = gradientIteration(D, L.values, U.values, ...shape, regularization);
      return ({ learningRate }) => step(learningRate!) / cells;
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
      return inParts([L.values, U.values], isLong(known, L.columns), ([l, u]) => {
        const { parts, E } = partsOverKnown(known, l, u, L.columns, data.columns, options);
        return { parts, found: () => sumOfSquares(E) / cells };
      });
    },
  };
}

function partsOverKnown(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  { method = "coordinate", regularization = 0, seed = 0 }: StageMethod,
): IterationParts {
  const given = [known, L, U, features, columns, regularization] as const;
  switch (method) {
    case "coordinate":
      return knownIteration(...given);
    case "batch":
      return batchIteration(...given);
    case "stochastic": {
      const order = Int32Array.from(known.values, (_, p) => p);
      shuffle(order, createRandom(seed, "order of cells"));
      return stochasticIteration(...given, order);
    }
  }
}
