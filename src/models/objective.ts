import type { Matrix } from "../matrix/matrix";
import { squaredError, sumOfSquares } from "../numerics/dense";
import { gradientIteration } from "../numerics/gradient-iteration";
import { knownCells, knownIteration, knownSquaredError } from "../numerics/known-cells";

/** What training lowers: the mean squared error over the known cells of data ≈ L·U. */
export interface Objective {
  /** The loss of the factors as they are. */
  loss(): number;
  /** The loss of predicting zero everywhere. */
  readonly ofZero: number;
  /** Gets ready for iterations; each call of what it returns does one and gives the loss after it. */
  iteration(): (learningRate: number) => number;
}

/** The objective of a model; L and U are read and updated in place. */
export function objective(data: Matrix, L: Matrix, U: Matrix): Objective {
  return data.values.some(Number.isNaN) ? overKnown(data, L, U) : overAll(data, L, U);
}

function overAll(data: Matrix, L: Matrix, U: Matrix): Objective {
  const { rows, columns, values: D } = data;
  const cells = rows * columns;
  return {
    loss: () => squaredError(D, L.values, U.values, rows, columns, L.columns) / cells,
    ofZero: sumOfSquares(D) / cells,
    iteration() {
      const step = gradientIteration(D, L.values, U.values, rows, L.columns, columns);
      return (rate) => step(rate) / cells;
    },
  };
}

function overKnown(data: Matrix, L: Matrix, U: Matrix): Objective {
  const known = knownCells(data.values, data.rows, data.columns);
  const cells = known.values.length;
  return {
    loss: () => knownSquaredError(known, L.values, U.values, L.columns, data.columns) / cells,
    ofZero: sumOfSquares(known.values) / cells,
    iteration() {
      const step = knownIteration(known, L.values, U.values, L.columns, data.columns);
      return (rate) => step(rate) / cells;
    },
  };
}
