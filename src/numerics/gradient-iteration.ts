import { residual, squaredError, sumOfSquares, transposeInto } from "./dense";
import { sweepByGram, sweepByResidual } from "./gradient-sweep";
import type { Strides } from "./gradient-sweep";
import { bySmallResidual, SMALL } from "./small-residual";

/** One iteration over L, then over U; returns the sum of squared errors after it. `rate` is the learning rate. */
export type GradientIteration = (rate: number) => number;

/**
 * Prepares the original notebook's iteration for D (rows × columns) ≈ L (rows × features) · U (features ×
 * columns), in the form that takes fewer multiplications. Each call updates L and U in place. The gradient of each cell
 * is less 2·λ × the entry, where `regularization` is λ.
 */
export function gradientIteration(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
  regularization: number = 0,
): GradientIteration {
  const isSmall = rows <= SMALL && columns <= SMALL;
  const prepare = residualIsCheaper(rows, features, columns) ? byResidual : byGram;
  return (isSmall ? bySmallResidual : prepare)(D, L, U, rows, features, columns, regularization);
}

/** Multiplications of an iteration: 5·rows·columns·k by residual; 3·rows·columns·k + 1.5·(rows + columns)·k² by Gram. */
export function residualIsCheaper(rows: number, features: number, columns: number): boolean {
  return 4 * rows * columns <= 3 * features * (rows + columns);
}

/** Both sweeps by residual, which is recomputed in each iteration, so that rounding errors cannot accumulate. */
export function byResidual(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
  regularization: number = 0,
): GradientIteration {
  const E = new Float64Array(rows * columns);
  const asE = { row: columns, column: 1 };
  const asL = { row: features, column: 1 };
  const asU = { row: columns, column: 1 };
  // The second sweep is the first one of the transposed equation, Dᵀ ≈ Uᵀ·Lᵀ: the same memory with swapped strides.
  const asEt = transposedStrides(asE);
  const asUt = transposedStrides(asU);
  const [penaltyL, penaltyU] = [regularization * columns, regularization * rows];
  return (rate) => {
    residual(D, L, U, rows, columns, features, E);
    sweepByResidual(E, asE, L, asL, U, asUt, rows, columns, features, (2 * rate) / columns, penaltyL);
    sweepByResidual(E, asEt, U, asUt, L, asL, columns, rows, features, (2 * rate) / rows, penaltyU);
    return sumOfSquares(E);
  };
}

function transposedStrides({ row, column }: Strides): Strides {
  return { row: column, column: row };
}

/** Both sweeps by Gram matrices. */
export function byGram(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
  regularization: number = 0,
): GradientIteration {
  const Dt = new Float64Array(rows * columns);
  transposeInto(D, rows, columns, Dt);
  const Ut = new Float64Array(features * columns);
  const G = new Float64Array(features * features);
  const N = new Float64Array(features);
  const [penaltyL, penaltyU] = [regularization * columns, regularization * rows];
  return (rate) => {
    transposeInto(U, features, columns, Ut);
    sweepByGram(D, L, Ut, rows, columns, features, (2 * rate) / columns, penaltyL, G, N);
    sweepByGram(Dt, Ut, L, columns, rows, features, (2 * rate) / rows, penaltyU, G, N);
    transposeInto(Ut, columns, features, U);
    return squaredError(D, L, U, rows, columns, features);
  };
}
