import { atOneGo } from "../kernels/slices";
import { TrainingInterrupted, ValueError } from "../errors";
import { Matrix } from "../matrix/matrix";
import { checkSeed, createRandom, uniform } from "../matrix/random";
import type { MatrixInput } from "../matrix/read";
import { largestSize, multiply, squaredError } from "../numerics/dense";
import { square } from "../numerics/powers";
import { truncatedSvd } from "../numerics/truncated-svd";
import type { SingularParts } from "../numerics/truncated-svd";
import type { FactorizationLike } from "../payload/build";
import { sentence } from "../payload/sentence";
import type { Labels, TextPayload } from "../payload/types";
import { TrainingHistory } from "../training/history";
import { checkOptionNames, checkThreads, checkWhole } from "../training/options";
import { interruptFlag } from "../training/stop";
import { subspaceSvd, takesKernel } from "./singular/subspace";
import { ByHand } from "./tables/by-hand";
import { TableModel } from "./tables/table-model";
import { checkFinite, checkWidth, requireFitted, withLabelIndexes } from "./tables/fitted";
import type { FittedTable } from "./tables/fitted";
import { appended, readLabels } from "./tables/labels";
import type { TableFitOptions, TablePartialFitOptions } from "./tables/labels";
import type { FoldIns } from "./tables/fold-ins";
import { itemFactorsOf } from "./tables/lists";
import { fittedOf, fittedRecord } from "./tables/record";
import type { FittedRecord } from "./tables/record";
import { ModelFileError } from "./shared/model-file-error";
import { floats } from "./shared/numbers-text";
import { readModel, sealed } from "./shared/sealed";
import type { Sealed, Unsealed } from "./shared/sealed";
import { Tensor } from "./shared/tensor";

/** Settings of {@link TruncatedSVD}. */
export interface TruncatedSVDOptions {
  /** The number of singular values and directions: a whole number from 1 to the smaller side of the data. */
  features: number;
  /** The number of power iterations that sharpen the random projection, a whole number from 0 to 100; each reads the data twice. @default 7 */
  powerIterations?: number;
  /** The number of extra random columns beyond `features` in the projection, a whole number ≥ 0. @default 10 */
  oversamples?: number;
  /** Fixes the random projection: a whole number within ±(2⁵³ − 1). @default a new one, kept in `seed` */
  seed?: number;
}

interface SVDState extends FittedTable {
  readonly singularValues: Float64Array;
}

/**
 * A TruncatedSVD model as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface SVDRecord<Numbers = string> extends FittedRecord<Numbers>, Sealed {
  /** The model's options with their values. */
  settings: Required<TruncatedSVDOptions>;
  /** The singular values, falling. */
  singularValues: Numbers;
}

const NAME = "TruncatedSVD";
/** Where less than this share of the squares is left, their difference has lost digits. */
const CANCELLED = 1e-6;

/**
 * The best approximation of a matrix with a given number of features, data ≈ L·U, from its largest singular values: no
 * other L·U with as many features has a smaller sum of squared errors. The data are not centred.
 *
 * In the usual notation data ≈ UΣVᵀ. Here L is U·Σ (rows × features), the rows in the space of the features, and U is
 * Vᵀ (features × columns), orthonormal rows. In each row of U, the entry with the largest absolute value is positive.
 *
 * @example
 * const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit([[1, 2, 3], [2, 4, 6], [1, 0, 1]]);
 * svd.singularValues;
 *
 * @see Halko, Martinsson & Tropp 2011, "Finding structure with randomness"
 */
export class TruncatedSVD extends TableModel<MatrixInput> {
  readonly name: string = NAME;
  readonly features: number;
  /** How often the random projection is sharpened, a whole number from 0 to 100. */
  readonly powerIterations: number;
  /** How many random columns the projection has beyond `features`, a whole number from 0. */
  readonly oversamples: number;
  /** The seed of the random projection, whether given or drawn. */
  readonly seed: number;
  protected readonly title: TextPayload = sentence("Truncated SVD");
  /** The data, the factors and the singular values; null before training. @internal */
  protected state: SVDState | null = null;

