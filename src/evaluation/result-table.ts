import { largest, smallest } from "../lists";
import { jupyterDisplay } from "../outputs/bundle";
import type { Displayable, MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { numberFormat } from "../outputs/table/column-format";
import { tablePayload } from "../payload/build-lists";
import type { ColumnPayload } from "../payload/types";

/** A cell of a result; NaN where there is nothing to measure. */
export type ResultCell = number | string;

/** Results as a table of plain data; a notebook marks the best values, and `String(…)` gives aligned text. */
export abstract class ResultTable implements Displayable {
  /** The names of the columns; the cells of the first name the rows. */
  abstract get columns(): readonly string[];
  /** The rows, each with a cell for every column. */
  abstract get rows(): readonly Readonly<Record<string, ResultCell>>[];
  /** The heading of the table, a few words. */
  protected abstract get caption(): string;

  /** Sentences below the table, such as what was left out. */
  protected get notes(): readonly string[] {
    return [];
  }

  /** Whether a cell is the best of its column. */
  protected isBest(_row: number, _column: string): boolean {
    return false;
  }

  toString(): string {
    const columns = this.columns.map((name, c) => this.textColumn(name, c === 0));
    const lines = columns[0].map((_, line) =>
      columns
        .map((column) => column[line])
        .join("  ")
        .trimEnd(),
    );
    const hasBest = this.columns.some((name) => this.rows.some((_, row) => this.isBest(row, name)));
    return [this.caption, ...lines, ...(hasBest ? ["* the best"] : []), ...this.notes].join("\n");
  }

  /** The column's name and cells, all of one width, with decimal points aligned. */
  private textColumn(name: string, first: boolean): string[] {
    const cells = this.rows.map((row) => row[name]);
    const format = formatOf(cells);
    const marks = cells.map((_, row) => !first && this.isBest(row, name));
    const room = marks.includes(true) ? 1 : 0;
    const texts = cells.map((cell, row) => format(cell) + (marks[row] ? "*" : " ".repeat(room)));
    const all = [name + " ".repeat(room), ...texts];
    const width = largest(all.map((text) => text.length));
    const left = first || cells.some((cell) => typeof cell === "string");
    return all.map((text) => (left ? text.padEnd(width) : text.padStart(width)));
  }

  /** The table as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const columns = this.columns.map((name): ColumnPayload => ({ name, better: this.better(name) }));
    const rows = this.rows.map((row) => this.columns.map((name) => row[name]));
    return makeBundle(tablePayload(this.caption, columns, rows, this.notes), this.toString());
  }

  /** Whether the column's best cell is the lowest or the highest; undefined where none is marked. */
  private better(name: string): ColumnPayload["better"] {
    const best = this.rows.find((_, row) => this.isBest(row, name))?.[name];
    const numbers = this.rows.map((row) => row[name]).filter(Number.isFinite) as number[];
    if (best === smallest(numbers)) return "low";
    return best === largest(numbers) ? "high" : undefined;
  }
}

function formatOf(cells: readonly ResultCell[]): (cell: ResultCell) => string {
  const number = numberFormat(cells.filter((cell) => typeof cell === "number"));
  return (cell) => {
    if (typeof cell === "string") return cell;
    return Number.isNaN(cell) ? "–" : number(cell);
  };
}
