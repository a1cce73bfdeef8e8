import { elementType, isList, ShapeError, wrongArgument } from "../errors";
import type { ValueError } from "../errors";
import { checkOptionNames } from "../training/options";
import { listColumn, readBlocks } from "./blocks";
import type { Column, Get } from "./blocks";
import type { PathOf } from "./checks";
import type { RatingsSource, TimeInput } from "./collect";
import { columnsByName } from "./columns";
import type { Id } from "./ids";
import { plainNumber } from "./plain-value";
import type { RecordOptions } from "./records";
import { RECORD_OPTIONS } from "./records";
import type { SourceReport } from "./report";

/** Ratings as columns of equal length: the k-th entries belong together. */
export interface RatingColumns {
  /** The user of each rating. */
  readonly users: ArrayLike<Id | bigint>;
  /** The item of each rating. */
  readonly items: ArrayLike<Id | bigint>;
  /** @default each row counts as 1 */
  readonly ratings?: ArrayLike<number>;
  /** When they were given. @default unknown */
  readonly timestamps?: ArrayLike<TimeInput>;
  /** How often each counts, ≥ 0: 2 as if it were there twice, 0 as if it were not. @default each once */
  readonly weights?: ArrayLike<number>;
}

/** One column of an Arrow table. */
export interface ArrowColumn {
  /** How many values there are. */
  readonly length: number;
  /** What its values are. */
  readonly type: {
    /** Arrow's number of the type. */
    readonly typeId: number;
  };
  /** The value at a place, counted from 0. */
  get(index: number): unknown;
}

/** The part of an Apache Arrow table that is used: `Table` of the package apache-arrow has it. */
export interface ArrowTable {
  /** What the table consists of. */
  readonly schema: {
    /** Its columns, in order. */
    readonly fields: readonly {
      /** The column's name. */
      readonly name: string;
    }[];
  };
  /** The column of that name, or null where there is none. */
  getChild(name: string): ArrowColumn | null;
}

/** The ratings of parallel columns. @throws ShapeError if their lengths differ. */
export function columnSource(columns: RatingColumns): RatingsSource {
  checkOptionNames(columns, ["users", "items", "ratings", "timestamps", "weights"], "columns");
  const length = checkList(columns.users, "users").length;
  const column = (name: keyof RatingColumns): Column => {
    const list = checkList(columns[name], name);
    if (list.length === length) return listColumn(list);
    const expected = `${length}, as many as users`;
    throw new ShapeError(`${name} has ${list.length} entries, expected ${expected}`, {
      argument: name,
      actual: list.length,
      expected,
    });
  };
  const pathOf: PathOf = (index, field) => (field ? `${field}s[${index}]` : `row ${index} of the columns`);
  const rating = columns.ratings === undefined ? null : column("ratings");
  const timestamp = columns.timestamps === undefined ? null : column("timestamps");
  const weight = columns.weights === undefined ? null : column("weights");
  const all = { user: column("users"), item: column("items"), rating, timestamp, weight };
  const found = (): SourceReport => ({ format: "columns" });
  return { readInto: (collector) => readBlocks(collector, length, all), pathOf, found };
}

/** The ratings of an Apache Arrow table. @throws ValueError if a column is missing. */
export function arrowSource(table: ArrowTable, options: RecordOptions): RatingsSource {
  checkOptionNames(options, RECORD_OPTIONS);
  const { getChild, schema } = (table ?? {}) as Partial<ArrowTable>;
  if (
    typeof getChild !== "function" ||
    !Array.isArray((schema as Partial<ArrowTable["schema"]> | null)?.fields)
  )
    throw wrongTable(table, "an Apache Arrow table");
  const names = table.schema.fields.map(({ name }) => name);
  const indices = columnsByName(names, options);
  const column = (index: number): ArrowColumn => {
    const found = table.getChild(names[index]);
    if (typeof found?.get !== "function")
      throw wrongTable(table, `an Arrow table with a column ${names[index]}`);
    return found;
  };
  const users = column(indices.user);
  const rating = indices.rating === null ? null : numbersOf(column(indices.rating));
  const timestamp = indices.timestamp === null ? null : secondsOf(column(indices.timestamp));
  const pathOf: PathOf = (index, field) => (field ? `${field} in row ${index}` : `row ${index}`);
  const weight = indices.weight === null ? null : numbersOf(column(indices.weight));
  const all = { user: numbersOf(users), item: numbersOf(column(indices.item)), rating, timestamp, weight };
  const name = (index: number | null): string | null => (index === null ? null : names[index]);
  const columns = {
    user: names[indices.user],
    item: names[indices.item],
    rating: name(indices.rating),
    timestamp: name(indices.timestamp),
    ...(indices.weight !== null && { weight: name(indices.weight) }),
  };
  const found = (): SourceReport => ({ format: "Arrow", columns });
  return { readInto: (collector) => readBlocks(collector, users.length, all), pathOf, found };
}

/** Arrow's type ids of whole numbers and of numbers with a fraction. */
const [INT, FLOAT] = [2, 3];

/** The id of a column's type; −1 where something else than Arrow has made it. */
const typeOf = ({ type }: Partial<ArrowColumn>): number => type?.typeId ?? -1;

/** A column without nulls as a typed array, where its memory is that of its numbers. */
function numbersOf(column: ArrowColumn): Column {
  const { nullCount, toArray } = column as Partial<{ nullCount: number; toArray: () => unknown }>;
  const get: Get = (index) => column.get(index);
  const typeId = typeOf(column);
  if (nullCount !== 0 || typeof toArray !== "function" || ![INT, FLOAT].includes(typeId)) return { get };
  const array = Reflect.apply<ArrowColumn, [], unknown>(toArray, column, []);
  // Numbers of 16 bits with a fraction come as whole numbers.
  const isPlain = typeId === INT || /^Float/.test(elementType(array as ArrayBufferView) ?? "");
  return isList(array) && array.length === column.length && isPlain ? listColumn(array) : { get };
}

/** Arrow's type ids of dates and timestamps; its JavaScript package gives milliseconds for both, whatever their unit. */
const IN_MILLISECONDS: readonly number[] = [8, 10];

function secondsOf(column: ArrowColumn): Column {
  if (!IN_MILLISECONDS.includes(typeOf(column))) return numbersOf(column);
  return {
    get: (index) => {
      const time = plainNumber(column.get(index));
      return typeof time === "number" ? time / 1000 : time;
    },
  };
}

function checkList(value: unknown, argument: string): ArrayLike<unknown> {
  if (isList(value)) return value;
  throw wrongArgument(argument, value, "an array or a typed array");
}

function wrongTable(table: unknown, expected: string): ValueError {
  return wrongArgument("table", table, expected);
}
