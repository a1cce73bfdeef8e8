/** The row and the column whose product is shown. There always are both, so that there is a shadow to see. */
export class PlanePair {
  row = 0;
  column = 0;
  /** Which of both was chosen last: keys move it. */
  last: "row" | "column" = "column";

  choose(kind: "row" | "column", index: number): void {
    this[kind] = index;
    this.last = kind;
  }

  /** Takes what is chosen in the matrices; null leaves what was. */
  select(row: number | null, column: number | null): void {
    if (row !== null) this.row = row;
    if (column !== null) this.column = column;
  }

  /** Goes to the next column or the next row, and from the last to the first. */
  step([across, up]: readonly [number, number], sizes: { rows: number; columns: number }): void {
    const around = (index: number, count: number): number => (index + count) % count;
    if (across !== 0) this.choose("column", around(this.column + across, sizes.columns));
    else this.choose("row", around(this.row - up, sizes.rows));
  }

  /** Keeps to a factorization, which may be smaller than the one before. */
  within({ rows, columns }: { rows: number; columns: number }): void {
    this.row = Math.min(this.row, rows - 1);
    this.column = Math.min(this.column, columns - 1);
  }
}
