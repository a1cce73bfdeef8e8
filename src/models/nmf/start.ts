import { ValueError } from "../../errors";
import type { RunOptions } from "../../kernels/run";
import type { Slices } from "../../kernels/slices";
import { Matrix } from "../../matrix/matrix";
import { checkMemory } from "../../matrix/memory";
import { createRandom, uniform } from "../../matrix/random";
import type { CellsInput } from "../../matrix/read";
import { makeNonnegative } from "../../numerics/nndsvd";
import { square } from "../../numerics/powers";
import { divided } from "../../numerics/scale";
import { truncatedSvd } from "../../numerics/truncated-svd";
import { subspaceSvd, takesKernel } from "../singular/subspace";
import { tooLarge } from "../tables/fitted";
import { initialFactor } from "../tables/initial-factors";
import type { NMFSettings } from "./options";
import { trainingScale } from "./scaled";

/** Extra random columns and power iterations for the starting singular vectors. */
const PROJECTION = { oversamples: 10, powerIterations: 4 };

/** So many multiplications take some twenty milliseconds. */
const LONG = 1e8;

interface Factors {
  L: Matrix;
  U: Matrix;
}

/** A copy of cells ≥ 0. @throws ShapeError; ValueError, also if the sum of their squares overflows. */
export function readNonnegative(input: CellsInput, argument: string): Matrix {
  const data = Matrix.withUnknown(input, argument);
  checkNotBelowZero(data, argument);
  const { values } = data;
  let squares = 0;
  for (let k = 0; k < values.length; k++) if (!Number.isNaN(values[k])) squares += square(values[k]);
  if (!Number.isFinite(squares)) throw tooLarge(argument);
  return data;
}

/** Whether finding the starting factors may take longer than a page should stand still. */
export function beginsLong({ rows, columns }: Matrix, { init, features }: NMFSettings): boolean {
  if (typeof init === "object" || init === "random") return false;
  const passes = 2 * PROJECTION.powerIterations + 2;
  return rows * columns * (features + PROJECTION.oversamples) * passes > LONG;
}

/** The starting factors, in slices. @throws ShapeError, ValueError if given ones do not fit, or if there are too few singular vectors. */
export function* startingNonnegativeFactors(
  data: Matrix,
  settings: NMFSettings,
  how: RunOptions,
): Slices<Factors> {
  const { init, features } = settings;
  const { rows, columns } = data;
  // The factors, a copy of the best so far, the transpose of U, and a Gram matrix.
  const numbers = (2 * rows + 3 * columns + features) * features;
  checkMemory(numbers, "features", features, `${features}, for data of ${rows} × ${columns}`);
  const side = Math.min(rows, columns);
  if (typeof init === "object") {
    const L = initialFactor(init.L, "L", rows, features);
    const U = initialFactor(init.U, "U", features, columns);
    checkNotBelowZero(L, "init.L");
    checkNotBelowZero(U, "init.U");
    return { L, U };
  }
  const random = init === "random" || (init === undefined && features > side);
  if (!random && features > side) throw tooManyForSvd(features, side);
  const scale = trainingScale(data);
  const scaled = scale.data === 1 ? data : new Matrix(rows, columns, divided(data.values, scale.data));
  yield;
  const factors = random ? drawn(scaled, settings) : yield* fromSingularVectors(scaled, settings, how);
  for (const { values } of [factors.L, factors.U])
    for (let k = 0; k < values.length; k++) values[k] *= scale.L;
  return factors;
}

/** Uniform numbers whose products have the mean of the data on average. */
function drawn({ rows, columns, values }: Matrix, { features, seed }: NMFSettings): Factors {
  const random = createRandom(seed ?? 0);
  const high = 2 * Math.sqrt(meanOfKnown(values) / features);
  const draw = (length: number): Float64Array => uniform(random, 0, high, length);
  return namedFactors(rows, features, columns, draw(rows * features), draw(features * columns));
}

function* fromSingularVectors(
  data: Matrix,
  { features, init, seed }: NMFSettings,
  how: RunOptions,
): Slices<Factors> {
  const { rows, columns } = data;
  const mean = meanOfKnown(data.values);
  const values = data.values.slice();
  for (let k = 0; k < values.length; k++) if (Number.isNaN(values[k])) values[k] = mean;
  yield;
  const width = Math.min(features + PROJECTION.oversamples, rows, columns);
  const probe = uniform(createRandom(seed ?? 0), -1, 1, columns * width);
  const given = [values, rows, columns, features, probe, PROJECTION.powerIterations] as const;
  const parts = takesKernel(rows, columns, width)
    ? yield* subspaceSvd(...given, how)
    : truncatedSvd(...given);
  makeNonnegative(parts, features);
  const fill = (x: number): number => (x === 0 && init !== "nndsvd" ? mean : x);
  return namedFactors(rows, features, columns, parts.L.map(fill), parts.U.map(fill));
}

function namedFactors(
  rows: number,
  features: number,
  columns: number,
  L: Float64Array,
  U: Float64Array,
): Factors {
  return {
    L: new Matrix(rows, features, L, { name: "L" }),
    U: new Matrix(features, columns, U, { name: "U" }),
  };
}

/** Fills each row of L with the number that makes the sums of data and L·U over its known cells equal; 0 if none does. */
export function startAtSums(L: Matrix, { columns, values }: Matrix, U: Matrix): void {
  const sums = Float64Array.from({ length: columns }, (_, j) => U.column(j).reduce((sum, x) => sum + x, 0));
  for (let i = 0; i < L.rows; i++) {
    let [wanted, given] = [0, 0];
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j];
      if (Number.isNaN(value)) continue;
      wanted += value;
      given += sums[j];
    }
    L.values.fill(given > 0 ? wanted / given : 0, i * L.columns, (i + 1) * L.columns);
  }
}

/** @throws ValueError at the first number below zero; unknown cells are allowed. */
function checkNotBelowZero({ columns, values }: Matrix, argument: string): void {
  // Not by findIndex, which calls a function for each of millions of cells.
  let at = 0;
  while (at < values.length && !(values[at] < 0)) at++;
  if (at === values.length) return;
  const index = [Math.floor(at / columns), at % columns];
  const expected = "a number ≥ 0: both factors are nonnegative, and so is their product";
  throw new ValueError(`${argument}[${index.join("][")}] is ${values[at]}, expected ${expected}`, {
    argument,
    index,
    actual: values[at],
    expected,
  });
}

/** The mean of the known cells. */
function meanOfKnown(values: Float64Array): number {
  let count = 0;
  for (let k = 0; k < values.length; k++) if (!Number.isNaN(values[k])) count++;
  let mean = 0;
  for (let k = 0; k < values.length; k++) if (!Number.isNaN(values[k])) mean += values[k] / count;
  return mean;
}

function tooManyForSvd(features: number, side: number): ValueError {
  const expected = `at most ${side} for "nndsvd" and "nndsvda", one for each singular vector; "random" takes more`;
  return new ValueError(`features is ${features}, expected ${expected}`, {
    argument: "features",
    actual: features,
    expected,
  });
}
