/**
 * The original notebook's iteration where some cells of D are unknown: each entry of L and U gains rate × the mean of
 * its gradients over the known cells of its row or column, each less 2·λ × the entry. An entry without known cells stays
 * as it is.
 *
 * Shapes as in the full form: D rows × columns with NaN where unknown, L rows × features, U features × columns.
 */
import { sumOfSquares } from "./dense";
import { transposedPattern } from "./sparse";

/** The known cells, row by row: the cells of row i are numbered from `starts[i]` to `starts[i + 1]`. */
export interface KnownCells {
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
}

export function knownCells(D: Float64Array, rows: number, columns: number): KnownCells {
  const starts = new Int32Array(rows + 1);
  const indices: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let k = i * columns; k < (i + 1) * columns; k++) if (!Number.isNaN(D[k])) indices.push(k);
    starts[i + 1] = indices.length;
  }
  return {
    starts,
    columns: Int32Array.from(indices, (k) => k % columns),
    values: Float64Array.from(indices, (k) => D[k]),
  };
}

/** The sum of squared errors over the known cells. */
export function knownSquaredError(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
): number {
  const E = new Float64Array(known.values.length);
  knownErrors(known, L, U, features, columns, E);
  return sumOfSquares(E);
}

/** A part of an iteration, which takes some milliseconds at most. `rate` is the learning rate. */
export type Part = (rate: number) => void;

/** An iteration over known cells, which updates L and U in entry, part by part. */
export interface IterationParts {
  readonly parts: readonly Part[];
  /** The errors after the last part. */
  readonly E: Float64Array;
}

/** A part has about so many known cells, times the features: it takes some milliseconds. */
const PART = 5e5;
/** An iteration over so many is worth stopping on its way. */
const LONG = 1e6;

/** Whether an iteration takes long. */
export function isLong({ values }: KnownCells, features: number): boolean {
  return values.length * features >= LONG;
}

/** Cuts lines into parts. @param prepare prepares the part of these lines, of which the first one is line `first`. */
export function partsOf<Some extends Pick<Lines, "starts">>(
  lines: Some,
  features: number,
  prepare: (lines: Some, first: number) => Part,
): Part[] {
  const { starts } = lines;
  const parts: Part[] = [];
  for (let first = 0, end = 1; end < starts.length; end++) {
    if ((starts[end] - starts[first]) * features < PART && end + 1 < starts.length) continue;
    parts.push(prepare({ ...lines, starts: starts.subarray(first, end + 1) }, first));
    first = end;
  }
  return parts;
}

/**
 * The parts for all lines of L, and then for those of U.
 * @param prepare prepares the part for some lines of X, L or U, of which the first one begins at `at`; Y is the other factor.
 */
export function partsOfBoth(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  prepare: (
    lines: Lines,
    at: number,
    X: Float64Array,
    x: EntryStrides,
    Y: Float64Array,
    y: EntryStrides,
  ) => Part,
): Part[] {
  const { across, down } = knownLines(known, columns);
  const l = { line: features, feature: 1 };
  const u = { line: 1, feature: columns };
  return [
    ...partsOf(across, features, (lines, first) => prepare(lines, first * features, L, l, U, u)),
    ...partsOf(down, features, (lines, first) => prepare(lines, first, U, u, L, l)),
  ];
}

/** {@link knownErrors} in parts. */
export function errorParts(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  E: Float64Array,
): Part[] {
  return partsOf(known, features, (rows, first) => {
    const own = L.subarray(first * features);
    return () => {
      knownErrors(rows, own, U, features, columns, E);
    };
  });
}

/** The original notebook's iteration, in parts. */
export function knownIteration(
  known: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  regularization: number = 0,
): IterationParts {
  const E = new Float64Array(known.values.length);
  const sweeps = partsOfBoth(known, L, U, features, columns, (lines, at, X, x, Y, y) => {
    const own = X.subarray(at);
    return (rate) => {
      sweepLines(E, lines, own, x, Y, y, features, 2 * rate, regularization);
    };
  });
  return { parts: [...errorParts(known, L, U, features, columns, E), ...sweeps], E };
}

/** Writes the error of each known cell. */
export function knownErrors(
  { starts, columns: columnOf, values }: KnownCells,
  L: Float64Array,
  U: Float64Array,
  features: number,
  columns: number,
  E: Float64Array,
): void {
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let p = starts[i]; p < starts[i + 1]; p++) {
      let error = values[p];
      for (let t = 0; t < features; t++) error -= L[i * features + t] * U[t * columns + columnOf[p]];
      E[p] = error;
    }
  }
}

/** The known cells of each row or column in turn: the indices of their errors, and their lines of the other factor. */
export interface Lines {
  starts: Int32Array;
  errors: Int32Array;
  others: Int32Array;
}

/** The known cells row by row, and column by column. */
export function knownLines(known: KnownCells, columns: number): { across: Lines; down: Lines } {
  const { starts, columns: others } = known;
  const across = { starts, errors: Int32Array.from(others, (_, p) => p), others };
  const down = transposedPattern({ rows: starts.length - 1, offsets: starts, indices: others }, columns);
  return { across, down: { starts: down.offsets, errors: down.order, others: down.indices } };
}

/** Where the entry of line l and feature t lies in memory: at `line * l + feature * t`. */
export interface EntryStrides {
  line: number;
  feature: number;
}

/** Σ error × the entry of feature t in the other factor, over the known cells `from` up to, not including, `to`. */
export function gradientSum(
  E: Float64Array,
  { errors: errorOf, others }: Lines,
  from: number,
  to: number,
  Y: Float64Array,
  y: EntryStrides,
  t: number,
): number {
  let sum = 0;
  for (let q = from; q < to; q++) sum += E[errorOf[q]] * Y[others[q] * y.line + t * y.feature];
  return sum;
}

/**
 * Sweeps X line by line, feature by feature, with the errors kept up to date. `scale` is 2 × learning rate.
 * @param after is called after each update of an entry.
 */
export function sweepLines(
  E: Float64Array,
  lines: Lines,
  X: Float64Array,
  x: EntryStrides,
  Y: Float64Array,
  y: EntryStrides,
  features: number,
  scale: number,
  regularization: number,
  after?: () => void,
): void {
  const { starts, errors: errorOf, others } = lines;
  for (let l = 0; l + 1 < starts.length; l++) {
    const [from, to] = [starts[l], starts[l + 1]];
    if (from === to) continue;
    for (let t = 0; t < features; t++) {
      const gradient = gradientSum(E, lines, from, to, Y, y, t);
      const entry = l * x.line + t * x.feature;
      const step = (scale / (to - from)) * (gradient - regularization * (to - from) * X[entry]);
      X[entry] += step;
      for (let q = from; q < to; q++) E[errorOf[q]] -= step * Y[others[q] * y.line + t * y.feature];
      after?.();
    }
  }
}