  /** @throws ValueError naming the option, its actual and its expected value. */
  constructor(options: TruncatedSVDOptions) {
    super();
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
   * @throws ShapeError, ValueError naming the path; ValueError if `features` is more than the smaller side.
   */
  fit(data: MatrixInput, options: TableFitOptions = {}): this {
    const matrix = this.table(data, "data");
    const labels = readLabels(options, matrix);
    return this.decompose(matrix, labels, "data", checkThreads(options.threads));
  }

  /**
   * Appends rows to the data and decomposes them all again: the result is exactly that of {@link fit} with all rows.
   * @param rows as many columns as the data.
   * @returns the model itself.
   * @throws as {@link fit}; NotFittedError before it.
   */
  partialFit(rows: MatrixInput, options: TablePartialFitOptions = {}): this {
    const before = requireFitted(this.state, "partialFit");
    const given = this.table(rows, "rows");
    checkWidth(given, before.U.columns, "rows");
    const { data, labels } = appended(before, given, options);
    return this.decompose(data, labels, "rows", checkThreads(options.threads));
  }

  /** The `features` largest singular values, descending. @throws NotFittedError before fit. */
  get singularValues(): Float64Array {
    return requireFitted(this.state, "singularValues").singularValues;
  }

  /** ‖data − L·U‖: the root of the sum of squared errors. @throws NotFittedError before fit. */
  get reconstructionError(): number {
    const { data, L, U } = requireFitted(this.state, "reconstructionError");
    // Scales all numbers to at most 1, so that no square overflows.
    const scale = largestSize(data.values) || 1;
    const [D, X] = [data.values, L.values].map((values) => values.map((x) => x / scale));
    return scale * Math.sqrt(squaredError(D, X, U.values, data.rows, data.columns, this.features));
  }

  /**
   * The share of the data's variance that each feature explains: the variance of L's column, divided by the sum of the
   * variances of the data's columns; zeros if the data do not vary. @throws NotFittedError before fit.
   */
  get explainedVarianceRatio(): Float64Array {
    const { data, L } = requireFitted(this.state, "explainedVarianceRatio");
    const scale = largestSize(data.values) || 1;
    const total = variances(data, scale).reduce((sum, x) => sum + x, 0);
    return variances(L, scale).map((x) => (total > 0 ? x / total : 0));
  }

  /**
   * Rows in the space of the features: rows·Uᵀ, for the fitted data equal to L up to rounding.
   * @param rows as many columns as the data.
   * @returns one row of `features` numbers for each. @throws ShapeError, ValueError
   */
  override transform(rows: MatrixInput): Matrix {
    return super.transform(rows);
  }

  /**
   * L and U with a dial for every number, for `display`: the loss, L·U and the errors follow while one is turned. They begin
   * as they were found, where no other numbers are better. The model itself does not change.
   * @example
   * display(svd.byHand());
   * @throws ValueError for more than 2,500 cells, or more than 1,500 numbers in L and U; NotFittedError before fit.
   */
  byHand(): ByHand {
    requireFitted(this.state, "byHand");
    return new ByHand(this.shown(), { stages: [] });
  }

  protected override shown(): FactorizationLike {
    return { ...super.shown(), direct: true };
  }

  /** The whole model as plain data, for `JSON.stringify`; see `fromJSON`. @throws NotFittedError before fit. */
  toJSON(): SVDRecord {
    return sealed(this.unwritten());
  }

  /** @internal */
  protected override unwritten(): Unsealed<SVDRecord<Tensor>> {
    const state = requireFitted(this.state, "toJSON");
    const { features, powerIterations, oversamples, seed } = this;
    return {
      model: NAME,
      settings: { features, powerIterations, oversamples, seed },
      ...fittedRecord(state),
      singularValues: new Tensor(state.singularValues),
    };
  }

  /**
   * Reads the result of `toJSON`: an object, or its JSON.
   * @throws ModelFileError if it is truncated, changed, of another class or of a later version.
   */
  static fromJSON(json: unknown): TruncatedSVD {
    return readModel(json, NAME, (record: SVDRecord<unknown>) => {
      const model = new TruncatedSVD(record.settings);
      const parts = fittedOf(record, model.features, (matrix, name) => Matrix.from(matrix, name));
      const singularValues = floats(record.singularValues);
      if (singularValues.length !== model.features)
        throw new ModelFileError(`the model has ${singularValues.length} singular values, expected ${model.features}`); // prettier-ignore
      model.state = { ...withLabelIndexes(parts), singularValues };
      return model;
    });
  }

  protected read(rows: MatrixInput, argument: string): Matrix {
    return Matrix.from(rows, argument);
  }

  /** An unknown cell adds nothing, like 0, since the contributions of cells are independent of each other. */
  protected foldIn({ rows, columns, values }: Matrix): Matrix {
    const { features } = this;
    const made = new Float64Array(rows * features);
    const known = values.map((x) => (Number.isNaN(x) ? 0 : x));
    multiply(known, itemFactorsOf(this).values, rows, columns, features, made);
    checkFinite([made], "rows");
    return new Matrix(rows, features, made, { name: "L" });
  }

  /** Each cell contributes row[j]·U[:,j], whatever the others are. */
  protected override foldIns(row: Float64Array, known: readonly number[]): FoldIns {
    const whole = this.foldIn(new Matrix(1, row.length, row)).values;
    const { U } = this;
    const without = known.map((j) => whole.map((x, t) => x - row[j] * U.values[t * U.columns + j]));
    return { whole, without };
  }

  private decompose(data: Matrix, labels: Labels | undefined, argument: string, threads: number): this {
    const { rows, columns, values } = data;
    const { features } = this;
    const side = Math.min(rows, columns);
    if (features > side) throw tooManyFeatures(features, rows, columns);
    const width = Math.min(features + this.oversamples, side);
    const probe = uniform(createRandom(this.seed), -1, 1, columns * width);
    const passes = this.powerIterations + 1;
    const found = this.parts(data, probe, threads);
    checkFinite([found.L, found.U, found.singularValues], argument);
    const L = new Matrix(rows, features, found.L, { name: "L" });
    const U = new Matrix(features, columns, found.U, { name: "U" });
    const history = new TrainingHistory();
    // Each pass over the data is an iteration; there is a loss only after the last one.
    const { singularValues } = found;
    this.state = { ...withLabelIndexes({ data, L, U, labels, history, iteration: passes }), singularValues };
    history.record(passes, this.squaredError() / values.length);
    return this;
  }

  private parts({ rows, columns, values }: Matrix, probe: Float64Array, threads: number): SingularParts {
    const { features, powerIterations } = this;
    const untilStopped = stopper(powerIterations + 1);
    const shape = [rows, columns, features] as const;
    if (!takesKernel(rows, columns, probe.length / columns))
      return truncatedSvd(values, ...shape, probe, powerIterations, untilStopped);
    let latest = 0;
    const check = (): void => untilStopped(latest);
    const how = { threads, check };
    return atOneGo(subspaceSvd(values, ...shape, probe, powerIterations, how, (pass) => (latest = pass)));
  }

  /** Σ (data − L·U)². Without the squares of the singular values, it is what is left of those of the data, if that is enough. */
  private squaredError(): number {
    const { data, singularValues } = requireFitted(this.state, "loss");
    const scale = largestSize(data.values) || 1;
    let whole = 0;
    for (const x of data.values) whole += square(x / scale);
    const rest = singularValues.reduce((sum, x) => sum - square(x / scale), whole);
    return rest > CANCELLED * whole ? square(scale * Math.sqrt(rest)) : square(this.reconstructionError);
  }
}

/** Stops if the kernel's interrupt flag is set. */
function stopper(passes: number): (pass: number) => void {
  const flag = interruptFlag();
  return (pass) => {
    if (flag === undefined || flag[0] === 0) return;
    const message = `fit was stopped after ${pass} of ${passes} passes over the data; the model stays as it was`;
    throw new TrainingInterrupted(message, {
      name: "KeyboardInterrupt",
      iteration: pass,
      iterations: passes,
    });
  };
}

/** The variance of each column of numbers divided by `scale`. */
function variances({ rows, columns, values }: Matrix, scale: number): Float64Array {
  const found = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += values[i * columns + j] / scale / rows;
    for (let i = 0; i < rows; i++) found[j] += square(values[i * columns + j] / scale - mean) / rows;
  }
  return found;
}

function tooManyFeatures(features: number, rows: number, columns: number): ValueError {
  const expected = `at most ${Math.min(rows, columns)}: ${rows} × ${columns} numbers have no more singular values`;
  return new ValueError(`features is ${features}, expected ${expected}`, {
    argument: "features",
    actual: features,
    expected,
  });
}
