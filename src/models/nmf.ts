import { atOnce } from "../kernels/run";
import { mapped } from "../kernels/sliced";
import { atOneGo } from "../kernels/slices";
import type { Slices } from "../kernels/slices";
import { Matrix } from "../matrix/matrix";
import type { CellsInput } from "../matrix/read";
import { divergenceWithout } from "../numerics/divergence-without";
import { divided, foldInScale, multiplied } from "../numerics/scale";
import { nonnegativeWithout } from "../numerics/without-each";
import type { FactorizationLike } from "../payload/build";
import { BestFactors } from "../training/best-factors";
import { TrainingHistory } from "../training/history";
import type { IterationEvent } from "../training/history";
import { liveTraining } from "../training/live";
import type { LiveOptions } from "../training/live-options";
import { checkThreads } from "../training/options";
import { checkInterruptFlag, checkSignal, interruptFlag, overtaken } from "../training/stop";
import type { StopSignal } from "../training/stop";
import type { TrainingRun } from "../training/training-run";
import type { ByHand } from "./tables/by-hand";
import { TableModel } from "./tables/table-model";
import { checkWidth, requireFitted, tooLarge, withLabelIndexes } from "./tables/fitted";
import type { FittedTable } from "./tables/fitted";
import { appended, readLabels } from "./tables/labels";
import type { TableFitOptions, TablePartialFitOptions } from "./tables/labels";
import { equationsOf } from "./tables/fold-ins";
import type { FoldIns } from "./tables/fold-ins";
import { copyOfHistory, fittedOf, fittedRecord } from "./tables/record";
import { iterationEvents, trainingRun } from "./tables/table-training";
import { nonnegativeByHand } from "./nmf/by-hand";
import { checkNMFOptions } from "./nmf/options";
import type { NMFOptions, NMFSettings } from "./nmf/options";
import type { NonnegativeProblem } from "./nmf/problem";
import { nmfOptionsOf, settingsRecord } from "./nmf/record";
import type { NMFRecord } from "./nmf/record";
import { nonnegativeProblem, penaltyOf } from "./nmf/scaled";
import { kernelSlopes } from "./nmf/slopes";
import { beginsLong, readNonnegative, startAtSums, startingNonnegativeFactors } from "./nmf/start";
import { readModel, sealed } from "./shared/sealed";
import type { Unsealed } from "./shared/sealed";
import type { Tensor } from "./shared/tensor";
import { sentence } from "../payload/sentence";
import type { Labels, TextPayload } from "../payload/types";

const NAME = "NMF";

interface NMFState extends FittedTable {
  readonly problem: NonnegativeProblem;
}

/** What a training was given. */
interface Given {
  readonly data: Matrix;
  readonly labels: Labels | undefined;
  readonly threads: number;
  /** Which of the model's trainings it is, by when they were asked for. */
  readonly turn: number;
}

/**
 * Nonnegative matrix factorization: data ≈ L·U, where no number is below zero, so that each row is a sum of parts that
 * cannot cancel each other. L is rows × features, U is features × columns. Cells may be unknown: training leaves
 * them out, and the product predicts them. Data of any size are factorized alike: very small and very large ones are
 * scaled within. Where the squares of their errors are below the smallest number, about 1e-324, the losses are 0.
 *
 * @example
 * const nmf = new NMF({ features: 2, seed: 1 }).fit([[1, 2, 0], [2, 4, 0], [0, 1, 5]]);
 * nmf.reconstruct();
 *
 * @see Lee & Seung 1999, "Learning the parts of objects by non-negative matrix factorization"
 */
export class NMF extends TableModel {
  readonly name: string = NAME;
  /** All options with their values, defaults filled in. */
  readonly settings: Readonly<NMFSettings>;
  protected readonly title: TextPayload = sentence("Nonnegative matrix factorization");
  /** The data, the factors and what training works on; null before training. @internal */
  protected state: NMFState | null = null;
  /** How many trainings were asked for, and the last one of them that changed the model. */
  private asked = 0;
  private latest = 0;

