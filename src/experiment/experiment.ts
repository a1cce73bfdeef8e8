import { describeValue, isList, ShapeError, ValueError } from "../errors";
import { checkSeed } from "../matrix/random";
import { own } from "../payload/fields";
import { checkLabels, checkNotNegative, checkPositive, checkRange, checkWhole } from "../training/options";
import { stillHeldOut } from "./held-out";
import type { Experiment } from "./types";

/** The largest experiment: one that can still be edited cell by cell, and trained while a person watches. */
export const EXPERIMENT_LIMITS = {
  /** Rows, or columns. */
  side: 100,
  /** Features. */
  features: 100,
  /** Iterations. */
  iterations: 100_000,
  /** Characters of the name of a row or column. */
  name: 80,
} as const;

/** The defaults of an experiment's fields; its data have none. */
export const EXPERIMENT_DEFAULTS: Readonly<
  Omit<Experiment, "data" | "labels" | "regularization" | "heldOut" | "plane" | "hand">
> = {
  features: 2,
  learningRate: 0.1,
  iterations: 700,
  seed: 7,
  initRange: [0.1, 0.9],
};

/**
 * Checks an experiment from anywhere, such as the clipboard, and returns a clean copy with the known fields only.
 * Missing fields, but for the data, are taken from {@link EXPERIMENT_DEFAULTS}.
 * @param value `{ data, features, … }`, with at most 100 × 100 cells, 100 features and 100,000 iterations.
 * @throws ShapeError if the data are not rows of equal length, ValueError for anything else that cannot be used;
 * both name the field, its value and what was expected.
 */
export function readExperiment(value: unknown): Experiment {
  if (typeof value !== "object" || value === null || isList(value)) {
    throw wrongExperiment("experiment", value, "an object such as { data: [[1, 2], [3, 4]] }");
  }
  const field = (name: keyof Experiment): unknown => own(value, name);
  const option = (name: keyof typeof EXPERIMENT_DEFAULTS): unknown =>
    field(name) ?? EXPERIMENT_DEFAULTS[name];
  const whole = (name: "features" | "iterations"): number =>
    checkWhole(option(name), name, 1, EXPERIMENT_LIMITS[name]);
  const data = readData(field("data"));
  const [low, high] = checkRange(option("initRange"), "initRange");
  return {
    data,
    ...readExperimentLabels(field("labels"), data.length, data[0].length),
    features: whole("features"),
    learningRate: checkPositive(option("learningRate"), "learningRate"),
    iterations: whole("iterations"),
    ...readPenalty(field("regularization")),
    seed: checkSeed(option("seed") as number) + 0,
    initRange: [low + 0, high + 0],
    ...readHeldOut(field("heldOut"), data),
    ...readPlane(field("plane"), whole("features")),
    ...readHand(field("hand"), data.length * whole("features"), data[0].length * whole("features")),
  };
}

function readPenalty(value: unknown): Pick<Experiment, "regularization"> {
  if (value === undefined || value === null) return {};
  const regularization = checkNotNegative(value, "regularization");
  return regularization > 0 ? { regularization } : {};
}

/** The held-out cells, row by row: known ones, each once, and not all of them. */
function readHeldOut(value: unknown, data: Experiment["data"]): Pick<Experiment, "heldOut"> {
  if (value === undefined || value === null) return {};
  const known = data.flat().filter((cell) => cell !== null).length;
  if (!isList(value)) throw wrongExperiment("heldOut", value, "a list of cells such as [[0, 1], [2, 0]]");
  const cells = Array.from(value, (cell, n): [number, number] => {
    if (!isList(cell) || cell.length !== 2)
      throw wrongExperiment(`heldOut[${n}]`, cell, "a row and a column");
    const row = checkWhole(cell[0], `heldOut[${n}][0]`, 0, data.length - 1);
    const column = checkWhole(cell[1], `heldOut[${n}][1]`, 0, data[0].length - 1);
    if (data[row][column] === null)
      throw wrongExperiment(`heldOut[${n}]`, cell, "a known cell: this one is unknown");
    return [row, column];
  });
  const heldOut = stillHeldOut(data, cells);
  if (heldOut.length === 0) return {};
  if (heldOut.length < known) return { heldOut };
  const all = `${known} ${known === 1 ? "cell" : "cells, all that are known"}`;
  throw new ValueError(`heldOut has ${all}, expected at least one known cell that stays`, {
    argument: "heldOut",
    actual: heldOut.length,
    expected: "at least one known cell that stays",
  });
}

