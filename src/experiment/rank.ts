import { singularValues } from "../numerics/singular-values";

/** What the data alone says about how close a product of two factors can come. */
export interface RankFacts {
  /** The numerical rank of the data: with that many features a product reaches it exactly. */
  rank: number;
  /** The least mean squared error of any product with the experiment's features; 0 where they are enough. */
  reachable: number;
}

/**
 * The rank of the data and the best mean squared error with `features` features: the sum of the squares of the
 * singular values that are left out, over the number of cells.
 * @param data rows × columns, at least one of each.
 * @returns null where a cell is unknown: a matrix with blanks has no rank of its own.
 * @see Eckart & Young 1936, "The approximation of one matrix by another of lower rank"
 */
export function rankFacts(data: readonly (readonly (number | null)[])[], features: number): RankFacts | null {
  const [rows, columns] = [data.length, data[0].length];
  const values = data.flat().filter((value) => value !== null);
  if (values.length < rows * columns) return null;
  const singular = singularValues(values, rows, columns);
  // What rounding makes of a zero; NumPy's matrix_rank has the same bound.
  const least = singular[0] * Math.max(rows, columns) * Number.EPSILON;
  const counted = singular.filter((value) => value > least);
  const left = counted.slice(features);
  return { rank: counted.length, reachable: left.reduce((sum, s) => sum + s * s, 0) / (rows * columns) };
}
