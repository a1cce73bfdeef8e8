import { ShapeError, ValueError, wrongArgument } from "../errors";
import { MatrixFactorization } from "../models/matrix-factorization";
import type { IndexOrLabel } from "../models/tables/label-index";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { guessText } from "../outputs/guess-words";
import { makeBundle } from "../outputs/make-bundle";
import { english } from "../outputs/translate";
import type { GuessViewPayload, SweepPoint } from "../payload/types";
import { checkSeed } from "../matrix/random";
import { checkOptionNames, checkPositive } from "../training/options";
import { EXPERIMENT_DEFAULTS, EXPERIMENT_LIMITS, readExperiment } from "./experiment";
import { guessPayload } from "./guess-payload";
import { guesses, heldOutCells, randomCells } from "./held-out";
import { iterationsOf } from "./run";
import type { Experiment } from "./types";

/** Options of {@link hideAndGuess}. */
export interface HideAndGuessOptions {
  /** The cells to hide: lists of a row and a column, by their indices, counted from 0, or their labels. @default some at random */
  cells?: Iterable<readonly [row: IndexOrLabel, column: IndexOrLabel]>;
  /**
   * The share of the known cells that is hidden at random, where `cells` are not given: above 0 and below 1. No row and no
   * column loses all that is known of it. @default 0.2
   */
  share?: number;
  /** Chooses the cells: a whole number within ±(2⁵³ − 1). @default the seed of the model */
  seed?: number;
  /** The step along the gradient. @default that of the model's training, or 0.1 */
  learningRate?: number;
  /** How many iterations are trained, up to 100,000. @default as many as the model was trained, or 700 */
  iterations?: number;
  /** λ, the L2 penalty on the factors, ≥ 0. @default that of the model's training, or 0 */
  regularization?: number;
  /** The range that starting factors are drawn from, [low, high). @default [0.1, 0.9] */
  initRange?: readonly [low: number, high: number];
}

/** A cell that was hidden, and what is guessed of it. */
export interface GuessedCell {
  /** The row, counted from 0. */
  row: number;
  /** The column, counted from 0. */
  column: number;
  /** What the data hold there. */
  value: number;
  /** What L·U says, of a training that has not seen it. */
  guess: number;
}

/** What became of hiding some cells: what is guessed of them, and how well other trainings guess. A notebook draws it. */
export class HideAndGuess {
  /** The hidden cells, row by row. */
  readonly cells: readonly GuessedCell[];

  /** @internal */
  constructor(private readonly payload: GuessViewPayload) {
    const { data, heldOut, L, U } = payload;
    const places = heldOut.map(([row, column]) => row * data.columns + column);
    const guessed = guesses(
      { places },
      { features: L.columns, columns: data.columns },
      { L: L.values, U: U.values },
    );
    this.cells = heldOut.map(([row, column], n) => ({
      row,
      column,
      value: data.values[places[n]] ?? NaN,
      guess: guessed[n],
    }));
  }

  /** The root mean square error over the cells that training saw, at its end. */
  get seenError(): number {
    return Math.sqrt(this.payload.loss.values.at(-1) ?? NaN);
  }

  /** The root mean square error over the hidden cells, at the end of the training. */
  get hiddenError(): number {
    return Math.sqrt(this.payload.validation.values.at(-1) ?? NaN);
  }

  /** Mean squared errors with other numbers of features. */
  get features(): readonly SweepPoint[] {
    return this.payload.sweeps?.features ?? [];
  }

  /** Mean squared errors with other penalties λ. */
  get regularization(): readonly SweepPoint[] {
    return this.payload.sweeps?.regularization ?? [];
  }

  /** What was seen, in sentences. */
  toString(): string {
    return guessText(this.payload, english);
  }

