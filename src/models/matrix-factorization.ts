import { DivergenceError } from "../errors";
import { Matrix } from "../matrix/matrix";
import { checkSeed } from "../matrix/random";
import type { CellsInput } from "../matrix/read";
import type { FactorizationLike } from "../payload/build";
import type { ReplayPayload, TextPayload } from "../payload/types";
import { BestFactors } from "../training/best-factors";
import { TrainingHistory } from "../training/history";
import type { TrainingEvent } from "../training/history";
import { liveTraining } from "../training/live";
import { LIVE_OPTIONS } from "../training/live-options";
import { checkChoice, checkLabels, checkOptionNames, checkThreads, checkWhole } from "../training/options";
import type { StopSignal } from "../training/stop";
import type { TrainingRun } from "../training/training-run";
import { steadyRate } from "../training/steady-rate";
import { ReplayLog } from "../training/replay-log";
import { atOnce } from "../kernels/run";
import { ByHand } from "./tables/by-hand";
import { TableModel } from "./tables/table-model";
import { withLabelIndexes } from "./tables/fitted";
import type { FittedTable } from "./tables/fitted";
import type { FoldIns } from "./tables/fold-ins";
import { fittedOf, fittedRecord } from "./tables/record";
import { restoreBest, iterationEvents, trainingRun } from "./tables/table-training";
import { MOST_TABLE_FEATURES } from "./tables/initial-factors";
import { leastSquaresRows, leastSquaresWithout } from "./matrix-factorization/fold-in";
import type {
  ByHandOptions,
  LiveTrainOptions,
  MatrixFactorizationOptions,
} from "./matrix-factorization/options";
import { replayLogOf, replayLogRecord, stageOptionsOf } from "./matrix-factorization/record";
import type { FactorizationRecord } from "./matrix-factorization/record";
import { singleGradient } from "./matrix-factorization/single-gradient";
import type { WithRespectTo } from "./matrix-factorization/single-gradient";
import { startingFactors } from "./matrix-factorization/start";
import { curvatureBoundOf } from "./matrix-factorization/curvature";
import { objective } from "./matrix-factorization/objective";
import type { Objective } from "./matrix-factorization/objective";
import { readModel, sealed } from "./shared/sealed";
import type { Unsealed } from "./shared/sealed";
import type { Tensor } from "./shared/tensor";
import { checkTrainOptions, TRAIN_OPTIONS } from "./matrix-factorization/train-options";
import type { TrainOptions } from "./matrix-factorization/train-options";

export type {
  ByHandOptions,
  LiveTrainOptions,
  MatrixFactorizationOptions,
} from "./matrix-factorization/options";
export type { WithRespectTo } from "./matrix-factorization/single-gradient";

const NAME = "MatrixFactorization";
/** A training run with a learning rate. */
type Descent = TrainingRun & { readonly learningRate: number };

/** A loss this many times worse than both the start and predicting zero everywhere counts as divergence. */
const MOST_LOSS_GROWTH = 1e6;

/**
 * Factorizes a small matrix by gradient descent, as the original notebook does: data ≈ L·U. Cells may be unknown:
 * training leaves them out, and the product predicts them.
 *
 * L is rows × features, U is features × columns; both start at random in [0.1, 0.9). There may be more features than
 * rows or columns: the product then reaches the data exactly, in many different ways.
 *
 * @example
 * const fac = new MatrixFactorization([[1, 2, 3], [1, 2, 3]], 2, { seed: 10 });
 * fac.trainModel({ learningRate: 0.1 });
 * fac.reconstruct();
 *
 * @see Koren, Bell & Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems"
 */
export class MatrixFactorization extends TableModel {
  readonly name: string = NAME;
  readonly features: number;
  protected readonly title: TextPayload = "Matrix factorization";
  /** The data and the factors; there from the start. */
  protected readonly state: FittedTable;
  private readonly replayLog: ReplayLog;
  private readonly objective: Objective;
  private startedFrom: number | null;
  /** The options of the last training; null before any. */
  private stageOptions: { learningRate: number; regularization?: number } | null = null;
  /** The number of trainings begun so far. */
  private trainings = 0;
  /** The best factors of the latest training. */
  private best: BestFactors | null = null;

  /**
   * Checks the data and draws the starting factors; it does not train.
   * @param data rows × columns finite numbers, copied; null or NaN where a cell is unknown.
   * @param features the length of each row of L and column of U, a whole number ≥ 1.
   * @throws ShapeError, ValueError naming the argument, the path, the actual value and the expected one.
   */
  constructor(data: CellsInput, features: number, options: MatrixFactorizationOptions = {}) {
    super();
    const matrix = this.table(data, "data");
    this.features = checkWhole(features, "features", 1, MOST_TABLE_FEATURES);
    checkOptionNames(options, ["seed", "init", "initRange", "labels"]);
    const labels = options.labels && checkLabels(options.labels, matrix);
    const { seed, L, U } = startingFactors(matrix, features, options);
    this.startedFrom = seed;
    this.state = withLabelIndexes({
      data: matrix,
      L,
      U,
      labels,
      history: new TrainingHistory(),
      iteration: 0,
    });
    this.objective = objective(matrix, L, U);
    this.replayLog = new ReplayLog(L.values, U.values);
  }

