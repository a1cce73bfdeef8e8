import type { FittedTable } from "./fitted";

/** A row or a column of a table; null for one that is not there, of which nothing is known. */
export type RowOrNobody = number | null;

/**
 * The factors of a row: `features` numbers. Those of a row of which nothing is known are the means of all rows, so that its
 * predictions are the means of all predictions for a column: the model's baseline.
 */
export function factorsOfRow({ L }: Pick<FittedTable, "L">, row: RowOrNobody): Float64Array {
  if (row !== null) return L.row(row);
  const means = new Float64Array(L.columns);
  for (let i = 0; i < L.rows; i++) L.row(i).forEach((x, t) => (means[t] += x / L.rows));
  return means;
}

/** The factors of a column, in the same way. */
export function factorsOfColumn({ U }: Pick<FittedTable, "U">, column: RowOrNobody): Float64Array {
  if (column !== null) return U.column(column);
  return Float64Array.from({ length: U.rows }, (_, t) => U.row(t).reduce((sum, x) => sum + x / U.columns, 0));
}
