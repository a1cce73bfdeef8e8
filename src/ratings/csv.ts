import { describeValue, ValueError, wrongArgument } from "../errors";
import { checkChoice, checkFlag, checkOptionNames } from "../training/options";
import type { PathOf } from "./checks";
import { RATINGS_OPTIONS } from "./collect";
import type { RatingInput, RatingsOptions } from "./collect";
import { COLUMN_OPTIONS, columnsByName, columnsByIndex, looksLikeHeader } from "./columns";
import type { ColumnOptions, ColumnIndices } from "./columns";
import { CsvRows } from "./csv-rows";
import { LineNumbers } from "./line-numbers";

/** How separated text is read. */
export interface CsvOptions extends RatingsOptions, ColumnOptions {
  /** What stands between the fields. @default detected: `::`, tab, `;`, `,` or `|` */
  separator?: string;
  /** Whether the first row names the columns. @default detected by known names, or by names in the options */
  header?: boolean;
  /** The decimal separator of ratings: "," for 3,5. @default "." */
  decimal?: "." | ",";
}

/** The names of {@link CsvOptions}. */
export const CSV_OPTIONS = [
  ...["separator", "header", "decimal"],
  ...COLUMN_OPTIONS,
  ...RATINGS_OPTIONS,
] as const;

/** Ratings that are still to be read, and how errors name them. */
export interface RatingsSource {
  readonly ratings: Iterable<RatingInput>;
  readonly pathOf: PathOf;
}

/** The ratings of separated text, read lazily. @throws ValueError naming the line. */
export function csvSource(text: string | Iterable<string>, options: CsvOptions): RatingsSource {
  checkText(text);
  checkOptionNames(options, CSV_OPTIONS);
  checkCsvOptions(options);
  const lines = new LineNumbers();
  const rows = new CsvRows(text, options.separator, options.rating === null ? 2 : 3);
  const pathOf: PathOf = (index, field) =>
    field ? `${field} in line ${lines.of(index)}` : `line ${lines.of(index)}`;
  return { ratings: readCsvRows(rows, lines, options), pathOf };
}

function* readCsvRows(rows: CsvRows, lines: LineNumbers, options: CsvOptions): Generator<RatingInput> {
  let columns: ColumnIndices | undefined;
  let width = 0;
  for (const fields of rows) {
    if (columns === undefined) {
      width = fields.length;
      const header = hasHeader(fields, options);
      columns = header ? columnsByName(trimmed(fields), options) : columnsByIndex(width, options);
      if (header) continue;
    }
    if (fields.length !== width) throw uneven(fields.length, width, rows.line);
    lines.push(rows.line);
    yield rating(fields, columns, rows.line, options.decimal === ",");
  }
}

function rating(
  fields: readonly string[],
  columns: ColumnIndices,
  line: number,
  commas: boolean,
): RatingInput {
  const user = fields[columns.user].trim();
  const item = fields[columns.item].trim();
  const value = columns.rating === null ? 1 : parseNumber(fields[columns.rating], "rating", line, commas);
  if (columns.timestamp === null) return [user, item, value];
  return [user, item, value, parseNumber(fields[columns.timestamp], "timestamp", line, false)];
}

// Reads each digit in one way only: a million of them, and then a letter, would otherwise be tried in a million ways.
const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function parseNumber(text: string, field: "rating" | "timestamp", line: number, commas: boolean): number {
  const plain = commas ? text.trim().replace(",", ".") : text.trim();
  // Number() would take "" for 0 and "0x1f" for 31.
  if (NUMBER_TEXT.test(plain)) return Number(plain);
  const actual = plain === "" ? "empty" : describeValue(text);
  const remedy = /^[+-]?\d*,\d+$/.test(plain)
    ? '; for decimal commas say decimal: ","'
    : field === "timestamp"
      ? "; timestamp: null reads without times"
      : line === 1
        ? "; where line 1 names the columns say which they are: { user, item, rating }"
        : "";
  const expected = field === "rating" ? "a number" : "seconds since 1970";
  throw new ValueError(`${field} in line ${line} is ${actual}, expected ${expected}${remedy}`, {
    argument: field,
    index: [line],
    actual: text,
    expected,
  });
}

function hasHeader(fields: readonly string[], options: CsvOptions): boolean {
  const named = COLUMN_OPTIONS.some((name) => typeof options[name] === "string");
  return options.header ?? (named || looksLikeHeader(trimmed(fields)));
}

function trimmed(fields: readonly string[]): string[] {
  return fields.map((field) => field.trim());
}

function uneven(count: number, width: number, line: number): ValueError {
  const expected = `${width}, as the first row has`;
  const message = `line ${line} has ${count} ${count === 1 ? "field" : "fields"}, expected ${expected}`;
  const remedy =
    count > width
      ? ". A separator inside a field stands in quotes; decimal commas need another separator"
      : "";
  return new ValueError(message + remedy, {
    argument: "text",
    index: [line],
    actual: count,
    expected: width,
  });
}

function checkCsvOptions({ separator, header, decimal }: CsvOptions): void {
  if (header !== undefined) checkFlag(header, "header");
  if (decimal !== undefined) checkChoice(decimal, "decimal", [".", ","]);
  if (separator === undefined || (typeof separator === "string" && /^[^"\r\n\ufeff]+$/.test(separator)))
    return;
  const expected = 'text without quotes and line breaks, such as ","';
  throw wrongArgument("separator", separator, expected);
}

function checkText(text: unknown): void {
  if (typeof text === "string" || (typeof text === "object" && text !== null && Symbol.iterator in text))
    return;
  throw wrongArgument("text", text, "separated text, or pieces of it");
}
