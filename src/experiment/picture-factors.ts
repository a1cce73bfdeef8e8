import { Matrix } from "../matrix/matrix";
import { createRandom, uniform } from "../matrix/random";
import { MatrixFactorization } from "../models/matrix-factorization";
import { transposeInto } from "../numerics/dense";
import { coordinateSweep } from "../numerics/nonnegative-sweep";
import { truncatedSvd } from "../numerics/truncated-svd";
import { LIMITS } from "../payload/limits";
import type { PictureMethod } from "../payload/types";

// By the readable forms of the models' calculations: a picture is small, and the kernels of NMF and TruncatedSVD would make
// the views, which have no other use for them, larger by a tenth.

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

/** As `TruncatedSVD` has them. */
const OVERSAMPLES = 10;
const POWER_ITERATIONS = 7;
/** Enough for the picture to stop changing before the eye. */
const NMF_ITERATIONS = 100;
const DESCENT_ITERATIONS = 60;
/** The step of stochastic descent, for numbers from 0 to 1: the curvature is below 3 then, so that every step is stable. */
const LEARNING_RATE = 0.1;

/** The rows and columns of a picture: no fewer, and made no more, than these. */
export const PICTURE_SIDE = {
  /** The least. */
  least: LIMITS.pictureLeast,
  /** The most. */
  most: LIMITS.pictureSide,
};

/** The most features of a picture. */
export function mostPictureFeatures({ rows, columns }: Pick<PictureTask, "rows" | "columns">): number {
  return Math.min(LIMITS.pictureFeatures, rows, columns);
}

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
      return yield* bySvd(task);
    case "nmf":
      return yield* byNmf(task);
    case "descent":
      return yield* byDescent(task);
  }
}

function* bySvd({
  rows,
  columns,
  values,
  features,
  seed,
}: PictureTask): Generator<undefined, PictureFactors> {
  const width = Math.min(features + OVERSAMPLES, rows, columns);
  const probe = uniform(createRandom(seed), -1, 1, columns * width);
  yield;
  return truncatedSvd(Float64Array.from(values), rows, columns, features, probe, POWER_ITERATIONS);
}

/** Coordinate descent, one entry after another, all of L and then all of U. */
function* byNmf({
  rows,
  columns,
  values,
  features,
  seed,
}: PictureTask): Generator<undefined, PictureFactors> {
  const D = Float64Array.from(values);
  const T = new Float64Array(D.length);
  transposeInto(D, rows, columns, T);
  const random = createRandom(seed);
  const range = startingRange(D, features);
  const L = uniform(random, ...range, rows * features);
  const V = uniform(random, ...range, columns * features);
  const [G, N] = [new Float64Array(features * features), new Float64Array(features)];
  for (let iteration = 0; iteration < NMF_ITERATIONS; iteration++) {
    coordinateSweep(D, L, V, rows, columns, features, 0, G, N);
    coordinateSweep(T, V, L, columns, rows, features, 0, G, N);
    yield;
  }
  const U = new Float64Array(V.length);
  transposeInto(V, columns, features, U);
  return { L, U };
}

/** A range from which products of two numbers have the picture's mean over the features as theirs. */
function startingRange(values: Float64Array, features: number): [number, number] {
  const mean = values.reduce((sum, value) => sum + Math.abs(value) / values.length, 0);
  return [0, 2 * Math.sqrt(mean / features) || 1];
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
  const initRange = startingRange(scaled.values, features);
  const fac = new MatrixFactorization(scaled, features, { seed, initRange });
  const how = { method: "stochastic", learningRate: LEARNING_RATE, iterations: DESCENT_ITERATIONS } as const;
  yield* steps(fac.trainingEvents(how));
  return { L: fac.L.values.map((value) => value * unit), U: fac.U.values };
}

/** Trains to the end, and leaves off after each iteration. */
function* steps(events: Iterator<unknown>): Generator<undefined, void> {
  while (events.next().done !== true) yield;
}