  /** Checks the options; it does not train. @throws ValueError, naming the option, its actual and its expected value. */
  constructor(options: NMFOptions) {
    super();
    this.settings = checkNMFOptions(options);
  }

  get features(): number {
    return this.settings.features;
  }

  /** The seed of the starting factors, whether given or drawn; null if the factors themselves were given. */
  get seed(): number | null {
    return this.settings.seed;
  }

  /** The mean squared error over the known cells, whichever loss training minimizes. @throws NotFittedError before fit. */
  get loss(): number {
    const { problem } = requireFitted(this.state, "loss");
    return problem.errors(atOnce()).squared / problem.cells;
  }

  /**
   * ‖data − L·U‖ over the known cells, the root of the sum of squared errors; for the Kullback–Leibler loss, the root of
   * twice the divergence. scikit-learn's `reconstruction_err_`. @throws NotFittedError before fit.
   */
  get reconstructionError(): number {
    const { lowered, unit } = requireFitted(this.state, "reconstructionError").problem.errors(atOnce());
    return unit * Math.sqrt(lowered);
  }

  /**
   * Trains to the end; a further call starts again from the beginning.
   * @param data rows × columns finite numbers ≥ 0, copied; null or NaN where a cell is unknown. A row or column without
   * any known cell keeps its starting factors.
   * @returns the model itself.
   * @throws ShapeError, ValueError naming the path; TrainingInterrupted if a kernel's interrupt came, with L and U of
   * the last complete iteration.
   */
  fit(data: CellsInput, options: TableFitOptions = {}): this {
    return this.runToEnd(this.begin(data, options));
  }

  /**
   * Trains to the end as {@link fit} does, to the same bytes, and lets everything else run in between: a notebook shows
   * its progress and the growing curve. If another training of the same model begins meanwhile, it replaces this one.
   * @returns a promise without a value; it rejects with what {@link fit} throws, and with TrainingInterrupted where
   * `signal` or another training stops it.
   */
  async train(data: CellsInput, options: TableFitOptions & LiveOptions = {}): Promise<void> {
    const { display, signal, onProgress, ...how } = options;
    const train = liveTraining({ display, signal, onProgress });
    const given = this.given(data, how);
    const isLong = beginsLong(given.data, this.settings);
    await train(
      isLong ? (isOver) => this.beginning(given, signal, isOver) : atOneGo(this.beginning(given, signal)),
    );
    this.state?.problem.rest?.();
  }

  /**
   * Trains one iteration for each event taken, and can be abandoned at any time: the model is usable after each event.
   * @throws as {@link fit}: at once for wrong data, otherwise when it happens.
   */
  trainingEvents(
    data: CellsInput,
    options: TableFitOptions = {},
  ): Generator<IterationEvent, void, undefined> {
    return iterationEvents(this.begin(data, options));
  }

  /**
   * Appends rows to the data and continues training for as many iterations as in `settings`: known rows and U start
   * with their current factors, new rows with the result of {@link transform}. The columns stay the same.
   * @param rows numbers ≥ 0, null or NaN where unknown, as many columns as the data.
   * @returns the model itself.
   * @throws as {@link fit}; NotFittedError before it.
   */
  partialFit(rows: CellsInput, options: TablePartialFitOptions = {}): this {
    const before = requireFitted(this.state, "partialFit");
    const given = this.table(rows, "rows");
    checkWidth(given, before.U.columns, "rows");
    const { data, labels } = appended(before, given, options);
    const values = new Float64Array(data.rows * this.features);
    values.set(before.L.values);
    values.set(this.foldIn(given).values, before.L.values.length);
    const L = new Matrix(data.rows, this.features, values, { name: "L" });
    const U = new Matrix(this.features, data.columns, before.U.values.slice(), { name: "U" });
    const threads = checkThreads(options.threads);
    const { history, iteration } = before;
    const more = { data, L, U, labels, history: copyOfHistory(history), iteration };
    return this.runToEnd(this.start(this.stateOf(more), "rows", { threads, turn: ++this.asked }));
  }

