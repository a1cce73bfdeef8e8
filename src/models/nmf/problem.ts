import type { RunOptions } from "../../kernels/run";
import type { Matrix } from "../../matrix/matrix";
import type { Sliced } from "../../kernels/sliced";
import { squaredError, sumOfSquares, transposeInto } from "../../numerics/dense";
import {
  errorParts,
  isLong,
  knownCells,
  knownLines,
  knownSquaredError,
  partsOf,
} from "../../numerics/known-cells";
import type { Lines, Part } from "../../numerics/known-cells";
import { coordinateLines, knownDivergence, multiplicativeLines } from "../../numerics/nonnegative-known";
import { coordinateSweep, multiplicativeSweep } from "../../numerics/nonnegative-sweep";
import { inParts } from "../tables/in-parts";
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
 * what `how.check` throws, or given up between slices, has changed nothing.
 */
export interface NonnegativeProblem {
  /** The number of known cells. */
  readonly cells: number;
  /** One iteration, L and then U. */
  readonly update: Sliced<RunOptions, ProblemErrors>;
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

/** L, U and Uᵀ. */
type Factors = readonly Float64Array[];

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
  const { loss, regularization } = options;
  const k = L.columns;
  const known = knownCells(data.values, data.rows, columns);
  const { across, down } = knownLines(known, columns);
  const factors = [L.values, U.values, transposedFactor(U)];
  /** Prepares the halves of an iteration; they and the errors after it may share `E`. */
  const halves = ([l, u, ut]: Factors, E: Float64Array): Record<"L" | "U", readonly Part[]> => {
    const half = (lines: Lines, X: Float64Array, Y: Float64Array): readonly Part[] => {
      const [up, down] = [new Float64Array(k), new Float64Array(k)];
      return partsOf(lines, k, (some, first) => {
        const own = X.subarray(first * k);
        return options.solver === "cd"
          ? () => {
              coordinateLines(E, some, own, Y, k, regularization);
            }
          : () => {
              multiplicativeLines(loss, known.values, some, own, Y, k, regularization, up, down);
            };
      });
    };
    // Recomputed in each iteration, so that rounding errors cannot accumulate.
    const errors = options.solver === "cd" ? errorParts(known, l, u, k, columns, E) : [];
    return { L: [...errors, ...half(across, l, ut)], U: half(down, ut, l) };
  };
  const errorsOf = (squared: number, divergence: () => number): ProblemErrors =>
    loss === "frobenius" ? both(squared) : { squared, lowered: 2 * Math.max(0, divergence()), unit: 1 };
  let partsOfL: readonly Part[] | undefined;
  return {
    cells: known.values.length,
    updateL() {
      partsOfL ??= halves(factors, new Float64Array(known.values.length)).L;
      for (const part of partsOfL) part(0);
    },
    update: inParts(factors, isLong(known, k), (own) => {
      const [l, u, ut] = own;
      const E = new Float64Array(known.values.length);
      const half = halves(own, E);
      const transpose = (): void => {
        transposeInto(ut, columns, k, u);
      };
      let divergence = 0;
      const divergences = partsOf(known, k, (rows, first) => {
        const x = l.subarray(first * k);
        return () => {
          divergence = knownDivergence(rows, x, ut, k, first === 0 ? 0 : divergence);
        };
      });
      const parts = [
        ...half.L,
        ...half.U,
        transpose,
        ...errorParts(known, l, u, k, columns, E),
        ...(loss === "frobenius" ? [] : divergences),
      ];
      return { parts, found: () => errorsOf(sumOfSquares(E), () => divergence) };
    }),
    errors: () =>
      errorsOf(knownSquaredError(known, L.values, U.values, k, columns), () =>
        knownDivergence(known, L.values, transposedFactor(U), k),
      ),
  };
}

/** U with its columns as rows. */
function transposedFactor(U: Matrix): Float64Array {
  const Ut = new Float64Array(U.values.length);
  transposeInto(U.values, U.rows, U.columns, Ut);
  return Ut;
}
