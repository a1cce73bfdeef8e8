// What the benchmark of the views shows.
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";

const require = createRequire(import.meta.url);
const { Matrix, MatrixFactorization, hideAndGuess, jupyterDisplay, picture } = require(root);
export const { PAYLOAD_MIME } = require(join(root, "lib", "view.js"));

/** @param {{ [key: symbol]: () => Record<string, unknown> }} value a displayable one */
const payloadOf = (value) => value[jupyterDisplay]()[PAYLOAD_MIME];

export const smallMatrix = () => payloadOf(Matrix.from([[1, 2, 3]]));

/** Payloads of one 6 × 3 factorization, one an iteration. @param {number} count */
export function states(count) {
  const model = new MatrixFactorization(
    Array.from({ length: 6 }, () => [1, 2, 3]),
    2,
    { seed: 7 },
  );
  return Array.from({ length: count }, () => {
    model.trainModel({ iterations: 5, learningRate: 0.05 });
    return payloadOf(model);
  });
}

/**
 * A model of smooth data with four features.
 * @param {number} rows
 * @param {number} columns
 * @param {number} iterations
 * @param {number} learningRate
 */
function wave(rows, columns, iterations, learningRate) {
  const at = (i, j) => 3 + Math.sin(i / 90) * Math.cos(j / 70);
  const data = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));
  return new MatrixFactorization(data, 4, { seed: 7 }).trainModel({ iterations, learningRate });
}

/** A trained factorization, whose states can be scrubbed. @param {number} rows @param {number} columns */
export const trained = (rows, columns) => payloadOf(wave(rows, columns, 100, 0.002));

export const large = () => payloadOf(wave(2000, 2000, 2, 1e-4));

/** The plane of features of 30 × 20. */
export const plane = () => payloadOf(wave(30, 20, 100, 0.002).plane());

/** The dials of 30 × 20. */
export const byHand = () => payloadOf(wave(30, 20, 100, 0.002).byHand());

/** What is hidden and guessed of 30 × 20: a cell in each row. */
export function guess() {
  const cells = Array.from({ length: 30 }, (_, row) => [row, (7 * row) % 20]);
  return payloadOf(hideAndGuess(wave(30, 20, 60, 0.002), { cells }));
}

/** 30 × 20 as a picture. */
export const image = () => payloadOf(picture(wave(30, 20, 100, 0.002).data, { features: 8 }));
