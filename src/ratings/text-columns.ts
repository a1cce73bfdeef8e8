import type { RatingCollector } from "./collector";
import { COLUMN_OPTIONS, columnsByIndex, columnsByName, looksLikeHeader } from "./columns";
import type { ColumnIndices, ColumnOptions } from "./columns";
import type { Dialect, DialectOptions } from "./dialect";
import type { LineNumbers } from "./line-numbers";
import { checkEntries, matrixMarketColumns } from "./matrix-market";
import { numberOf, withoutThousands } from "./number-text";
import type { Thousands } from "./number-text";
import type { ColumnsFound } from "./report";
import { narrowRow, unevenRow, wideTable, wrongNumber } from "./row-errors";
import type { RowForm } from "./row-scanner";
import { splitPlain } from "./separator";
import { withWeight } from "./checks";
import { looksLikeTime, secondsOfText } from "./time-text";

/** How the fields of rows are read. */
export interface FieldOptions extends ColumnOptions, DialectOptions {
  /** Whether the first row names the columns. @default detected by known names, or by names in the options */
  header?: boolean;
  /** The decimal separator of ratings: "," for 3,5. @default "." */
  decimal?: "." | ",";
  /** What stands between groups of three digits: "," for 1,234. @default nothing */
  thousands?: Thousands;
}

/** Finds the columns in the first row, and reads the rating in each. */
export class TextColumns {
  /** The form of all rows; null before the first. */
  form: Omit<RowForm, "dialect"> | null = null;
  /** The names of the columns that are read, or their places. */
  found: ColumnsFound | null = null;
  /** The last column that is read. */
  private last = 0;
  /** What a MatrixMarket file says of its size. */
  private sizes: { readonly fields: readonly string[]; readonly line: number } | null = null;

  constructor(
    private readonly options: FieldOptions,
    private readonly dialect: Dialect,
    private readonly collector: RatingCollector,
    private readonly lines: LineNumbers,
  ) {}

  read(fields: readonly string[], line: number): void {
    if (this.form === null && this.begin(fields, line)) return;
    this.lines.push(line);
    try {
      const entry = this.entry(fields, line);
      if (entry === null) this.collector.leaveOut();
      else this.collector.push(entry);
    } catch (error) {
      this.collector.refuse(error);
    }
  }

  /** Finds the columns. @returns whether the row is a header. */
  private begin(fields: readonly string[], line: number): boolean {
    const { options, dialect } = this;
    if (dialect.kind === "matrix market") {
      this.sizes = { fields, line };
      return this.keep(matrixMarketColumns(dialect.head), null, true);
    }
    const own = fields.map((field) => field.trim());
    const isHeader = hasHeader(own, options);
    const names = isHeader ? own : dialect.names?.length === own.length ? dialect.names : null;
    if (names !== null)
      return this.keep({ columns: columnsByName(names, options), width: own.length }, names, isHeader);
    if (isWideTable(own, this.dialect, options)) throw wideTable(line, own.length);
    const fewest = options.rating === null ? 2 : 3;
    if (own.length < fewest && !COLUMN_OPTIONS.some((name) => typeof options[name] === "number"))
      throw narrowRow(own, line, dialect.separator, fewest);
    return this.keep({ columns: columnsByIndex(own.length, options), width: own.length }, null, false);
  }

  /** Checks what can only be checked behind the last row. @throws ValueError */
  finish(): void {
    if (this.sizes !== null) checkEntries(this.sizes.fields, this.sizes.line, this.collector.rows);
  }