  /** It as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(this.payload, this.toString());
  }
}

/**
 * Hides some known cells of a model's data, trains on the others, and guesses what was hidden. Beside the training of the
 * model's own kind it trains others: with 1 to 12 features, and with penalties λ, so that one sees where a model begins to
 * learn by heart. The model itself stays as it is; the trainings start from its seed and sweep entry by entry
 * ("coordinate"), whatever way it was trained. Other models, such as NMF, have another training: for these, put null in
 * the place of what you hide, fit them to that, and compare.
 *
 * Errors are compared as root mean squares, in the unit of the data. In JupyterLab cells are hidden and shown by clicking
 * them, and everything is trained anew.
 * @param model at most 100 × 100 cells and 100 features.
 * @throws ValueError for options that cannot be used, a cell that is unknown or not there, and where no cell or no other
 * one is left; ShapeError for larger data; DivergenceError is not thrown: the view says so.
 * @example
 * display(hideAndGuess(fac, { cells: [["Ada", "Alien"], ["Ben", "Brazil"]] }));
 * @see Hastie, Tibshirani & Friedman 2009, "The Elements of Statistical Learning", chapter 7
 */
export function hideAndGuess(model: MatrixFactorization, options: HideAndGuessOptions = {}): HideAndGuess {
  if (!(model instanceof MatrixFactorization)) throw wrongArgument("model", model, ALONE);
  checkOptionNames(options, OPTIONS);
  const experiment = experimentOf(model, options);
  const cells = options.cells ? givenCells(model, options.cells) : someCells(experiment, options);
  const whole = readExperiment({ ...experiment, heldOut: cells });
  if (!heldOutCells(whole)) throw nothingHidden(options);
  return new HideAndGuess(guessPayload(whole));
}

/** Which model it takes, and what to do with any other. */
const ALONE =
  "a MatrixFactorization, since all trainings here are its gradient descent; for another model, such as NMF, put null " +
  "in the place of some numbers of data, fit a new model to that, and compare its reconstruct() with those numbers";

const OPTIONS = [
  "cells",
  "share",
  "seed",
  "learningRate",
  "iterations",
  "regularization",
  "initRange",
] as const;

/** The experiment that the model is, before anything is hidden. */
function experimentOf(model: MatrixFactorization, options: HideAndGuessOptions): Experiment {
  const { data, labels, features, learningRate, replay } = model;
  if (Math.max(data.rows, data.columns) > EXPERIMENT_LIMITS.side) throw tooLarge(data);
  const trained = replay?.stages.at(-1);
  const iterations = iterationsOf(replay?.stages ?? []) || model.iteration;
  return readExperiment({
    data: Array.from({ length: data.rows }, (_, i) =>
      Array.from(data.values.subarray(i * data.columns, (i + 1) * data.columns), (value) =>
        Number.isNaN(value) ? null : value,
      ),
    ),
    labels: labels && { rows: labels.rows, columns: labels.columns },
    features,
    learningRate: options.learningRate ?? learningRate ?? EXPERIMENT_DEFAULTS.learningRate,
    iterations:
      options.iterations ??
      (Math.min(iterations, EXPERIMENT_LIMITS.iterations) || EXPERIMENT_DEFAULTS.iterations),
    regularization: options.regularization ?? trained?.regularization,
    seed: model.seed ?? EXPERIMENT_DEFAULTS.seed,
    initRange: options.initRange,
  });
}

function givenCells(
  { data, labels }: MatrixFactorization,
  cells: Iterable<readonly [IndexOrLabel, IndexOrLabel]>,
): [number, number][] {
  return Array.from(cells, (cell, n) => {
    const path = `cells[${n}]`;
    if (!Array.isArray(cell) || cell.length !== 2)
      throw wrongArgument(path, cell, "a row and a column, such as [0, 1]");
    const row = indexOf(cell[0], labels?.rows, data.rows, `${path}[0]`, "row");
    const column = indexOf(cell[1], labels?.columns, data.columns, `${path}[1]`, "column");
    if (!Number.isNaN(data.values[row * data.columns + column])) return [row, column];
    throw wrongArgument(path, cell, "a known cell: of this one there is nothing to hide");
  });
}

function indexOf(
  who: unknown,
  labels: readonly string[] | undefined,
  count: number,
  path: string,
  side: "row" | "column",
): number {
  if (typeof who === "string" && labels && labels.indexOf(who) === labels.lastIndexOf(who)) {
    const index = labels.indexOf(who);
    if (index >= 0) return index;
  }
  if (typeof who === "number" && Number.isInteger(who) && who >= 0 && who < count) return who;
  throw wrongArgument(path, who, `a ${side} from 0 to ${count - 1}${labels ? ", or its label" : ""}`);
}

function someCells({ data, seed }: Experiment, options: HideAndGuessOptions): [number, number][] {
  const share = options.share === undefined ? HIDDEN_SHARE : checkPositive(options.share, "share");
  if (share >= 1) throw wrongArgument("share", share, "a number above 0 and below 1");
  return randomCells(data, share, checkSeed(options.seed ?? seed));
}

/** A fifth. */
export const HIDDEN_SHARE = 0.2;

function nothingHidden({ cells }: HideAndGuessOptions): ValueError {
  const message = cells
    ? "cells is empty, expected at least one cell to hide"
    : "no cell of data can be hidden, since each is all that is known of its row or its column: name some as `cells`";
  return new ValueError(message, {
    argument: cells ? "cells" : "data",
    actual: 0,
    expected: "at least one cell",
  });
}

function tooLarge({ rows, columns }: { rows: number; columns: number }): ShapeError {
  const expected = `at most ${EXPERIMENT_LIMITS.side} rows and columns; for more, \`split\` and \`evaluate\``;
  return new ShapeError(`data is ${rows} × ${columns}, expected ${expected}`, {
    argument: "data",
    actual: [rows, columns],
    expected,
  });
}
