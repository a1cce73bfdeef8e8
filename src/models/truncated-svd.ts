import { ValueError } from "../errors";
import { Matrix } from "../matrix/matrix";
import { checkSeed, createRandom, uniform } from "../matrix/random";
import type { MatrixInput } from "../matrix/read";
import { largestSize, multiply, squaredError, transposeInto } from "../numerics/dense";
import { truncatedSvd } from "../numerics/truncated-svd";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { facts } from "../outputs/describe";
import { makeBundle } from "../outputs/make-bundle";
import { factorizationPayload } from "../payload/build";
import type { FactorizationLike } from "../payload/build";
import { checkOptionNames, checkWhole } from "../training/options";
import { checkFinite, checkWidth, fitted, productOf } from "./fitted";

export interface TruncatedSVDOptions {
  /** How many singular values and directions: a whole number from 1 to the smaller side of the data. */
  features: number;
  /** How often the random projection is sharpened, a whole number from 0 to 100; each time reads the data twice. @default 7 */
  powerIterations?: number;
  /** How many random columns the projection has beyond `features`, a whole number from 0. @default 10 */
  oversamples?: number;
  /** Fixes the random projection: a whole number within ±(2⁵³ − 1). @default a new one, kept in `seed` */
  seed?: number;
}

interface Fitted {
  data: Matrix;
  L: Matrix;
  U: Matrix;
  singularValues: Float64Array;
}

/**
 * The best approximation of a matrix by so many features, data ≈ L·U, from its largest singular values: no other L·U
 * of as many features has a smaller sum of squared errors. The data are not centred.
 *
 * In the field's letters data ≈ UΣVᵀ. Here L is U·Σ (rows × features), the rows in the space of the features, and U is
 * Vᵀ (features × columns), orthonormal rows. In each row of U, the entry of largest size is positive.
 *
 * @example
 * const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit([[1, 2, 3], [2, 4, 6], [1, 0, 1]]);
 * svd.singularValues;
 *
 * @see Halko, Martinsson & Tropp 2011, "Finding structure with randomness"
 */
export class TruncatedSVD {
  readonly features: number;
  readonly powerIterations: number;
  readonly oversamples: number;
  /** The seed of the random projection, whether given or drawn. */
  readonly seed: number;
  private state: Fitted | null = null;

  /** @throws ValueError naming the option, what it got and what it expected. */
  constructor(options: TruncatedSVDOptions) {
    checkOptionNames(options, ["features", "powerIterations", "oversamples", "seed"]);
    this.features = checkWhole(options.features, "features", 1);
    this.powerIterations = checkWhole(options.powerIterations ?? 7, "powerIterations", 0, 100);
    this.oversamples = checkWhole(options.oversamples ?? 10, "oversamples", 0);
    this.seed = checkSeed(options.seed);
  }

  /**
   * Finds the singular values and directions of the data.
   * @param data rows × columns finite numbers, copied.
   * @returns the model itself.
   * @throws ShapeError, ValueError naming the place; ValueError if `features` is more than the smaller side.
   */
  fit(data: MatrixInput): this {
    const matrix = Matrix.from(data, "data");
    const { rows, columns, values } = matrix;
    const { features } = this;
    const side = Math.min(rows, columns);
    if (features > side) throw tooMany(features, rows, columns);
    const width = Math.min(features + this.oversamples, side);
    const probe = uniform(createRandom(this.seed), -1, 1, columns * width);
    const found = truncatedSvd(values, rows, columns, features, probe, this.powerIterations);
    checkFinite([found.L, found.U, found.singularValues], "data");
    const L = new Matrix(rows, features, found.L, { name: "L" });
    const U = new Matrix(features, columns, found.U, { name: "U" });
    this.state = { data: matrix, L, U, singularValues: found.singularValues };
    return this;
  }

  /** A copy of the data, rows × columns. @throws NotFittedError before fit. */
  get data(): Matrix {
    return fitted(this.state, "data").data;
  }

  /** Rows × features: the left singular vectors, each times its singular value (UΣ). @throws NotFittedError before fit. */
  get L(): Matrix {
    return fitted(this.state, "L").L;
  }

