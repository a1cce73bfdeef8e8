import type { CellsPayload } from "../payload/types";

/** The two factors of data ≈ L·U as bare numbers, row by row: as a training records them. */
export interface FactorValues {
  /** rows × features. */
  L: ArrayLike<number>;
  /** features × columns. */
  U: ArrayLike<number>;
}

/** Where one cell of L·U comes from: the dot product of a row of L with a column of U. */
export interface CellExplanation {
  /** The cell's row in L·U. */
  row: number;
  /** The cell's column in L·U. */
  column: number;
  /** One a feature: L[row, feature] and U[feature, column]. */
  terms: {
    /** L[row, feature]. */
    l: number;
    /** U[feature, column]. */
    u: number;
  }[];
  /** The sum of l × u over the terms. */
  predicted: number;
  /** The cell of the data, or null where it is unknown. */
  wanted: number | null;
  /** wanted − predicted; null where the cell is unknown. */
  error: number | null;
}

/**
 * Writes out the dot product behind one cell.
 * @param data rows × columns; L and U fit it.
 * @param row counted from 0, within the data, as `column` is.
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
