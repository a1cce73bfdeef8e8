import { Matrix } from "../matrix/matrix";
import type { CellsInput } from "../matrix/read";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { facts } from "../outputs/describe";
import { makeBundle } from "../outputs/make-bundle";
import { factorizationPayload } from "../payload/build";
import type { FactorizationLike } from "../payload/build";
import { BestFactors } from "../training/best-factors";
import { TrainingHistory } from "../training/history";
import type { IterationEvent } from "../training/history";
import { checkWord, stopWord } from "../training/stop";
import { checkWidth, fitted, productOf, tooLarge } from "./fitted";
import { checkNMFOptions } from "./nmf/options";
import type { NMFOptions, NMFSettings } from "./nmf/options";
import { nonnegativeProblem } from "./nmf/problem";
import type { NonnegativeProblem } from "./nmf/problem";
import { readNonnegative, startAtSums, startingFactors } from "./nmf/start";

interface Fitted {
  data: Matrix;
  L: Matrix;
  U: Matrix;
  problem: NonnegativeProblem;
  history: TrainingHistory;
  iteration: number;
}

/**
 * Nonnegative matrix factorization: data ≈ L·U, where no number is below zero, so that each row is a sum of parts and
 * nothing is taken away again. L is rows × features, U is features × columns. Cells may be unknown: training leaves
 * them out, and the product says what they might be.
 *
 * @example
 * const nmf = new NMF({ features: 2, seed: 1 }).fit([[1, 2, 0], [2, 4, 0], [0, 1, 5]]);
 * nmf.reconstruct();
 *
 * @see Lee & Seung 1999, "Learning the parts of objects by non-negative matrix factorization"
 */
export class NMF {
  /** How the model is trained, with the defaults where nothing was said. */
  readonly settings: Readonly<NMFSettings>;
  private state: Fitted | null = null;

  /** Checks the options; it does not train. @throws ValueError, naming the option, what it got and what it expected. */
  constructor(options: NMFOptions) {
    this.settings = checkNMFOptions(options);
  }

  /** The length of each row of L and column of U. */
  get features(): number {
    return this.settings.features;
  }

  /** The seed of the starting factors, whether given or drawn; null if the factors themselves were given. */
  get seed(): number | null {
    return this.settings.seed;
  }

  /** How many iterations the factors have been trained. */
  get iteration(): number {
    return this.state?.iteration ?? 0;
  }

  /** The losses of the latest training: the mean squared error, whichever loss training lowers. */
  get history(): TrainingHistory {
    return this.state?.history ?? new TrainingHistory();
  }

  /** A copy of the data, rows × columns; NaN where a cell is unknown. @throws NotFittedError before fit. */
  get data(): Matrix {
    return fitted(this.state, "data").data;
  }

  /** The row factors, rows × features, ≥ 0. @throws NotFittedError before fit. */
  get L(): Matrix {
    return fitted(this.state, "L").L;
  }

  /** The column factors, features × columns, ≥ 0. @throws NotFittedError before fit. */
  get U(): Matrix {
    return fitted(this.state, "U").U;
  }

  /** The mean squared error over the known cells, whichever loss training lowers. @throws NotFittedError before fit. */
  get loss(): number {
    const { problem } = fitted(this.state, "loss");
    return problem.errors().squared / problem.cells;
  }

  /**
   * ‖data − L·U‖ over the known cells, the root of the sum of squared errors; for the Kullback–Leibler loss, the root of
   * twice the divergence. scikit-learn's `reconstruction_err_`. @throws NotFittedError before fit.
   */
  get reconstructionError(): number {
    return Math.sqrt(fitted(this.state, "reconstructionError").problem.errors().lowered);
  }

  /**
   * Trains to the end; called again, it begins anew.
   * @param data rows × columns finite numbers ≥ 0, copied; null or NaN where a cell is unknown. A row or column without
   * any known cell keeps its starting factors.
   * @returns the model itself.
   * @throws ShapeError, ValueError naming the place; TrainingInterrupted if a kernel's interrupt came, with L and U of
   * the last whole iteration.
   */
  fit(data: CellsInput): this {
    const events = this.trainingEvents(data);
    while (!events.next().done);
    return this;
  }