  /** Features × columns: the right singular vectors (Vᵀ), orthonormal rows. @throws NotFittedError before fit. */
  get U(): Matrix {
    return fitted(this.state, "U").U;
  }

  /** The `features` largest singular values, falling. @throws NotFittedError before fit. */
  get singularValues(): Float64Array {
    return fitted(this.state, "singularValues").singularValues;
  }

  /** ‖data − L·U‖: the root of the sum of squared errors. @throws NotFittedError before fit. */
  get reconstructionError(): number {
    const { data, L, U } = fitted(this.state, "reconstructionError");
    // No number above 1, so that no square overflows.
    const scale = largestSize(data.values) || 1;
    const [D, X] = [data.values, L.values].map((values) => values.map((x) => x / scale));
    return scale * Math.sqrt(squaredError(D, X, U.values, data.rows, data.columns, this.features));
  }

  /**
   * The share of the data's variance that each feature explains: that of L's column, divided by the sum of those of
   * the data's columns; zeros where the data do not vary. @throws NotFittedError before fit.
   */
  get explainedVarianceRatio(): Float64Array {
    const { data, L } = fitted(this.state, "explainedVarianceRatio");
    const scale = largestSize(data.values) || 1;
    const total = variances(data, scale).reduce((sum, x) => sum + x, 0);
    return variances(L, scale).map((x) => (total > 0 ? x / total : 0));
  }

  /**
   * Rows in the space of the features: rows·Uᵀ, for the fitted data equal to L up to rounding.
   * @param rows as many columns as the data.
   * @returns one row of `features` numbers for each. @throws ShapeError, ValueError
   */
  transform(rows: MatrixInput): Matrix {
    const { U } = fitted(this.state, "transform");
    const given = Matrix.from(rows, "rows");
    checkWidth(given, U.columns, "rows");
    const { features } = this;
    const V = new Float64Array(U.values.length);
    transposeInto(U.values, features, U.columns, V);
    const values = new Float64Array(given.rows * features);
    multiply(given.values, V, given.rows, U.columns, features, values);
    checkFinite([values], "rows");
    return new Matrix(given.rows, features, values, { name: "L" });
  }

  /** L·U, rows × columns: what the features make of the data. @throws NotFittedError before fit. */
  reconstruct(): Matrix {
    const { data, L, U } = fitted(this.state, "reconstruct");
    return new Matrix(data.rows, data.columns, productOf(L, U), { name: "L·U" });
  }

  toString(): string {
    if (this.state === null) return `Truncated SVD: ${this.features} features, not fitted yet`;
    const title = `Truncated SVD: ${facts(factorizationPayload(this.shown(this.state))).join(", ")}`;
    const matrices = [this.L, this.U, this.reconstruct()];
    return [title, ...matrices.map((matrix) => `${matrix.name} =\n${matrix.toString()}`)].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    return makeBundle(factorizationPayload(this.shown(fitted(this.state, "display"))), this.toString());
  }

  /** Each power iteration is one for the view; there is a loss at the end only. */
  private shown({ data, L, U }: Fitted): FactorizationLike {
    const iteration = this.powerIterations + 1;
    const loss = this.reconstructionError ** 2 / data.values.length;
    const history = { iterations: [iteration], loss: [loss] };
    return { data, L, U, history, iteration, learningRate: null, seed: this.seed };
  }
}

/** The variance of each column of numbers divided by `scale`. */
function variances({ rows, columns, values }: Matrix, scale: number): Float64Array {
  const found = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += values[i * columns + j] / scale / rows;
    for (let i = 0; i < rows; i++) found[j] += (values[i * columns + j] / scale - mean) ** 2 / rows;
  }
  return found;
}

function tooMany(features: number, rows: number, columns: number): ValueError {
  const expected = `at most ${Math.min(rows, columns)}: ${rows} × ${columns} numbers have no more singular values`;
  return new ValueError(`features is ${features}, expected ${expected}`, {
    argument: "features",
    actual: features,
    expected,
  });
}
