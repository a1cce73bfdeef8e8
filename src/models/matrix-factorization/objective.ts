import type { RunOptions } from "../../kernels/run";
import type { Sliced } from "../../kernels/sliced";
import type { Matrix } from "../../matrix/matrix";
import { createRandom, shuffle } from "../../matrix/random";
import { squaredError, sumOfSquares } from "../../numerics/dense";
import { gradientIteration } from "../../numerics/gradient-iteration";
import { batchIteration, stochasticIteration } from "../../numerics/gradient-methods";
import { isLong, knownCells, knownIteration, knownSquaredError } from "../../numerics/known-cells";
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
      if (byKernel) return byKernel.iterate(regularization);
      const step = gradientIteration(D, L.values, U.values, ...shape, regularization);
      return ({ learningRate }) => step(learningRate!) / cells;
    },
  };
}

function objectiveOverKnown(
  data: Matrix,
  { values: L, columns: features }: Matrix,
  { values: U }: Matrix,
): Objective {
  const { rows, columns } = data;
  const known = knownCells(data.values, rows, columns);
  const cells = known.values.length;
  return {
    loss: () => knownSquaredError(known, L, U, features, columns) / cells,
    ofZero: sumOfSquares(known.values) / cells,
    rest: () => undefined,
    iteration: ({ method, regularization = 0, seed = 0 }) =>
      inParts([L, U], isLong(known, features), ([l, u]) => {
        const given = [known, l, u, features, columns, regularization] as const;
        const { parts, E } =
          method === "stochastic"
            ? stochasticIteration(...given, orderOfCells(cells, seed))
            : method === "batch"
              ? batchIteration(...given)
              : knownIteration(...given);
        return { parts, found: () => sumOfSquares(E) / cells };
      }),
  };
}

function orderOfCells(cells: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: cells }, (_, p) => p);
  shuffle(order, createRandom(seed, "order of cells"));
  return order;
}