  /** The seed of the starting factors, whether given or drawn; null if the factors themselves were given. */
  get seed(): number | null {
    return this.startedFrom;
  }

  /** The mean squared error over the known cells, of the factors as they are now. */
  get loss(): number {
    return this.objective.loss(atOnce());
  }

  /** The learning rate of the last training, or null before any. */
  get learningRate(): number | null {
    return this.stageOptions?.learningRate ?? null;
  }

  /** The starting factors and how they were trained; null if they were changed by hand in between. */
  get replay(): ReplayPayload | null {
    return this.replayLog.replay(this.iteration);
  }

  /**
   * The direction that lowers the squared error of one cell fastest: 2·(data[u,i] − L[u]·U[:,i]) times the other
   * factor's entry. It is minus the derivative, as in the original notebook, so that training adds it.
   * @param userRow a row of the data, counted from 0.
   * @param itemCol a column of the data, counted from 0.
   * @param wrt `{ wrtUserIdx: t }` for the entry L[userRow, t], `{ wrtItemIdx: t }` for U[t, itemCol].
   * @throws ValueError if there is no such row, column or feature, or if the cell is unknown.
   */
  singleGradient(userRow: number, itemCol: number, wrt: WithRespectTo): number {
    return singleGradient(this.state, userRow, itemCol, wrt, (user, item) => this.predict(user, item));
  }

  /**
   * Trains to the end without letting anything else run meanwhile; a further call continues from there.
   *
   * In an iteration each L[i,j] in turn, then each U[i,j], gains learningRate × the mean of its gradients over the
   * other side, with all earlier updates already in place; `method` selects other orders.
   * @returns the model itself.
   * @throws ValueError for unusable options; DivergenceError if the learning rate is too high, with L and U back at
   * their lowest loss; TrainingInterrupted if a kernel's interrupt came, with L and U of the last complete iteration.
   */
  trainModel(options: TrainOptions = {}): this {
    const run = this.begin(options);
    while (!run.ended()) run.advance();
    this.objective.rest();
    return this;
  }

  /**
   * Trains to the end as {@link trainModel} does, to the same bytes, and lets everything else run in between. In a
   * notebook it shows one output with progress, loss, speed, time left and the growing curve, at most twenty times a
   * second; it also shows how training ended, even after a failure. Outside a notebook it shows nothing.
   *
   * If another training of the same model begins meanwhile, it replaces this one.
   * @example
   * await fac.train({ learningRate: 0.1, iterations: 5000 });
   * @returns a promise without a value, so that a cell that ends with it shows only this output; it rejects with what
   * {@link trainModel} throws, and with TrainingInterrupted where `signal` or another training stops it.
   */
  async train(options: LiveTrainOptions = {}): Promise<void> {
    checkOptionNames(options, [...TRAIN_OPTIONS, ...LIVE_OPTIONS]);
    const { display, signal, onProgress, ...how } = options;
    const train = liveTraining({ display, signal, onProgress });
    await train(this.begin(how, signal));
    this.objective.rest();
  }

  /**
   * Trains one iteration for each event taken, and can be abandoned at any time: the model is usable after each event.
   * @throws as {@link trainModel}: at once for wrong options, otherwise when it happens.
   */
  trainingEvents(options: TrainOptions = {}): Generator<TrainingEvent, void, undefined> {
    return this.iterate(this.begin(options));
  }

  /**
   * The row factors of new rows, with U unchanged: for each row the L that minimizes
   * Σ ((row[j] − L·U[:,j])² + λ·‖L‖²), summed over its known cells j, where λ is the regularization of the
   * latest training. If several L do, as with fewer known cells than features, it is the shortest one.
   * @param rows as many columns as the data; null or NaN where a cell is unknown.
   * @returns one row of `features` numbers for each; zeros for a row without any known cell.
   * @throws ShapeError, ValueError
   */
  override transform(rows: CellsInput): Matrix {
    return super.transform(rows);
  }

  /**
   * L and U with a dial for every number, for `display`: a person takes the place of the gradient. The loss, L·U and the
   * errors follow while a number is turned; its loss is drawn as the parabola that it is, with the step that training
   * takes; and a race puts the machine's run beside one's own. The model itself does not change.
   * @param options how the machine trains. @default as the model was trained last, or as `trainModel()` would
   * @param options.from "start" for the starting factors, "now" for the factors as they are. @default "start"
   * @example
   * display(fac.byHand());
   * display(fac.byHand({ learningRate: 0.44, from: "now" }));
   * @throws ValueError for unusable options, and for more than 2,500 cells, or more than 1,500 numbers in L and U.
   */
  byHand({ from = "start", ...how }: ByHandOptions = {}): ByHand {
    checkChoice(from, "from", ["start", "now"]);
    const asked = checkTrainOptions({ ...this.stageOptions, ...how }, this.seed);
    const { stages = [], ...start }: Partial<ReplayPayload> = this.replay ?? {};
    const known = stages.length > 0 && Object.keys(how).length === 0;
    return new ByHand(this, { stages: known ? stages : [asked], from, start });
  }

