import { describeValue, ShapeError, ValueError } from "../errors";
import { isUserName } from "./columns";
import type { RowReader } from "./csv-rows";
import type { Dialect, DialectOptions } from "./dialect";
import type { Id } from "./ids";
import type { LeftOut } from "./left-out";
import { numberOf } from "./number-text";

/** How the rows of a table are read. */
export interface TableForm {
  /** Whether the first row names the items; undefined to find out. */
  readonly header: boolean | undefined;
  /** Whether the first column names the users; undefined to find out. */
  readonly rowNames: boolean | undefined;
  /** The places of columns that are no items. */
  readonly omit: readonly number[];
  /** Whether a comma may be the decimal separator. */
  readonly commas: boolean;
  readonly leftOut: LeftOut;
}

/** So many rows tell whether rows and columns have names. */
const SAMPLE = 100;

interface Line {
  readonly fields: readonly string[];
  readonly line: number;
}

/** Reads the rows of a table as numbers, NaN where a cell is blank. */
export class TableRows implements RowReader {
  readonly fewest = 2;
  readonly form = null;
  dialect: Dialect | null = null;
  /** The cells, row by row. */
  readonly cells: number[] = [];
  /** The line of each row. */
  readonly lines: number[] = [];
  /** The names of the users; undefined where they have none. */
  users: string[] | undefined;
  /** The names of the items; undefined where they have none. */
  items: readonly Id[] | undefined;
  /** The places of the columns with items. */
  columns: number[] = [];
  private width = 0;
  private waiting: Line[] | null = [];

  constructor(
    readonly options: DialectOptions,
    private readonly given: TableForm,
  ) {}

  begin(dialect: Dialect): void {
    this.dialect = dialect;
  }

  isRead(): boolean {
    return true;
  }

  refuse(error: ValueError): never {
    throw error;
  }

  read(fields: readonly string[], line: number): void {
    if (this.waiting === null) this.row({ fields, line });
    else if (this.waiting.push({ fields, line }) === SAMPLE) this.decide();
  }

  /** Reads the rows that wait, once there are no others. */
  finish(): void {
    if (this.waiting !== null && this.waiting.length > 0) this.decide();
  }

  /** Finds the names, and reads the rows that have waited for that. */
  private decide(): void {
    const waiting = this.waiting!;
    this.waiting = null;
    const [first, ...others] = waiting;
    const header = this.given.header ?? this.isHeader(first.fields, others);
    const body = header ? others : waiting;
    this.width = body[0]?.fields.length ?? first.fields.length;
    const isShort = header && first.fields.length === this.width - 1;
    const corner = header && !isShort ? first.fields[0].trim() : null;
    const isNamed = isShort || (corner !== null && (corner === "" || isUserName(corner)));
    const rowNames = this.given.rowNames ?? (isNamed || body.some(({ fields }) => !this.isValue(fields[0])));
    if (rowNames) this.users = [];
    const places = Array.from({ length: this.width }, (_, place) => place);
    this.columns = places.filter((place) => !(rowNames && place === 0) && !this.given.omit.includes(place));
    if (header) this.items = this.columns.map((place) => first.fields[isShort ? place - 1 : place]?.trim());
    for (const row of body) this.row(row);
  }

  /** Whether the first row has names: one behind its first field, or there, where other rows have numbers. */
  private isHeader(fields: readonly string[], others: readonly Line[]): boolean {
    if (fields.slice(1).some((field) => !this.isValue(field))) return true;
    if (others.length === 0) return false;
    if (fields.length === others[0].fields.length - 1) return true;
    const corner = fields[0].trim();
    if (corner === "") return others.every((row) => row.fields[0].trim() !== "");
    return (
      !this.isValue(corner) && (isUserName(corner) || others.every((row) => this.isValue(row.fields[0])))
    );
  }

  private isValue(field: string): boolean {
    return field.trim() === "" || this.given.leftOut.isMissing(field) || !Number.isNaN(this.number(field));
  }

  private number(field: string): number {
    return numberOf(field, this.given.commas);
  }

  private row({ fields, line }: Line): void {
    if (fields.length !== this.width) throw unevenCells(fields.length, this.width, line);
    this.users?.push(fields[0].trim());
    this.lines.push(line);
    for (const place of this.columns) this.cells.push(this.cell(fields[place], line, place));
  }

  private cell(field: string, line: number, place: number): number {
    if (field.trim() === "" || this.given.leftOut.isMissing(field)) return NaN;
    const number = this.number(field);
    if (!Number.isNaN(number)) return number;
    const expected = `a number; missing: [${JSON.stringify(field.trim().slice(0, 40))}] takes it for no rating`;
    throw new ValueError(`line ${line}, column ${place}, is ${describeValue(field)}, expected ${expected}`, {
      argument: "path",
      index: [line, place],
      actual: field,
      expected,
    });
  }
}

function unevenCells(count: number, width: number, line: number): ShapeError {
  const expected = `${width}, as the rows before it`;
  return new ShapeError(`line ${line} has ${count} ${count === 1 ? "cell" : "cells"}, expected ${expected}`, {
    argument: "path",
    index: [line, Math.min(count, width)],
    actual: count,
    expected: width,
  });
}
