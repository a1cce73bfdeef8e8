import { largest } from "../lists";
import { jupyterDisplay } from "../outputs/bundle";
import type { Displayable, MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { numberFormat } from "../outputs/table/column-format";
import { said } from "../outputs/translate";
import { tablePayload } from "../payload/build-lists";
import { sentence, wordOr } from "../payload/sentence";
import type { CellValue, ColumnPayload, SentencePayload, TextPayload } from "../payload/types";

/** A cell of a result; NaN where there is nothing to measure. */
export type ResultCell = number | string;

/** Results as a table of plain data; a notebook marks the best values, and `String(…)` gives aligned text. */
export abstract class ResultTable implements Displayable {
  /** The names of the columns; the cells of the first name the rows. */
  abstract get columns(): readonly string[];
  /** The rows, each with a cell for every column. */
  abstract get rows(): readonly Readonly<Record<string, ResultCell>>[];
  /** The heading of the table, a few words. */
  protected abstract get caption(): TextPayload;

  /** Sentences below the table, such as what was left out. */
  protected get notes(): readonly TextPayload[] {
    return [];
  }

  /** The library's own words among the names of columns and the texts of cells. */
  protected get words(): readonly SentencePayload[] {
    return [];
  }

  /** Whether a cell is marked, as the best of its column or as good. */
  protected isBest(_row: number, _column: string): boolean {
    return false;
  }

  /** What the mark of a cell means; null for the best number of its column, which goes without saying. */
  protected get legend(): TextPayload | null {
    return null;
  }

  /** What tells numbers of a column apart, in words. */
  protected get test(): TextPayload {
    return sentence("a test");
  }

  /** Whether lower or higher numbers of a column are better; undefined where its cells have no mark. */
  protected better(_column: string): ColumnPayload["better"] {
    return undefined;
  }

  /** The standard error of a cell's number, which is shown below it; null for none. */
  protected errorOf(_row: number, _column: string): number | null {
    return null;
  }

  toString(): string {
    const measured = new Set(
      [...this.rows.keys()].filter((row) => this.columns.some((name) => this.errorOf(row, name) !== null)),
    );
    const columns = this.columns.map((name, c) => this.textColumn(name, c === 0, measured));
    const lines = columns[0].map((_, line) =>
      columns
        .map((column) => column[line])
        .join("  ")
        .trimEnd(),
    );
    const legend = this.hasMarks ? [`* ${said(this.legend ?? "the best")}.`] : [];
    const notes = [...this.alikeNotes, ...this.notes].map((note) => said(note));
    return [said(this.caption), ...lines, ...legend, ...notes].join("\n");
  }

  private get hasMarks(): boolean {
    return this.columns.some((name) => this.marksOf(name).size > 0);
  }

  /** The rows that are marked in a column: none where a mark on all would say nothing. */
  private marksOf(name: string): ReadonlySet<number> {
    const best = this.bestRows(name);
    return new Set(this.areAlike(name, best) ? [] : best);
  }

  private bestRows(name: string): number[] {
    return [...this.rows.keys()].filter((row) => this.isBest(row, name));
  }

  /** Whether several numbers are all that a column has, and all as good as its best. */
  private areAlike(name: string, best: readonly number[]): boolean {
    return best.length > 1 && best.length === this.rows.filter((row) => !Number.isNaN(row[name])).length;
  }

  /** In which columns nothing is marked, because no difference is more than noise. */
  private get alikeNotes(): readonly TextPayload[] {
    const alike = this.columns.filter((name) => this.areAlike(name, this.bestRows(name)));
    if (alike.length === 0) return [];
    if (!this.hasMarks)
      return [sentence("No number is marked: {test} tells none apart.", { test: this.test })];
    return [
      sentence("No number is marked under {columns}: the test tells none apart there.", {
        columns: alike.join(", "),
      }),
    ];
  }

  /** The standard errors of a column; null where no cell has one. */
  private errorsOf(name: string): (number | null)[] | null {
    const errors = this.rows.map((_, row) => this.errorOf(row, name));
    return errors.some((error) => error !== null) ? errors : null;
  }

  /** The column's name and cells, all of one width, with decimal points aligned; below the cells of rows with errors, these. */
  private textColumn(name: string, first: boolean, measured: ReadonlySet<number>): string[] {
    const errors = this.errorsOf(name);
    const cells = this.rows.map((row) => row[name]);
    const format = formatOf([...cells, ...(errors ?? []).map((error) => error ?? "")]);
    const marks = this.marksOf(name);
    const room = marks.size > 0 ? 1 : 0;
    const below = (row: number): string => {
      if (first) return "±";
      return typeof errors?.[row] === "number" ? format(errors[row]) + " ".repeat(room) : "";
    };
    const texts = cells.flatMap((cell, row) => {
      const text = format(cell) + (marks.has(row) ? "*" : " ".repeat(room));
      return measured.has(row) ? [text, below(row)] : [text];
    });
    const all = [name + " ".repeat(room), ...texts];
    const width = largest(all.map((text) => text.length));
    const left = first || cells.some((cell) => typeof cell === "string");
    return all.map((text) => (left ? text.padEnd(width) : text.padStart(width)));
  }

  /** The table as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const columns = this.columns.map((name) => this.column(name));
    const rows = this.rows.map((row) => this.columns.map((name) => this.cell(row[name])));
    const { legend: meaning } = this;
    const legend = this.hasMarks && meaning !== null ? [sentence("Bold: {meaning}.", { meaning })] : [];
    const payload = tablePayload(this.caption, columns, rows, [...legend, ...this.alikeNotes, ...this.notes]);
    return makeBundle(payload, this.toString());
  }

  private cell(cell: ResultCell): CellValue {
    return typeof cell === "string" ? wordOr(cell, this.words) : cell;
  }

  private column(name: string): ColumnPayload {
    const better = this.better(name);
    const marked = [...this.marksOf(name)];
    const errors = this.errorsOf(name);
    return { name: wordOr(name, this.words), ...(better && { better, marked }), ...(errors && { errors }) };
  }
}

function formatOf(cells: readonly ResultCell[]): (cell: ResultCell) => string {
  const number = numberFormat(cells.filter((cell) => typeof cell === "number"));
  return (cell) => {
    if (typeof cell === "string") return cell;
    return Number.isNaN(cell) ? "–" : number(cell);
  };
}