  private keep(
    { columns, width }: { columns: ColumnIndices; width: number },
    names: readonly string[] | null,
    isHeader: boolean,
  ): boolean {
    const { decimal, thousands } = this.options;
    this.form = { columns, width, commas: decimal === ",", thousands: thousands ?? null };
    const shown = (column: number): string | number => names?.[column] ?? column;
    const { user, item, rating, timestamp, weight } = columns;
    this.found = {
      user: shown(user),
      item: shown(item),
      rating: rating === null ? null : shown(rating),
      timestamp: timestamp === null ? null : shown(timestamp),
      ...(weight !== null && { weight: shown(weight) }),
    };
    this.last = Math.max(user, item, rating ?? 0, timestamp ?? 0, weight ?? 0);
    return isHeader;
  }

  /** Whether a field is read. */
  isRead(field: number): boolean {
    if (this.form === null) return true;
    return Object.values(this.form.columns).includes(field);
  }

  /** The rating of a row, still to be checked; null where the row has none. */
  private entry(fields: readonly string[], line: number): unknown {
    const { columns, width } = this.form!;
    if (fields.length !== width && !this.mayDiffer(fields)) throw unevenRow(fields, width, line);
    const { user, item, rating, timestamp, weight } = columns;
    if (rating !== null && this.collector.leftOut.isMissing(fields[rating])) return null;
    const value = rating === null ? 1 : this.number(fields, "rating", line, rating);
    const entry: unknown[] = [fields[user].trim(), fields[item].trim(), value];
    if (timestamp !== null) entry.push(this.number(fields, "timestamp", line, timestamp));
    return weight === null ? entry : withWeight(entry, this.number(fields, "weight", line, weight));
  }

  /** Whether a row with another number of fields differs only in columns behind those that are read. */
  private mayDiffer(fields: readonly string[]): boolean {
    const { width } = this.form!;
    const { last } = this;
    if (fields.length <= last) return false;
    // A number with a decimal comma would look like two fields.
    return fields.length < width || (last + 1 < width && !/^\s*\d+\s*$/.test(fields[last + 1]));
  }

  private number(
    fields: readonly string[],
    field: "rating" | "timestamp" | "weight",
    line: number,
    column: number,
  ): number {
    const { commas, thousands } = this.form!;
    const text = fields[column];
    const plain = thousands === null ? text : withoutThousands(text, thousands);
    const number = numberOf(plain, commas);
    if (!Number.isNaN(number)) return number;
    const time = field === "timestamp" ? secondsOfText(text) : NaN;
    if (Number.isNaN(time)) throw wrongNumber(text, field, line, column, this.numericColumn(fields));
    return time;
  }

  /** A column which may hold the ratings, where columns have no names and the third, which was taken, has text. */
  private numericColumn(fields: readonly string[]): number | undefined {
    const { user, item, rating } = this.form!.columns;
    if (this.options.rating !== undefined || this.found?.rating !== rating) return undefined;
    const others = fields.map((_, column) => column).filter((c) => c !== user && c !== item && c !== rating);
    const isNumber = (text: string): boolean => !Number.isNaN(numberOf(text, this.form!.commas));
    return others.find((c) => isNumber(fields[c]) && !looksLikeTime(fields[c]));
  }
}

function hasHeader(fields: readonly string[], options: FieldOptions): boolean {
  const named = COLUMN_OPTIONS.some((name) => typeof options[name] === "string");
  return options.header ?? (named || looksLikeHeader(fields));
}

/** Whether rows without names are numbers alone, more than user, item and rating, of which the fourth is no time. */
function isWideTable(
  fields: readonly string[],
  { sample, separator }: Dialect,
  options: FieldOptions,
): boolean {
  if (fields.length < 4 || options.header === true) return false;
  if (COLUMN_OPTIONS.some((name) => options[name] !== undefined)) return false;
  const rows = sample.map((line) => splitPlain(line, separator).map((field) => field.trim()));
  const isNumber = (field: string): boolean =>
    field === "" || !Number.isNaN(numberOf(field, options.decimal === ","));
  const isTable = rows.every((row) => row.every(isNumber) && !looksLikeTime(row[3] ?? ""));
  return isTable && rows.some((row) => row.slice(3).some((field) => field !== ""));
}
