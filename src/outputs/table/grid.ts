/** A cell that is not there: a hole, the end of a short row, a record without this key. */
export const missingCell: unique symbol = Symbol("missing");

/** The rows or the columns of a table. */
export interface Axis {
  /** How many there are, shown or not. */
  readonly length: number;
  /** What they are where some are left out: `rows`, `columns`, or nothing where there is only one kind. */
  readonly noun: string;
  /** The name beside row, or over column, `index`; left out where there is nothing to say. */
  readonly name?: (index: number) => string;
  /** Whether the names are mere positions, which are drawn paler than names that somebody gave. */
  readonly positions?: boolean;
  /** How many at the end can be read; a Map can only be read from its start. @default all */
  readonly readable?: number;
}

/** What a table shows, asked for cell by cell, so that a huge value is never walked through. */
export interface CellGrid {
  /** The type: `Float64Array`, `number[][]`. Empty where there is none to tell. */
  readonly type: string;
  /** `10,000`, `3 × 4`, `3 rows of 1 to 4`. */
  readonly shape: string;
  /** What stands over the names of the rows. */
  readonly corner?: string;
  readonly rows: Axis;
  readonly columns: Axis;
  /** Whether all numbers are of one kind, and share their decimals, or only those of one column. */
  readonly alike: "all" | "column";
  /** The value in a cell, or {@link missingCell}. May throw where the value's getters do. */
  readonly at: (row: number, column: number) => unknown;
}