/** The features of the plane: two that differ, or one. */
function readPlane(value: unknown, features: number): Pick<Experiment, "plane"> {
  if (value === undefined || value === null) return {};
  if (!isList(value) || value.length < 1 || value.length > 2)
    throw wrongExperiment("plane", value, "one or two features, such as [0, 1]");
  const plane = Array.from(value, (feature, k) => checkWhole(feature, `plane[${k}]`, 0, features - 1));
  if (plane[0] === plane[1]) throw wrongExperiment("plane[1]", plane[1], `another feature than ${plane[0]}`);
  return { plane };
}

/** The factors that were turned by hand: as many numbers as there are of each. */
function readHand(value: unknown, inL: number, inU: number): Pick<Experiment, "hand"> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || isList(value))
    throw wrongExperiment("hand", value, "an object such as { L: [1, 2], U: [3, 4] }");
  const numbers = (name: "L" | "U", count: number): number[] => {
    const list = own(value, name);
    if (!isList(list) || list.length !== count)
      throw wrongExperiment(`hand.${name}`, list, `a list of ${count} numbers`);
    return Array.from(list, (number, k) => {
      if (typeof number === "number" && Number.isFinite(number)) return number + 0;
      throw wrongExperiment(`hand.${name}[${k}]`, number, "a finite number");
    });
  };
  return { hand: { L: numbers("L", inL), U: numbers("U", inU) } };
}

function readData(value: unknown): (number | null)[][] {
  const rows = readSide(value, "data", "rows of numbers");
  const data = rows.map((row, i) => {
    const cells = readSide(row, `data[${i}]`, "a row of numbers");
    const columns = isList(rows[0]) ? rows[0].length : cells.length;
    if (cells.length !== columns) {
      throw misshapen(`data[${i}]`, `has ${columnCount(cells.length)}`, `${columns}, as row 0 has`);
    }
    return cells.map((cell, j) => readExperimentCell(cell, `data[${i}][${j}]`));
  });
  if (data.some((row) => row.some((cell) => cell !== null))) return data;
  throw wrongExperiment("data", null, "at least one known number");
}

/** Reads the rows, or the cells of one row: a list that is not empty, and not longer than can be edited. */
function readSide(value: unknown, path: string, expected: string): unknown[] {
  if (!Array.isArray(value)) throw misshapen(path, `is ${describeValue(value)}`, expected);
  const what = path === "data" ? "row" : "column";
  if (value.length === 0) throw misshapen(path, `has no ${what}s`, `at least one ${what}`);
  if (value.length > EXPERIMENT_LIMITS.side) {
    throw misshapen(
      path,
      `has ${value.length} ${what}s`,
      "at most 100: the playground edits 100 × 100 cells",
    );
  }
  return Array.from(value as unknown[]);
}

function readExperimentCell(value: unknown, path: string): number | null {
  if (value === null) return null;
  // Turns −0 into 0, so that a number survives being written as text.
  if (typeof value === "number" && Number.isFinite(value)) return value + 0;
  throw wrongExperiment(path, value, "a finite number, or null where a cell is unknown");
}

function readExperimentLabels(value: unknown, rows: number, columns: number): Pick<Experiment, "labels"> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") throw wrongExperiment("labels", value, "an object such as { rows: […] }");
  const given = { rows: own(value, "rows") ?? undefined, columns: own(value, "columns") ?? undefined };
  const names = Object.entries(checkLabels(given, { rows, columns }));
  if (names.length === 0) return {};
  return { labels: Object.fromEntries(names.map(([side, list]) => [side, list.map(shortenedName)])) };
}

/** Replaces half a character, which the cut can leave, since a link cannot hold it. */
function shortenedName(name: string): string {
  return name.slice(0, EXPERIMENT_LIMITS.name).replace(/\p{Surrogate}/gu, "\uFFFD");
}

function columnCount(count: number): string {
  return `${count} ${count === 1 ? "column" : "columns"}`;
}

function misshapen(argument: string, actual: string, expected: string): ShapeError {
  return new ShapeError(`${argument} ${actual}, expected ${expected}`, { argument, actual, expected });
}

function wrongExperiment(argument: string, actual: unknown, expected: string): ValueError {
  const message = `${argument} is ${describeValue(actual)}, expected ${expected}`;
  return new ValueError(message, { argument, actual, expected });
}
