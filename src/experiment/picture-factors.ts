import { Matrix } from "../matrix/matrix";
import { MatrixFactorization } from "../models/matrix-factorization";
import { NMF } from "../models/nmf";
import { TruncatedSVD } from "../models/truncated-svd";
import type { PictureMethod } from "../payload/types";

/** What is asked for: the factors of a picture. */
export interface PictureTask {
  /** The number of rows. */
  readonly rows: number;
  /** The number of columns. */
  readonly columns: number;
  /** rows × columns finite numbers, row by row. */
  readonly values: ArrayLike<number>;
  /** How the factors are found. */
  readonly method: PictureMethod;
  /** The length of each row of L and column of U, at most the shorter side. */
  readonly features: number;
  /** Fixes everything that is random. */
  readonly seed: number;
}

/** The factors of a picture, picture ≈ L·U. */
export interface PictureFactors {
  /** rows × features. */
  readonly L: Float64Array;
  /** features × columns. */
  readonly U: Float64Array;
}

/** Enough for the picture to stop changing before the eye. */
const NMF_ITERATIONS = 100;
const DESCENT_ITERATIONS = 60;
/** The step of stochastic descent, for numbers from 0 to 1: the curvature is below 3 then, so that every step is stable. */
const LEARNING_RATE = 0.1;

/** Whether a method can factorize these numbers: parts that only add up cannot make a number below zero. */
export function canFactorize(method: PictureMethod, values: ArrayLike<number>): boolean {
  return method !== "nmf" || Array.prototype.every.call(values, (value: number) => value >= 0);
}

/**
 * Factorizes a picture, one iteration for each step, so that a worker can leave off between two.
 * @throws ValueError for numbers below zero where the method is "nmf".
 */
export function* pictureFactors(task: PictureTask): Generator<undefined, PictureFactors, undefined> {
  switch (task.method) {
    case "svd":
      return bySvd(task);
    case "nmf":
      return yield* byNmf(task);
    case "descent":
      return yield* byDescent(task);
  }
}

function bySvd({ features, seed, ...picture }: PictureTask): PictureFactors {
  const { L, U } = new TruncatedSVD({ features, seed }).fit(picture);
  return { L: L.values, U: U.values };
}

function* byNmf({ features, seed, ...picture }: PictureTask): Generator<undefined, PictureFactors> {
  const nmf = new NMF({ features, seed, iterations: NMF_ITERATIONS });
  yield* steps(nmf.trainingEvents(picture));
  return { L: nmf.L.values, U: nmf.U.values };
}

/** The picture is brought to the range from 0 to 1 for the training: a rate that suits grey levels suits them all. */
function* byDescent(task: PictureTask): Generator<undefined, PictureFactors> {
  const { rows, columns, features, seed } = task;
  const values = Float64Array.from(task.values);
  const unit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scaled = new Matrix(
    rows,
    columns,
    values.map((value) => value / unit),
  );
  const mean = scaled.values.reduce((sum, value) => sum + Math.abs(value) / values.length, 0);
  // Products of two numbers from this range have the picture's mean over the features as theirs.
  const initRange: [number, number] = [0, 2 * Math.sqrt(mean / features) || 1];
  const fac = new MatrixFactorization(scaled, features, { seed, initRange });
  const how = { method: "stochastic", learningRate: LEARNING_RATE, iterations: DESCENT_ITERATIONS } as const;
  yield* steps(fac.trainingEvents(how));
  return { L: fac.L.values.map((value) => value * unit), U: fac.U.values };
}

/** Trains to the end, and leaves off after each iteration. */
function* steps(events: Iterator<unknown>): Generator<undefined, void> {
  while (events.next().done !== true) yield;
}
