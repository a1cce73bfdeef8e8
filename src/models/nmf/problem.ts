import type { RunOptions } from "../../kernels/run";
import type { Matrix } from "../../matrix/matrix";
import { squaredError, sumOfSquares, transposeInto } from "../../numerics/dense";
import { knownCells, knownErrors, knownLines, knownSquaredError } from "../../numerics/known-cells";
import { coordinateLines, knownDivergence, multiplicativeLines } from "../../numerics/nonnegative-known";
import { coordinateSweep, multiplicativeSweep } from "../../numerics/nonnegative-sweep";
import type { NMFSettings } from "./options";

/** How far L·U is from the known cells. */
export interface ProblemErrors {
  /** The sum of squared errors. */
  squared: number;
  /** The solver's objective without the penalty: the same, or twice the divergence; of the numbers it works with. */
  lowered: number;
  /** What the root of `lowered` is multiplied by to be in the unit of the data. */
  unit: number;
}

/**
 * A nonnegative factorization that is being solved; it reads and updates L and U in place. What is stopped on its way by
 * what `how.check` throws has changed nothing.
 */
export interface NonnegativeProblem {
  /** The number of known cells. */
  readonly cells: number;
  /** One iteration, L and then U. */
  update(how: RunOptions): ProblemErrors;
  /** The first half of an iteration alone. */
  updateL(how: RunOptions): void;
  /** The errors of the current factors. */
  errors(how: RunOptions): ProblemErrors;
  /** Says that no further iteration is to come for now. */
  rest?(): void;
}

/** Below this share of the data's squares, the squared error by Gram matrices suffers from cancellation. */
const CANCELLED = 1e-6;

export type SolverOptions = Pick<NMFSettings, "solver" | "loss" | "regularization">;

/** Works with the numbers as they are. Uses Gram matrices if they suffice: for squared errors without unknown cells. */
export function unscaledProblem(
  data: Matrix,
  L: Matrix,
  U: Matrix,
  options: SolverOptions,
): NonnegativeProblem {
  const needsCells = options.loss !== "frobenius" || data.values.some(Number.isNaN);
  return needsCells ? problemOverKnown(data, L, U, options) : problemOverAll(data, L, U, options);
}

function problemOverAll(
  data: Matrix,
  L: Matrix,
  U: Matrix,
  { solver, regularization }: SolverOptions,
): NonnegativeProblem {
  const { rows, columns, values: D } = data;
  const k = L.columns;
  const sweep = solver === "cd" ? coordinateSweep : multiplicativeSweep;
  const Dt = new Float64Array(D.length);
  transposeInto(D, rows, columns, Dt);
  const Ut = transposedFactor(U);
  const G = new Float64Array(k * k);
  const N = new Float64Array(k);
  const ofZero = sumOfSquares(D);
  const exact = (): number => squaredError(D, L.values, U.values, rows, columns, k);
  const updateL = (): void => void sweep(D, L.values, Ut, rows, columns, k, regularization * columns, G, N);
  return {
    cells: D.length,
    updateL,
    update() {
      updateL();
      const error = ofZero + sweep(Dt, Ut, L.values, columns, rows, k, regularization * rows, G, N);
      transposeInto(Ut, columns, k, U.values);
      return both(error < CANCELLED * ofZero ? exact() : error);
    },
    errors: () => both(exact()),
  };
}

function both(squared: number): ProblemErrors {
  return { squared, lowered: squared, unit: 1 };
}

function problemOverKnown(data: Matrix, L: Matrix, U: Matrix, options: SolverOptions): NonnegativeProblem {
  const { columns } = data;
  const k = L.columns;
  const known = knownCells(data.values, data.rows, columns);
  const { across, down } = knownLines(known, columns);
  const Ut = transposedFactor(U);
  const squared = (): number => knownSquaredError(known, L.values, U.values, k, columns);
  const errors = (): ProblemErrors => {
    if (options.loss === "frobenius") return both(squared());
    return {
      squared: squared(),
      lowered: 2 * knownDivergence(known, L.values, transposedFactor(U), k),
      unit: 1,
    };
  };
  const half = options.solver === "cd" ? byCoordinates() : byMultiplication();
  return {
    cells: known.values.length,
    updateL: half.L,
    update() {
      half.L();
      half.U();
      transposeInto(Ut, columns, k, U.values);
      return errors();
    },
    errors,
  };

  function byCoordinates(): { L: () => void; U: () => void } {
    const E = new Float64Array(known.values.length);
    return {
      L() {
        // Recomputed in each iteration, so that rounding errors cannot accumulate.
        knownErrors(known, L.values, U.values, k, columns, E);
        coordinateLines(E, across, L.values, Ut, k, options.regularization);
      },
      U: () => coordinateLines(E, down, Ut, L.values, k, options.regularization),
    };
  }

  function byMultiplication(): { L: () => void; U: () => void } {
    const [a, b] = [new Float64Array(k), new Float64Array(k)];
    const { loss, regularization } = options;
    return {
      L: () => multiplicativeLines(loss, known.values, across, L.values, Ut, k, regularization, a, b),
      U: () => multiplicativeLines(loss, known.values, down, Ut, L.values, k, regularization, a, b),
    };
  }
}

/** U with its columns as rows. */
function transposedFactor(U: Matrix): Float64Array {
  const Ut = new Float64Array(U.values.length);
  transposeInto(U.values, U.rows, U.columns, Ut);
  return Ut;
}
