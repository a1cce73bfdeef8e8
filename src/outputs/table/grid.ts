/** A cell that does not exist: a hole, the end of a short row, a record without this key. */
export const missingCell: unique symbol = Symbol("missing");

/** The rows or the columns of a table. */
export interface Axis {
  /** How many there are, shown or not. */
  readonly length: number;
  /** Their name where some are left out: `rows`, `columns`, or empty where only one axis exists. */
  readonly noun: string;
  /** The name beside row `index`, or over column `index`; absent where there are no names. */
  readonly name?: (index: number) => string;
  /** Whether the names are only positions, which are drawn paler than given names. */
  readonly positions?: boolean;
  /** How many can be read, from the start: of a Map only the first entries are. @default all */
  readonly readable?: number;
}

/** The content of a table, read cell by cell, so that a huge value is never traversed. */
export interface CellGrid {
  /** What it is: `Float64Array`, numbers, records. Empty where it has no name. */
  readonly type: string;
  /** `10,000`, `3 × 4`, `3 rows of 1 to 4`. */
  readonly shape: string;
  /** The text over the names of the rows. */
  readonly corner?: string;
  readonly rows: Axis;
  readonly columns: Axis;
  /** Whether all numbers share their decimals, or only those of a column. */
  readonly alike: "all" | "column";
  /** The value in a cell, or {@link missingCell}. May throw where the value's getters do. */
  readonly at: (row: number, column: number) => unknown;
}
