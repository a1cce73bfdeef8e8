import { describeValue, ValueError, wrongArgument } from "../errors";
import { DecodedText } from "../files/decoded-text";
import { checkChoice, checkFlag, checkOptionNames } from "../training/options";
import type { PathOf } from "./checks";
import { RATINGS_OPTIONS } from "./collect";
import type { RatingInput, RatingsOptions, RatingsSource } from "./collect";
import type { RatingCollector } from "./collector";
import { COLUMN_OPTIONS, columnsByName, columnsByIndex, looksLikeHeader } from "./columns";
import type { ColumnOptions, ColumnIndices } from "./columns";
import { CsvRows } from "./csv-rows";
import type { RowReader } from "./csv-rows";
import { LineNumbers } from "./line-numbers";
import { numberOf } from "./number-text";
import { SPLIT_LENGTH } from "./separator";

/** How separated text is read. */
export interface CsvOptions extends RatingsOptions, ColumnOptions {
  /** What stands between the fields. @default detected: `::`, tab, `;`, `,` or `|` */
  separator?: string;
  /** Whether the first row names the columns. @default detected by known names, or by names in the options */
  header?: boolean;
  /** The decimal separator of ratings: "," for 3,5. @default "." */
  decimal?: "." | ",";
}

/** Fewer bytes are read before a kernel has its memory. */
const WORTH_A_KERNEL = 2 ** 15;

/** The names of {@link CsvOptions}. */
const CSV_OPTIONS = [...["separator", "header", "decimal"], ...COLUMN_OPTIONS, ...RATINGS_OPTIONS] as const;

/**
 * The ratings of separated text, read piece by piece.
 * @param quick whether ordinary rows are read from their bytes; both ways give the same.
 * @param fewestBytes so many bytes are worth a kernel's work.
 * @throws ValueError naming the line.
 */
export function csvSource(
  text: string | Iterable<string>,
  options: CsvOptions,
  quick: boolean = true,
  fewestBytes: number = WORTH_A_KERNEL,
): RatingsSource {
  checkText(text);
  checkOptionNames(options, CSV_OPTIONS);
  checkCsvOptions(options);
  const lines = new LineNumbers();
  const pathOf: PathOf = (index, field) =>
    field ? `${field} in line ${lines.of(index)}` : `line ${lines.of(index)}`;
  const readInto = (collector: RatingCollector): void => {
    const target = quick ? { collector, lines, fewestBytes } : null;
    const rows = new CsvRows(new CsvColumns(options, collector, lines), target, collector.running.check);
    if (text instanceof DecodedText) rows.readAll(text.pieces(), text.length, text);
    else if (typeof text === "string") rows.readAll(slices(text), text.length);
    else rows.readAll(checkedPieces(text), null);
  };
  return { readInto, pathOf };
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SPLIT_LENGTH) yield text.slice(at, at + SPLIT_LENGTH);
}

function* checkedPieces(pieces: Iterable<unknown>): Generator<string> {
  let index = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") throw noText(piece, index);
    index++;
    yield piece;
  }
}

function noText(piece: unknown, index: number): ValueError {
  return new ValueError(`text[${index}] is ${describeValue(piece)}, expected text`, {
    argument: "text",
    index: [index],
    actual: piece,
    expected: "text",
  });
}

/** Reads rows as text: finds the columns in the first one, and the rating in each. */
class CsvColumns implements RowReader {
  /** The form of all rows; null before the first. */
  form: RowReader["form"] = null;
  readonly separator: string | undefined;
  readonly fewest: number;

  constructor(
    private readonly options: CsvOptions,
    private readonly collector: RatingCollector,
    private readonly lines: LineNumbers,
  ) {
    this.separator = options.separator;
    this.fewest = options.rating === null ? 2 : 3;
  }

  read(fields: readonly string[], line: number): void {
    if (this.form === null) {
      const { options } = this;
      const header = hasHeader(fields, options);
      const width = fields.length;
      const columns = header ? columnsByName(trimmed(fields), options) : columnsByIndex(width, options);
      this.form = { columns, width, commas: options.decimal === "," };
      if (header) return;
    }
    const { width, columns, commas } = this.form;
    if (fields.length !== width) throw uneven(fields.length, width, line);
    this.lines.push(line);
    this.collector.push(rating(fields, columns, line, commas));
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

function parseNumber(text: string, field: "rating" | "timestamp", line: number, commas: boolean): number {
  const number = numberOf(text, commas);
  if (!Number.isNaN(number)) return number;
  const plain = commas ? text.trim().replace(",", ".") : text.trim();
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
