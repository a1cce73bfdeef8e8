import type { CellsPayload } from "../payload/types";

/** The two factors of data ≈ L·U as plain numbers, row by row, as a training records them. */
export interface FactorValues {
  /** rows × features. */
  L: ArrayLike<number>;
  /** features × columns. */
  U: ArrayLike<number>;
}

/** One cell of L·U as the dot product of a row of L and a column of U. */
export interface CellExplanation {
  /** The cell's row in L·U. */
  row: number;
  /** The cell's column in L·U. */
  column: number;
  /** One for each feature: L[row, feature] and U[feature, column]. */
  terms: {
    /** L[row, feature]. */
    l: number;
    /** U[feature, column]. */
    u: number;
  }[];
  /** The sum of l × u over the terms. */
  predicted: number;
  /** The cell of the data, or null if it is unknown. */
  wanted: number | null;
  /** wanted − predicted; null if the cell is unknown. */
  error: number | null;
}

/**
 * Writes out the dot product that gives one cell.
 * @param data rows × columns; L and U fit it.
 * @param row an index within the data, as is `column`.
 */
export function explainCell(
  data: CellsPayload,
  { L, U }: FactorValues,
  row: number,
  column: number,
): CellExplanation {
  const features = L.length / data.rows;
  const terms = Array.from({ length: features }, (_, t) => ({
    l: L[row * features + t],
    u: U[t * data.columns + column],
  }));
  const predicted = terms.reduce((sum, { l, u }) => sum + l * u, 0);
  const wanted = data.values[row * data.columns + column];
  return { row, column, terms, predicted, wanted, error: wanted === null ? null : wanted - predicted };
}