  /**
   * Trains one iteration for each event taken, and can be left at any time: the model is usable after each.
   * @throws as {@link fit}; wrong data at once, the others when it happens.
   */
  trainingEvents(data: CellsInput): Generator<IterationEvent, void, undefined> {
    const state = this.begin(data);
    return this.iterate(state);
  }

  /**
   * The row factors of new rows, with U as it is: for each row the L ≥ 0 that lowers the loss and its penalty most.
   * @param rows numbers ≥ 0, null or NaN where unknown, as many columns as the data.
   * @returns one row of `features` numbers for each; zeros for a row without any known cell.
   * @throws ShapeError, ValueError
   */
  transform(rows: CellsInput): Matrix {
    const { U } = fitted(this.state, "transform");
    const given = readNonnegative(rows, "rows");
    checkWidth(given, U.columns, "rows");
    const { loss, iterations, tolerance, features } = this.settings;
    const squared = loss === "frobenius";
    const L = new Matrix(given.rows, features, new Float64Array(given.rows * features), { name: "L" });
    // Multiplication cannot leave zero; coordinate descent can, and is faster.
    if (!squared) startAtSums(L, given, U);
    const problem = nonnegativeProblem(given, L, U, { ...this.settings, solver: squared ? "cd" : "mu" });
    let now = problem.errors().lowered;
    for (let k = 0; k < iterations; k++) {
      problem.updateL();
      const before = now;
      now = problem.errors().lowered;
      if (Math.abs(before - now) < tolerance * before) break;
    }
    if (!Number.isFinite(now)) throw tooLarge("rows");
    return L;
  }

  /** L·U, rows × columns: what the factors make of the data, unknown cells included. @throws NotFittedError before fit. */
  reconstruct(): Matrix {
    const { data, L, U } = fitted(this.state, "reconstruct");
    return new Matrix(data.rows, data.columns, productOf(L, U), { name: "L·U" });
  }

  toString(): string {
    const name = "Nonnegative matrix factorization";
    if (this.state === null) return `${name}: ${this.features} features, not fitted yet`;
    const title = `${name}: ${facts(factorizationPayload(this.shown())).join(", ")}`;
    const matrices = [this.L, this.U, this.reconstruct()];
    return [title, ...matrices.map((matrix) => `${matrix.name} =\n${matrix.toString()}`)].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    return makeBundle(factorizationPayload(this.shown()), this.toString());
  }

  private shown(): FactorizationLike {
    const { data, L, U, history, iteration } = fitted(this.state, "display");
    return { data, L, U, history, iteration, learningRate: null, seed: this.seed };
  }

  /** Checks the data and draws the starting factors. */
  private begin(input: CellsInput): Fitted {
    const data = readNonnegative(input, "data");
    const { L, U } = startingFactors(data, this.settings);
    const problem = nonnegativeProblem(data, L, U, this.settings);
    const loss = problem.errors().squared / problem.cells;
    if (!Number.isFinite(loss)) throw tooLarge("init");
    const history = new TrainingHistory();
    history.record(0, loss);
    this.state = { data, L, U, problem, history, iteration: 0 };
    return this.state;
  }

  private *iterate(state: Fitted): Generator<IterationEvent, void, undefined> {
    const { L, U, problem, history } = state;
    const { iterations, tolerance } = this.settings;
    const word = stopWord();
    const best = new BestFactors([L.values, U.values], 0, history.loss[0]);
    let [before, now] = [Infinity, problem.errors().lowered];
    while (state.iteration < iterations && !(Math.abs(before - now) < tolerance * before)) {
      checkWord(word, state.iteration, iterations);
      const { squared, lowered } = problem.update();
      const loss = squared / problem.cells;
      [before, now] = [now, lowered];
      if (!Number.isFinite(now) || !Number.isFinite(loss)) giveUp(state, best);
      state.iteration++;
      best.offer(state.iteration, loss);
      history.record(state.iteration, loss);
      yield { type: "iteration", iteration: state.iteration, iterations, loss };
    }
  }
}

/** Returns to the best factors and says why. */
function giveUp(state: Fitted, best: BestFactors): never {
  best.restore();
  state.iteration = best.iteration;
  state.history.rewind(best.iteration);
  throw tooLarge("data");
}
