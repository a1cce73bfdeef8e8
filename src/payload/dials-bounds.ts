import { MOST_SIDE } from "./most-side";
import type { CellsPayload, MatrixPayload } from "./types";

/** The most cells of the data, and numbers of L and U together, that anybody turns by hand. */
export const MOST_CELLS = 2500;
export const MOST_DIALS = 1500;

/** The sizes of a factorization: a model's, or those of its payload. */
export interface FactorizationSizes {
  /** The shape of the data. */
  readonly data: Pick<CellsPayload, "rows" | "columns" | "of">;
  /** The row factors, of which the number of features counts. */
  readonly L: Pick<MatrixPayload, "columns">;
}

/** Whether a factorization has few enough numbers to be turned by hand, none of them a mean of several. */
export function canBeTurned({ data, L }: FactorizationSizes): boolean {
  const { rows, columns, of } = data;
  if (of || Math.max(rows, columns) > MOST_SIDE) return false;
  return rows * columns <= MOST_CELLS && (rows + columns) * L.columns <= MOST_DIALS;
}
