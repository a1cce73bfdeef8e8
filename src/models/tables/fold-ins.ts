import type { Matrix } from "../../matrix/matrix";

/** The factors that a row gets from all its known cells, and from all but one: `without[n]` lacks the n-th. */
export interface FoldIns {
  /** From all known cells: `features` numbers. */
  readonly whole: Float64Array;
  /** From all known cells but one: `features` numbers for each cell that is left out. */
  readonly without: readonly Float64Array[];
}

/** Which cells of a row are known. */
export function knownOf(row: Float64Array): number[] {
  return Array.from(row.keys()).filter((j) => !Number.isNaN(row[j]));
}

/** What a row's factors have to fulfil: X·w ≈ y, with one equation for each of these cells. X is n × features. */
export function equationsOf(
  row: Float64Array,
  known: readonly number[],
  U: Matrix,
): { X: Float64Array; y: Float64Array } {
  const X = new Float64Array(known.length * U.rows);
  known.forEach((j, n) => X.set(U.column(j), n * U.rows));
  return { X, y: Float64Array.from(known, (j) => row[j]) };
}
