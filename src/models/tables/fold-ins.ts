import type { Matrix } from "../../matrix/matrix";

/** A row's factors fitted to all its known cells, and to all but one: `without[n]` leaves out the n-th. */
export interface FoldIns {
  /** From all known cells: `features` numbers. */
  readonly whole: Float64Array;
  /** From all known cells but one: `features` numbers for each cell that is left out. */
  readonly without: readonly Float64Array[];
}

/** The columns of a row's known cells. */
export function knownOf(row: Float64Array): number[] {
  return Array.from(row.keys()).filter((j) => !Number.isNaN(row[j]));
}

/** The equations X·w ≈ y for a row's factors w, one for each of these cells. X is n × features. */
export function equationsOf(
  row: Float64Array,
  known: readonly number[],
  U: Matrix,
): { X: Float64Array; y: Float64Array } {
  const X = new Float64Array(known.length * U.rows);
  known.forEach((j, n) => X.set(U.column(j), n * U.rows));
  return { X, y: Float64Array.from(known, (j) => row[j]) };
}
