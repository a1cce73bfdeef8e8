import { createRandom, shuffle } from "../matrix/random";
import { square } from "../numerics/powers";
import type { Experiment, HeldOutCells, RunStart } from "./types";

/** The data of an experiment, and which of its cells are held out. */
export type HeldOutData = Pick<Experiment, "data" | "heldOut">;

/** The data that training sees: held-out cells are unknown to it. Rows without one are shared. */
export function seenData({ data, heldOut = [] }: HeldOutData): (number | null)[][] {
  const hidden = new Set(heldOut.map(([i]) => i));
  const seen = data.map((row, i) => (hidden.has(i) ? [...row] : row));
  for (const [i, j] of heldOut) seen[i][j] = null;
  return seen;
}

/** The held-out cells with their true values; undefined where none is held out. */
export function heldOutCells({ data, heldOut = [] }: HeldOutData): HeldOutCells | undefined {
  if (heldOut.length === 0) return undefined;
  return {
    places: heldOut.map(([i, j]) => i * data[0].length + j),
    values: heldOut.map(([i, j]) => data[i][j] ?? NaN),
  };
}

/** Those of the cells that can be held out: they are there and known, each once, row by row. */
export function stillHeldOut(
  data: Experiment["data"],
  cells: Iterable<readonly [row: number, column: number]>,
): [row: number, column: number][] {
  const columns = data[0].length;
  const places = new Set<number>();
  for (const [i, j] of cells)
    if (j < columns && typeof data[i]?.[j] === "number") places.add(i * columns + j);
  return [...places].sort((a, b) => a - b).map((place) => [Math.floor(place / columns), place % columns]);
}

/** An experiment with other cells held out; those that are not known are left out. */
export function withHeldOut<Held extends HeldOutData>(
  { heldOut: _, ...experiment }: Held,
  cells: Iterable<readonly [row: number, column: number]>,
): Held {
  const heldOut = stillHeldOut(experiment.data, cells);
  return { ...experiment, ...(heldOut.length > 0 ? { heldOut } : {}) } as Held;
}

/**
 * Chooses a share of the known cells at random, at least one. No row and no column loses all that is known of it, so that
 * fewer are chosen where that cannot be.
 * @param share from 0 to 1. @param seed the same seed chooses the same cells.
 * @returns the places, row by row.
 */
export function randomCells(
  data: Experiment["data"],
  share: number,
  seed: number,
): [row: number, column: number][] {
  const known = data.flatMap((row, i) => row.flatMap((cell, j) => (cell === null ? [] : [[i, j] as const])));
  const inRow = countsOf(known.map(([i]) => i));
  const inColumn = countsOf(known.map(([, j]) => j));
  let left = Math.max(1, Math.round(share * known.length));
  const order = Array.from(known.keys());
  shuffle(order, createRandom(seed, "hide"));
  const chosen = order
    .map((n) => known[n])
    .filter(([i, j]) => {
      if (left === 0 || inRow[i] < 2 || inColumn[j] < 2) return false;
      inRow[i]--;
      inColumn[j]--;
      left--;
      return true;
    });
  return stillHeldOut(data, chosen);
}

function countsOf(indices: readonly number[]): number[] {
  const counts: number[] = [];
  for (const index of indices) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

/** What L·U says of each held-out cell. */
export function guesses(
  { places }: Pick<HeldOutCells, "places">,
  { features, columns }: Pick<RunStart, "features" | "columns">,
  { L, U }: { readonly L: ArrayLike<number>; readonly U: ArrayLike<number> },
): number[] {
  return places.map((place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let k = 0; k < features; k++) sum += L[row * features + k] * U[k * columns + column];
    return sum;
  });
}

/** The mean squared error of guesses, and its standard error: null for a single cell, which tells nothing of others. */
export function guessError(
  guessed: readonly number[],
  truth: readonly number[],
): {
  /** The mean squared error. */
  loss: number;
  /** Its standard error. */
  error: number | null;
} {
  const count = guessed.length;
  const squares = guessed.map((value, n) => bounded(square(truth[n] - value)));
  const loss = squares.reduce((sum, each) => sum + each / count, 0);
  if (count < 2) return { loss, error: null };
  const variance = squares.reduce((sum, each) => sum + square(each - loss) / (count - 1), 0);
  return { loss, error: bounded(Math.sqrt(variance / count)) };
}

/** The largest error that is told: what grows beyond all numbers stays one that can be written. */
function bounded(value: number): number {
  return value < 1e300 ? value : 1e300;
}
