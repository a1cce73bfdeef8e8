import { DivergenceError, ValueError } from "../errors";
import { Matrix } from "../matrix/matrix";
import { checkMemory } from "../matrix/memory";
import { checkSeed, createRandom, uniform } from "../matrix/random";
import type { CellsInput } from "../matrix/read";
import { largestSize } from "../numerics/dense";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { facts } from "../outputs/describe";
import { makeBundle } from "../outputs/make-bundle";
import { factorizationPayload } from "../payload/build";
import type { Labels, ReplayPayload } from "../payload/types";
import { BestFactors } from "../training/best-factors";
import { systemClock } from "../training/clock";
import { TrainingHistory } from "../training/history";
import type { TrainingEvent } from "../training/history";
import { LIVE_OPTIONS, surroundings } from "../training/live-options";
import type { LiveOptions } from "../training/live-options";
import { checkLabels, checkOptionNames, checkRange, checkWhole } from "../training/options";
import { trainInSlices } from "../training/run";
import type { TrainingRun } from "../training/run";
import { steadyRate } from "../training/steady-rate";
import { checkWord, stopWord } from "../training/stop";
import { Trail } from "../training/trail";
import type { Way } from "../training/trail";
import { initialFactor, MOST_FEATURES, notWithInit } from "./initial-factors";
import type { InitialFactors } from "./initial-factors";
import { objective } from "./objective";
import type { Objective } from "./objective";
import { checkTrainOptions, TRAIN_OPTIONS } from "./train-options";
import type { TrainOptions } from "./train-options";

export interface MatrixFactorizationOptions {
  /** Fixes the random starting factors: a whole number within ±(2⁵³ − 1). @default a new one, kept in `seed` */
  seed?: number;
  /** Starting factors, instead of random ones. */
  init?: InitialFactors;
  /** The random starting factors are drawn uniformly from [low, high), −1000 to 1000. @default [0.1, 0.9] */
  initRange?: readonly [low: number, high: number];
  /** What the rows and columns are called, one name for each. */
  labels?: { rows?: readonly string[]; columns?: readonly string[] };
}

/** What `train` takes: how to train, and what goes on meanwhile. */
export interface LiveTrainOptions extends TrainOptions, LiveOptions {}

/** Which entry of the two factors a gradient is for. */
export type WithRespectTo =
  | {
      /** The feature whose entry in `L[userRow]` is asked for. */
      wrtUserIdx: number;
      wrtItemIdx?: undefined;
    }
  | {
      /** The feature whose entry in `U[…][itemCol]` is asked for. */
      wrtItemIdx: number;
      wrtUserIdx?: undefined;
    };

/** A training that has a learning rate. */
type Descent = TrainingRun & { readonly learningRate: number };

/** A loss this many times worse than both the start and predicting zero everywhere counts as divergence. */
const DIVERGED = 1e6;

