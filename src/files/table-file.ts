import { describeValue, wrongArgument } from "../errors";
import { csvLine } from "../outputs/copy/csv-line";
import { writeBytes } from "./bytes-file";
import { checkPath } from "./path";
import type { SavedTable, TableColumn } from "./saved-table";

/** So many rows are in memory at once, besides those of the table. */
const ROWS_AT_ONCE = 10_000;

type Format = (table: SavedTable) => Iterable<Uint8Array> | Promise<Iterable<Uint8Array>>;

const FORMATS: Record<string, Format> = {
  csv: (table) => textPieces(table, csvLine(table.columns.map(({ name }) => name)), csvRow),
  jsonl: (table) => textPieces(table, "", jsonRow),
  ndjson: (table) => textPieces(table, "", jsonRow),
  parquet: async (table) => (await import("./parquet-file")).parquetPieces(table),
};

/**
 * Writes a table into a file of the format that its name ends in: CSV, JSON lines or Parquet. An existing file is replaced
 * only once the new one is complete.
 * @throws ValueError for another ending; FileError if it cannot be written; EnvironmentError where there are no files.
 */
export async function writeTable(path: string, table: SavedTable): Promise<void> {
  checkPath(path);
  await writeBytes(path, await formatOf(path, "path")(table));
}

/**
 * The way in which a table is written into a file of this name.
 * @param argument how an error names it.
 * @throws ValueError for a name that says no format.
 */
export function formatOf(path: string, argument: string): Format {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase() ?? "";
  if (Object.hasOwn(FORMATS, ending)) return FORMATS[ending];
  const expected = "a name that ends in .csv, .jsonl, .ndjson or .parquet, which says the format";
  throw wrongArgument(argument, path, expected, describeValue(path));
}

/** A table as text, some thousand rows at a time. */
function* textPieces(
  { length, columns }: SavedTable,
  head: string,
  textOf: (columns: readonly TableColumn[], row: number) => string,
): Generator<Uint8Array> {
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const encoder = new TextEncoder();
  if (head !== "") yield encoder.encode(head);
  for (let from = 0; from < length; from += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, length - from);
    const lines = Array.from({ length: rows }, (_, n) => textOf(columns, from + n));
    yield encoder.encode(lines.join(""));
  }
}

function csvRow(columns: readonly TableColumn[], row: number): string {
  return csvLine(columns.map(({ at }) => at(row)));
}

function jsonRow(columns: readonly TableColumn[], row: number): string {
  const fields = columns.map(({ name, at }) => `${JSON.stringify(name)}:${JSON.stringify(at(row))}`);
  return `{${fields.join(",")}}\n`;
}