  /**
   * The row factors of new rows, with U unchanged: for each row the L ≥ 0 that minimizes the loss and its penalty.
   * @param rows numbers ≥ 0, null or NaN where unknown, as many columns as the data.
   * @returns one row of `features` numbers for each; zeros for a row without any known cell.
   * @throws ShapeError, ValueError
   */
  override transform(rows: CellsInput): Matrix {
    return super.transform(rows);
  }

  /**
   * L and U with a dial for every number, for `display`: the loss, L·U and the errors follow while one is turned. The dials
   * stop at 0, begin where the fit began, and have it as the machine's run. The model itself does not change.
   * @example
   * display(nmf.byHand());
   * @throws ValueError for more than 2,500 cells, or more than 1,500 numbers in L and U; NotFittedError before fit.
   */
  byHand(): ByHand {
    return nonnegativeByHand(this.shown(), requireFitted(this.state, "byHand"), this.settings);
  }

  protected override shown(): FactorizationLike {
    return { ...super.shown(), nonnegative: true };
  }

  /** The whole model as plain data, for `JSON.stringify`; see `fromJSON`. @throws NotFittedError before fit. */
  toJSON(): NMFRecord {
    return sealed(this.unwritten());
  }

  /** @internal */
  protected override unwritten(): Unsealed<NMFRecord<Tensor>> {
    const state = requireFitted(this.state, "toJSON");
    return { model: NAME, settings: settingsRecord(this.settings), ...fittedRecord(state) };
  }

  /**
   * Reads the result of `toJSON`: an object, or its JSON.
   * @throws ModelFileError if it is truncated, changed, of another class or of a later version.
   */
  static fromJSON(json: unknown): NMF {
    return readModel(json, NAME, (record: NMFRecord<unknown>) => {
      const model = new NMF(nmfOptionsOf(record.settings));
      model.state = model.stateOf(fittedOf(record, model.features, readNonnegative));
      return model;
    });
  }

  protected read(rows: CellsInput, argument: string): Matrix {
    return readNonnegative(rows, argument);
  }

  protected foldIn(given: Matrix): Matrix {
    const { loss, iterations, tolerance, features } = this.settings;
    const { U } = this;
    const squared = loss === "frobenius";
    const L = new Matrix(given.rows, features, new Float64Array(given.rows * features), { name: "L" });
    // Multiplication cannot leave zero; coordinate descent can, and is faster.
    if (!squared) startAtSums(L, given, U);
    const how = { ...this.settings, solver: squared ? ("cd" as const) : ("mu" as const) };
    const problem = nonnegativeProblem(given, L, U, how, foldInScale(given.values, U.values));
    let now = problem.errors(atOnce()).lowered;
    for (let k = 0; k < iterations; k++) {
      problem.updateL(atOnce());
      const before = now;
      now = problem.errors(atOnce()).lowered;
      if (Math.abs(before - now) < tolerance * before) break;
    }
    if (!Number.isFinite(now)) throw tooLarge("rows");
    return L;
  }

  /**
   * These are exact, whereas `transform` stops by `iterations` or `tolerance`; but for the divergence and no more known cells
   * than features, which may be met by many L, each is a `transform` of its own.
   */
  protected override foldIns(row: Float64Array, known: readonly number[]): FoldIns {
    const { loss, features } = this.settings;
    if (loss !== "frobenius" && known.length <= features) return super.foldIns(row, known);
    const scale = foldInScale(row, this.U.values);
    const { X, y } = equationsOf(row, known, this.U);
    const equations = [divided(y, scale.data), divided(X, scale.U), penaltyOf(this.settings, scale)] as const;
    const solve = loss === "frobenius" ? squaredErrorsWithout : divergenceWithoutEach;
    const { whole, without } = solve(...equations, features);
    const back = (factors: Float64Array): Float64Array => multiplied(factors, scale.L);
    return { whole: back(whole), without: without.map(back) };
  }