/**
 * The seed's factorization of a small matrix by gradient descent: data ≈ L·U. Cells may be unknown: training leaves
 * them out, and the product says what they might be.
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
export class MatrixFactorization {
  /** A copy of the data, rows × columns; NaN where a cell is unknown. */
  readonly data: Matrix;
  readonly features: number;
  /** The row factors, rows × features: one row of features for each row (user) of the data. */
  readonly L: Matrix;
  /** The column factors, features × columns: one column of features for each column (item) of the data. */
  readonly U: Matrix;
  /** The seed of the starting factors, whether given or drawn; null if the factors themselves were given. */
  readonly seed: number | null;
  /** The names of rows and columns, where they were given. */
  readonly labels: Labels | undefined;
  readonly history: TrainingHistory = new TrainingHistory();
  private readonly trail: Trail;
  private readonly objective: Objective;
  private done = 0;
  private lastRate: number | null = null;
  /** How many trainings have begun. */
  private trainings = 0;
  /** The best factors of the latest training. */
  private best: BestFactors | null = null;

  /**
   * Checks the data and draws the starting factors; it does not train.
   * @param data rows × columns finite numbers, copied; null or NaN where a cell is unknown.
   * @param features the length of each row of L and column of U, a whole number ≥ 1.
   * @throws ShapeError, ValueError naming the argument, the place, what it got and what it expected.
   */
  constructor(data: CellsInput, features: number, options: MatrixFactorizationOptions = {}) {
    this.data = Matrix.withUnknown(data, "data");
    this.features = checkWhole(features, "features", 1, MOST_FEATURES);
    checkOptionNames(options, ["seed", "init", "initRange", "labels"]);
    const { rows, columns } = this.data;
    // The factors, and their best so far.
    checkMemory(
      2 * (rows + columns) * features,
      "features",
      features,
      `${features}, for ${rows} × ${columns}`,
    );
    this.labels = options.labels && checkLabels(options.labels, { rows, columns });
    if (options.init === undefined) {
      this.seed = checkSeed(options.seed);
      const random = createRandom(this.seed);
      const [low, high] = checkRange(options.initRange ?? [0.1, 0.9], "initRange");
      this.L = new Matrix(rows, features, uniform(random, low, high, rows * features), { name: "L" });
      this.U = new Matrix(features, columns, uniform(random, low, high, features * columns), { name: "U" });
    } else {
      if (options.seed !== undefined) throw notWithInit("seed", options.seed);
      if (options.initRange !== undefined) throw notWithInit("initRange", options.initRange);
      checkOptionNames(options.init, ["L", "U"], "init");
      this.seed = null;
      this.L = initialFactor(options.init.L, "L", rows, features);
      this.U = initialFactor(options.init.U, "U", features, columns);
    }
    this.objective = objective(this.data, this.L, this.U);
    this.trail = new Trail(this.L.values, this.U.values);
  }

  /** How many iterations the factors have been trained. */
  get iteration(): number {
    return this.done;
  }

  /** The mean squared error over the known cells, of the factors as they are now. */
  get loss(): number {
    return this.objective.loss();
  }

  /** The learning rate of the last training, or null before any. */
  get learningRate(): number | null {
    return this.lastRate;
  }

  /** Where the factors began and how they were trained; null where they were changed by hand in between. */
  get replay(): ReplayPayload | null {
    return this.trail.replay(this.done);
  }

  /**
   * The direction that lowers the squared error of one cell fastest: 2·(data[u,i] − L[u]·U[:,i]) times the other
   * factor's entry. It is minus the derivative, as the seed has it, so that training adds it.
   * @param userRow a row of the data, counted from 0.
   * @param itemCol a column of the data, counted from 0.
   * @param wrt `{ wrtUserIdx: t }` for the entry L[userRow, t], `{ wrtItemIdx: t }` for U[t, itemCol].
   * @throws ValueError if there is no such row, column or feature, or if the cell is unknown.
   */
  singleGradient(userRow: number, itemCol: number, wrt: WithRespectTo): number {
    checkOptionNames(wrt, ["wrtUserIdx", "wrtItemIdx"], "wrt");
    const user = checkWhole(userRow, "userRow", 0, this.data.rows - 1);
    const item = checkWhole(itemCol, "itemCol", 0, this.data.columns - 1);
    if (wrt.wrtUserIdx !== undefined && wrt.wrtItemIdx !== undefined) throw bothGiven();
    const last = this.features - 1;
    if (Number.isNaN(this.data.get(user, item))) throw unknownCell(user, item);
    const error = this.data.get(user, item) - this.predict(user, item);
    if (wrt.wrtUserIdx !== undefined) {
      return 2 * error * this.U.get(checkWhole(wrt.wrtUserIdx, "wrtUserIdx", 0, last), item);
    }
    return 2 * error * this.L.get(user, checkWhole(wrt.wrtItemIdx, "wrtItemIdx", 0, last));
  }

  /**
   * Trains to the end, and lets nothing else run meanwhile; called again, it goes on from where it stood.
   *
   * In an iteration each L[i,j] in turn, then each U[i,j], gains learningRate × the mean of its gradients over the
   * other side, with all earlier updates already in place; `method` is for other orders.
   * @returns the model itself.
   * @throws ValueError for unusable options; DivergenceError if the learning rate is too high, with L and U back at
   * their lowest loss; TrainingInterrupted if a kernel's interrupt came, with L and U of the last whole iteration.
   */
  trainModel(options: TrainOptions = {}): this {
    const run = this.begin(options);
    while (this.done < run.end) run.advance();
    return this;
  }

  /**
   * Trains to the end as {@link trainModel} does, to the same bytes, and lets everything else run in between. In a
   * notebook it shows one output with progress, loss, speed, time left and the growing curve, at most twenty times a
   * second; it says how training ended, also where it failed. Elsewhere it is silent.
   *
   * Another training of the same model that begins meanwhile takes its place.
   * @example
   * await fac.train({ learningRate: 0.1, iterations: 5000 });
   * @returns a promise that has no value, so that a cell that ends with it shows the one output; it rejects with what
   * {@link trainModel} throws, and with TrainingInterrupted where `signal` or another training stops it.
   */
  async train(options: LiveTrainOptions = {}): Promise<void> {
    checkOptionNames(options, [...TRAIN_OPTIONS, ...LIVE_OPTIONS]);
    const { display, signal, onProgress, ...how } = options;
    const around = surroundings({ display, signal, onProgress }, systemClock);
    const run = this.begin(how);
    await trainInSlices(run, around);
  }

  /**
   * Trains one iteration for each event taken, and can be left at any time: the model is usable after each.
   * @throws as {@link trainModel}; wrong options at once, the others when it happens.
   */
  trainingEvents(options: TrainOptions = {}): Generator<TrainingEvent, void, undefined> {
    return this.iterate(this.begin(options));
  }

  /** L·U, rows × columns: what the factors make of the data. The seed's `np.dot(fac.L, fac.U)`. */
  reconstruct(): Matrix {
    const { rows, columns } = this.data;
    const values = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) values[i * columns + j] = this.predict(i, j);
    return new Matrix(rows, columns, values, { name: "L·U" });
  }

  toString(): string {
    const title = `Matrix factorization: ${facts(factorizationPayload(this)).join(", ")}`;
    const matrices = [this.L, this.U, this.reconstruct()].map(
      (matrix) => `${matrix.name} =\n${matrix.toString()}`,
    );
    return [title, ...matrices].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    return makeBundle(factorizationPayload(this), this.toString());
  }

  private *iterate({ advance, learningRate, end }: Descent): Generator<TrainingEvent, void, undefined> {
    while (this.done < end) {
      const loss = advance();
      yield { type: "iteration", iteration: this.done, iterations: end, loss, learningRate };
    }
  }

  /** Checks the options and gets ready. */
  private begin(options: TrainOptions): Descent {
    const { iterations, ...way } = checkTrainOptions(options, this.seed);
    const { learningRate } = way;
    const from = this.recover();
    const start = this.done;
    const end = start + iterations;
    const step = this.objective.iteration(way);
    const bound = DIVERGED * Math.max(from, this.objective.ofZero);
    const best = new BestFactors([this.L.values, this.U.values], start, from);
    this.trail.begin(start, way, from, this.history.loss.at(-1), this.objective.ofZero);
    if (this.history.loss.length === 0) this.history.record(start, from);
    this.best = best;
    this.lastRate = learningRate;
    this.history.divergedAt = null;
    const word = stopWord();
    const turn = ++this.trainings;
    const advance = (): number => {
      checkWord(word, this.done, end);
      const loss = step(learningRate);
      const iteration = this.done + 1;
      if (!(loss <= bound) || !Number.isFinite(loss)) this.giveUp(iteration, way, best);
      best.offer(iteration, loss);
      this.history.record(iteration, loss);
      this.done = iteration;
      return loss;
    };
    const isLatest = (): boolean => turn === this.trainings;
    return {
      start,
      end,
      learningRate,
      history: this.history,
      iteration: () => this.done,
      ended: () => this.done >= end,
      advance,
      isLatest,
    };
  }

  /**
   * Makes good what a training left that was cut off: JavaScript can be ended in the middle of an iteration, where no
   * `catch` or `finally` runs, and in the middle of running away, where the factors are no numbers any more.
   * @returns the loss of the factors as they are.
   */
  private recover(): number {
    let now = this.objective.loss();
    if (this.best && !Number.isFinite(now)) {
      this.goBack(this.best);
      now = this.objective.loss();
    }
    this.history.rewind(this.done);
    return now;
  }

  /** Returns to the best factors of this training and says so. */
  private giveUp(iteration: number, way: Way, best: BestFactors): never {
    this.goBack(best);
    this.history.divergedAt = iteration;
    const { learningRate } = way;
    const suggestedRate = steadyRate(learningRate, this.steepness(way));
    throw new DivergenceError(iteration, { learningRate, suggestedRate }, best.iteration);
  }

  /** How steep the gradients are from here on; means over many cells are steady with longer steps than single ones. */
  private steepness({ method, regularization = 0 }: Way): number {
    const { data, L, U, features } = this;
    const known = data.values.filter((value) => !Number.isNaN(value));
    const factors = features * (largestSize(L.values) ** 2 + largestSize(U.values) ** 2);
    return (method === "stochastic" ? 0.5 : 0.2) * (largestSize(known) + factors + regularization);
  }

  private goBack(best: BestFactors): void {
    best.restore();
    this.done = best.iteration;
    this.history.rewind(best.iteration);
  }

  private predict(row: number, column: number): number {
    const { L, U, features } = this;
    let dot = 0;
    for (let t = 0; t < features; t++) dot += L.values[row * features + t] * U.values[t * U.columns + column];
    return dot;
  }
}

function unknownCell(row: number, column: number): ValueError {
  const expected = "a cell that is known: an unknown one has no error";
  return new ValueError(`data[${row}][${column}] is unknown, expected ${expected}`, {
    argument: "data",
    index: [row, column],
    actual: null,
    expected,
  });
}

function bothGiven(): ValueError {
  const expected = "either wrtUserIdx or wrtItemIdx";
  return new ValueError(`wrt has both wrtUserIdx and wrtItemIdx, expected ${expected}`, {
    argument: "wrt",
    expected,
  });
}
