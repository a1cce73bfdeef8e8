import { residual, squaredError, sumOfSquares, transposeInto } from "./dense";
import { sweepByGram, sweepByResidual } from "./gradient-sweep";

/** One iteration over L, then over U; returns the sum of squared errors after it. `rate` is the learning rate. */
export type GradientIteration = (rate: number) => number;

/**
 * Prepares the seed's iteration for D (rows × columns) ≈ L (rows × features) · U (features × columns). Each call
 * updates L and U in place. U is transposed on the way in and out, so that both sweeps walk along memory.
 */
export function gradientIteration(
  D: Float64Array,
  L: Float64Array,
  U: Float64Array,
  rows: number,
  features: number,
  columns: number,
): GradientIteration {
  const V = new Float64Array(columns * features);
  const sweep = residualIsCheaper(rows, features, columns)
    ? residualSweeps(D, L, V, rows, features, columns)
    : gramSweeps(D, L, V, rows, features, columns);
  return (rate) => {
    transposeInto(U, features, columns, V);
    const error = sweep(rate);
    transposeInto(V, columns, features, U);
    return error;
  };
}

/** Multiplications of an iteration: 5·rows·columns·k by residual; 3·rows·columns·k + 1.5·(rows + columns)·k² by Gram. */
export function residualIsCheaper(rows: number, features: number, columns: number): boolean {
  return 4 * rows * columns <= 3 * features * (rows + columns);
}

/** Both sweeps with the residual kept up to date; it is computed afresh in each iteration, so rounding cannot pile up. */
export function residualSweeps(
  D: Float64Array,
  L: Float64Array,
  V: Float64Array,
  rows: number,
  features: number,
  columns: number,
): GradientIteration {
  const E = new Float64Array(rows * columns);
  const T = new Float64Array(rows * columns);
  return (rate) => {
    residual(D, L, V, rows, columns, features, E);
    sweepByResidual(E, L, V, rows, columns, features, (2 * rate) / columns);
    transposeInto(E, rows, columns, T);
    sweepByResidual(T, V, L, columns, rows, features, (2 * rate) / rows);
    return sumOfSquares(T);
  };
}

/** Both sweeps by Gram matrices. */
export function gramSweeps(
  D: Float64Array,
  L: Float64Array,
  V: Float64Array,
  rows: number,
  features: number,
  columns: number,
): GradientIteration {
  const T = new Float64Array(rows * columns);
  transposeInto(D, rows, columns, T);
  const G = new Float64Array(features * features);
  const N = new Float64Array(features);
  return (rate) => {
    sweepByGram(D, L, V, rows, columns, features, (2 * rate) / columns, G, N);
    sweepByGram(T, V, L, columns, rows, features, (2 * rate) / rows, G, N);
    return squaredError(D, L, V, rows, columns, features);
  };
}
