/** What a column holds, which decides its type in Parquet: ids are whole numbers there if all are, else text. */
export type ColumnKind = "id" | "text" | "whole" | "number" | "flag";

/** A column of a table that is written. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What stands in a row, counted from 0. */
  readonly at: (row: number) => string | number | boolean;
}

/** A table that is written, row by row. */
export interface SavedTable {
  readonly length: number;
  readonly columns: readonly TableColumn[];
}
