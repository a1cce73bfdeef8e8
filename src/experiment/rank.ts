import { singularValues } from "../numerics/singular-values";

/** How close a product of two factors can come to the data. */
export interface RankFacts {
  /** The numerical rank of the data: with that many features, a product equals the data exactly. */
  rank: number;
  /** The least mean squared error of any product with the experiment's features; 0 if they are enough. */
  reachable: number;
}

/**
 * Finds the rank of the data and the least mean squared error with `features` features: the sum of the squares of the
 * singular values that are left out, divided by the number of cells.
 * @param data rows × columns, at least one of each.
 * @returns null if a cell is unknown: a matrix with unknown cells has no rank of its own.
 * @see Eckart & Young 1936, "The approximation of one matrix by another of lower rank"
 */
export function rankFacts(data: readonly (readonly (number | null)[])[], features: number): RankFacts | null {
  const [rows, columns] = [data.length, data[0].length];
  const values = data.flat().filter((value) => value !== null);
  if (values.length < rows * columns) return null;
  const singular = singularValues(values, rows, columns);
  // Smaller values are zeros after rounding; NumPy's matrix_rank uses the same bound.
  const tolerance = singular[0] * Math.max(rows, columns) * Number.EPSILON;
  const nonzero = singular.filter((value) => value > tolerance);
  const omitted = nonzero.slice(features);
  return { rank: nonzero.length, reachable: omitted.reduce((sum, s) => sum + s * s, 0) / (rows * columns) };
}
