import { mapped } from "../../kernels/sliced";
import { Matrix } from "../../matrix/matrix";
import { divided, penaltyTimes, scaledPenalty, scaleOf } from "../../numerics/scale";
import type { ProductScale } from "../../numerics/scale";
import { PanelProblem, takesKernel } from "./panels";
import { unscaledProblem } from "./problem";
import type { NonnegativeProblem, ProblemErrors, SolverOptions } from "./problem";

/** The scale of a training, in which both factors change: their scales are equal. */
export function trainingScale(data: Matrix): ProductScale {
  const scale = scaleOf(data.values);
  return { data: scale, L: Math.sqrt(scale), U: Math.sqrt(scale) };
}

/** The λ that L and U have in these scales. The divergence is divided by the scale, squared errors by its square. */
export function penaltyOf({ loss, regularization }: SolverOptions, scale: ProductScale): number {
  if (loss === "frobenius") return scaledPenalty(regularization, scale);
  return penaltyTimes(regularization, scale.L / scale.U);
}

/** The problem with the numbers as they are: by kernels, unless some cell is unknown or the table is small. */
function problemOf(data: Matrix, L: Matrix, U: Matrix, options: SolverOptions): NonnegativeProblem {
  const byKernel = takesKernel(data.rows, data.columns, L.columns) && !data.values.some(Number.isNaN);
  return byKernel ? new PanelProblem(data, L, U, options) : unscaledProblem(data, L, U, options);
}

/**
 * A factorization of data that are very small or very large: it is solved for the data divided by their scale, where no
 * product is lost, and L and U are written back after each step. For all other data it is the problem itself.
 */
export function nonnegativeProblem(
  data: Matrix,
  L: Matrix,
  U: Matrix,
  options: SolverOptions,
  scale: ProductScale = trainingScale(data),
): NonnegativeProblem {
  if (scale.data === 1 && scale.L === 1 && scale.U === 1) return problemOf(data, L, U, options);
  const factors = [
    { own: L.values, unit: scale.L, copy: divided(L.values, scale.L) },
    { own: U.values, unit: scale.U, copy: divided(U.values, scale.U) },
  ];
  const read = (): void => {
    for (const { own, unit, copy } of factors) own.forEach((x, k) => (copy[k] = x / unit));
  };
  const write = (): void => {
    for (const { own, unit, copy } of factors) copy.forEach((x, k) => (own[k] = x * unit));
  };
  const problem = problemOf(
    new Matrix(data.rows, data.columns, divided(data.values, scale.data)),
    new Matrix(L.rows, L.columns, factors[0].copy),
    new Matrix(U.rows, U.columns, factors[1].copy),
    { ...options, regularization: penaltyOf(options, scale) },
  );
  const inUnits = ({ squared, lowered }: ProblemErrors): ProblemErrors => ({
    squared: scale.data * squared * scale.data,
    lowered,
    unit: options.loss === "frobenius" ? scale.data : Math.sqrt(scale.data),
  });
  return {
    cells: problem.cells,
    rest: () => problem.rest?.(),
    update: mapped(
      problem.update,
      (errors) => {
        write();
        return inUnits(errors);
      },
      read,
    ),
    updateL(how) {
      read();
      problem.updateL(how);
      write();
    },
    errors(how) {
      read();
      // A factor that was given may be too large in these units, although no known cell shows it.
      const isHeld = factors.every(({ copy }) => copy.every(Number.isFinite));
      return inUnits(isHeld ? problem.errors(how) : { squared: Infinity, lowered: Infinity, unit: 1 });
    },
  };
}
