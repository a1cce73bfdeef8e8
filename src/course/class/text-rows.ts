import type { ValueError } from "../../errors";
import { CsvRows } from "../../ratings/csv-rows";
import type { RowReader } from "../../ratings/csv-rows";
import type { DialectOptions } from "../../ratings/dialect";

/** Takes the rows of a sheet as text, of whichever lengths. */
class TextRows implements RowReader {
  readonly fewest = 2;
  readonly form = null;
  readonly rows: string[][] = [];

  constructor(readonly options: DialectOptions) {}

  begin(): void {
    // However it is written, the rows will tell.
  }

  isRead(): boolean {
    return true;
  }

  refuse(error: ValueError): never {
    throw error;
  }

  read(fields: readonly string[]): void {
    this.rows.push(fields.map((field) => field.trim().replace(/\s+/g, " ")));
  }
}

/** A cell in quotes, as spreadsheets copy one that has a line break or a quote. */
const QUOTED = /(?:^|[\t\n])"(?:[^"]|"")*"(?=[\t\r\n]|$)/;

/**
 * The rows of text from a spreadsheet, a CSV file or a table on a page, all of one length; blank rows are left out.
 * @throws ValueError where nothing separates cells, or a quote is never closed.
 */
export function textRows(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, "");
  const tabs = plain.includes("\t") ? { separator: "\t", quotes: QUOTED.test(plain) } : {};
  // A sheet has no comments: a column of numbers may be called "#".
  const reader = new TextRows({ comment: "\0", ...tabs });
  new CsvRows(reader, null).readAll([plain], plain.length);
  const rows = reader.rows.filter((row) => row.some((cell) => cell !== ""));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]);
}