  private runToEnd(run: TrainingRun): this {
    while (!run.ended()) run.advance();
    this.state?.problem.rest?.();
    return this;
  }

  private begin(input: CellsInput, options: TableFitOptions): TrainingRun {
    return atOneGo(this.beginning(this.given(input, options)));
  }

  /** Checks and copies what is given. */
  private given(input: CellsInput, options: TableFitOptions): Given {
    const data = this.table(input, "data");
    const labels = readLabels(options, data);
    return { data, labels, threads: checkThreads(options.threads), turn: ++this.asked };
  }

  /** Finds the starting factors, in slices, each of which ends where `isOver` says so. */
  private *beginning(
    { data, labels, threads, turn }: Given,
    signal?: StopSignal,
    isOver?: () => boolean,
  ): Slices<TrainingRun> {
    const { iterations } = this.settings;
    const flag = interruptFlag();
    const check = (): void => {
      if (this.latest > turn) throw overtaken(0, iterations);
      checkInterruptFlag(flag, 0, iterations);
      checkSignal(signal, 0, iterations);
    };
    const factors = yield* startingNonnegativeFactors(data, this.settings, { threads, check, isOver });
    yield;
    check();
    const history = new TrainingHistory();
    const state = this.stateOf({ data, ...factors, labels, history, iteration: 0 });
    return this.start(state, "init", { threads, turn, signal });
  }

  private stateOf(parts: Omit<FittedTable, "users" | "items">): NMFState {
    const { data, L, U } = parts;
    return { ...withLabelIndexes(parts), problem: nonnegativeProblem(data, L, U, this.settings) };
  }

  /** Prepares the training. @param argument the argument to blame if the starting numbers are already too large. */
  private start(
    state: NMFState,
    argument: string,
    {
      threads,
      turn,
      signal,
    }: { readonly threads: number; readonly turn: number; readonly signal?: StopSignal },
  ): TrainingRun {
    const { L, U, problem, history } = state;
    const { iterations, tolerance } = this.settings;
    const first = problem.errors(atOnce());
    const loss = first.squared / problem.cells;
    if (!Number.isFinite(loss)) throw tooLarge(argument);
    if (history.loss.length === 0) history.record(state.iteration, loss);
    // All checks have passed: only now does the model change.
    this.state = state;
    this.latest = turn;
    let [before, now] = [Infinity, first.lowered];
    return trainingRun({
      model: state,
      best: new BestFactors([L.values, U.values], state.iteration, loss),
      iterations,
      learningRate: null,
      threads,
      signal,
      step: mapped(problem.update, ({ squared, lowered }) => {
        [before, now] = [now, lowered];
        return squared / problem.cells;
      }),
      isSound: (found) => Number.isFinite(now) && Number.isFinite(found),
      failure: () => tooLarge("data"),
      isSettled: () => Math.abs(before - now) < tolerance * before,
      isLatest: () => this.state === state,
    });
  }
}

type Solve = (
  values: Float64Array,
  Y: Float64Array,
  penalty: number,
  features: number,
) => { whole: Float64Array; without: Float64Array[] };

const squaredErrorsWithout: Solve = (values, Y, penalty, features) =>
  nonnegativeWithout(Y, values, features, penalty);

/** Begins, as `transform` does, where the sums of cells and products are equal. */
const divergenceWithoutEach: Solve = (values, Y, penalty, features) => {
  const sum = (numbers: Float64Array): number => numbers.reduce((total, x) => total + x, 0);
  const [wanted, given] = [sum(values), sum(Y)];
  const start = new Float64Array(features).fill(given > 0 ? wanted / given : 0);
  const slopes = kernelSlopes(values, Y, features);
  return divergenceWithout(values, Y, features, penalty, start, slopes);
};