  /** The whole model as plain data, for `JSON.stringify`; see `fromJSON`. */
  toJSON(): FactorizationRecord {
    return sealed(this.unwritten());
  }

  /** @internal */
  protected override unwritten(): Unsealed<FactorizationRecord<Tensor>> {
    this.recover();
    return {
      model: NAME,
      settings: { features: this.features, seed: this.seed },
      ...fittedRecord(this.state),
      way: this.stageOptions,
      trail: replayLogRecord(this.replayLog, this.features),
    };
  }

  /**
   * Reads the result of `toJSON`: an object, or its JSON. Further training gives the same bytes as the saved model would.
   * @throws ModelFileError if it is truncated, changed, of another class or of a later version.
   */
  static fromJSON(json: unknown): MatrixFactorization {
    return readModel(json, NAME, (record: FactorizationRecord<unknown>) => {
      const { data, L, U, labels, ...progress } = fittedOf(record, record.settings.features, (matrix, name) =>
        Matrix.withUnknown(matrix, name),
      );
      const model = new MatrixFactorization(data, L.columns, { init: { L, U }, labels });
      model.replayLog.take(replayLogOf(record.trail, model.state));
      const { seed } = record.settings;
      model.startedFrom = seed === null ? null : checkSeed(seed);
      model.stageOptions = record.way && stageOptionsOf(record.way);
      Object.assign(model.state, progress);
      return model;
    });
  }

  protected override shown(): FactorizationLike {
    return this;
  }

  protected read(rows: CellsInput, argument: string): Matrix {
    return Matrix.withUnknown(rows, argument);
  }

  protected foldIn(rows: Matrix): Matrix {
    return leastSquaresRows(rows, this.U, this.stageOptions?.regularization ?? 0);
  }

  protected override foldIns(row: Float64Array, known: readonly number[]): FoldIns {
    if (known.length <= this.features) return super.foldIns(row, known);
    const whole = this.foldIn(new Matrix(1, row.length, row)).values;
    return {
      whole,
      without: leastSquaresWithout(row, known, this.U, this.stageOptions?.regularization ?? 0),
    };
  }

  private *iterate(run: Descent): Generator<TrainingEvent, void, undefined> {
    const { learningRate } = run;
    for (const event of iterationEvents(run)) yield { ...event, learningRate };
  }

  /** Checks the options and prepares the training run. */
  private begin(options: TrainOptions, signal?: StopSignal): Descent {
    const { iterations, ...stage } = checkTrainOptions(options, this.seed);
    const threads = checkThreads(options.threads);
    const { learningRate } = stage;
    const { state, history } = this;
    const from = this.recover();
    const start = state.iteration;
    const step = this.objective.iteration(stage);
    const bound = MOST_LOSS_GROWTH * Math.max(from, this.objective.ofZero);
    const best = new BestFactors([this.L.values, this.U.values], state.iteration, from);
    this.replayLog.begin(state.iteration, stage, from, history.loss.at(-1), this.objective.ofZero);
    if (history.loss.length === 0) history.record(state.iteration, from);
    this.best = best;
    this.stageOptions = stage;
    history.divergedAt = null;
    const training = ++this.trainings;
    const run = trainingRun({
      model: state,
      best,
      iterations,
      learningRate,
      threads,
      signal,
      step,
      isSound: (loss) => loss <= bound && Number.isFinite(loss),
      failure: (iteration) => {
        history.divergedAt = iteration;
        const rate = steadyRate(learningRate, curvatureBoundOf(state.data, this.L, this.U, stage));
        // No rate helps where the numbers themselves are too large, which the first iteration shows.
        const tried = best.iteration > start ? from : step({ ...atOnce(), learningRate: rate });
        best.restore();
        const suggestedRate = tried <= bound && Number.isFinite(tried) ? rate : null;
        return new DivergenceError(iteration, { learningRate, suggestedRate }, best.iteration);
      },
      isLatest: () => training === this.trainings,
    });
    return { ...run, learningRate };
  }

  /**
   * Repairs the state after an interrupted training: JavaScript can be terminated in the middle of an iteration, where
   * no `catch` or `finally` runs, and in the middle of a divergence, where the factors are no longer finite.
   * @returns the loss of the factors as they are.
   */
  private recover(): number {
    let now = this.objective.loss(atOnce());
    if (this.best && !Number.isFinite(now)) {
      restoreBest(this.state, this.best);
      now = this.objective.loss(atOnce());
    }
    this.history.rewind(this.iteration);
    return now;
  }
}
