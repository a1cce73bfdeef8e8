import { describeValue } from "../errors";
import { checkOptionNames } from "../training/options";
import { checkIterable, withWeight, wrongRating } from "./checks";
import type { PathOf, RemedyOf } from "./checks";
import { entrySource, RATINGS_OPTIONS, Unreadable } from "./collect";
import type { RatingInput, RatingsOptions, RatingsSource } from "./collect";
import { COLUMN_OPTIONS, columnsByName } from "./columns";
import type { ColumnOptions } from "./columns";
import { peeked } from "../files/peeked";
import { numberOf } from "./number-text";
import { plainId, plainNumber, plainSeconds } from "./plain-value";
import { fieldNames, fieldOf, isRecord } from "./record-fields";
import type { FieldsOf } from "./record-fields";
import type { ColumnsFound, SourceReport } from "./report";

/** Which fields of records are read, by name. */
export type RecordOptions = RatingsOptions & ColumnOptions;

/** The names of {@link RecordOptions}. */
export const RECORD_OPTIONS = [...COLUMN_OPTIONS, ...RATINGS_OPTIONS] as const;

const inRecords: PathOf = (index, field) => `${field ? `${field} of ` : ""}records[${index}]`;

/** So many records tell which fields there are: the first one may lack some. */
const SAMPLE = 100;

/**
 * The ratings of records: parsed JSON, rows of Parquet or of a database. The first records give the field names.
 * @param pathOf how errors name a record. @default as in `records[12]`
 * @throws ValueError if the first records lack a field, or a record is not an object.
 */
export function recordSource(
  records: Iterable<unknown>,
  options: RecordOptions,
  pathOf: PathOf = inRecords,
): RatingsSource {
  checkIterable(records, "records", 'a list of objects, such as [{ user: "Ada", item: "Alien", rating: 5 }]');
  checkOptionNames(options, RECORD_OPTIONS);
  const reader = new RecordReader(options, pathOf);
  const found = (): SourceReport => ({ format: "records", columns: reader.found });
  return { ...entrySource(reader.read(records), pathOf), remedyOf: reader.remedyOf, found };
}

/** Reads a record. */
type Pick = (record: FieldsOf) => RatingInput;

/** Reads the fields of records; `collect` checks the values. */
class RecordReader {
  /** The names of the fields that are read. */
  found: ColumnsFound | null = null;

  constructor(
    private readonly options: RecordOptions,
    private readonly pathOf: PathOf,
  ) {}

  /** What helps where a field of a record cannot be read. */
  readonly remedyOf: RemedyOf = (field, value) => {
    if (field === "timestamp") return "; timestamp: null reads without times";
    const name = this.found?.rating;
    if (typeof name !== "string" || name.includes(".")) return "";
    if (typeof value !== "string" || Number.isNaN(numberOf(value, false))) return "";
    const key = JSON.stringify(name);
    const record = `{ ...record, ${key}: Number(record[${key}]) }`;
    return `; Ratings.fromRecords(records.map((record) => (${record}))) makes numbers of text`;
  };

  *read(records: Iterable<unknown>): Generator<RatingInput | Unreadable> {
    const { first, all, close } = peeked(records, SAMPLE);
    const pick = this.picker(first, close);
    let index = 0;
    for (const record of all) {
      if (record instanceof Unreadable) yield record;
      else if (pick !== null && isRecord(record)) yield pick(record);
      else yield new Unreadable(this.noRecord(record, index));
      index++;
    }
  }

  /** What reads a record; null where none of the first is one, which the error for the first says. */
  private picker(first: readonly unknown[], close: () => void): Pick | null {
    // What could not be read has fields of its own.
    const objects = first.filter((record) => !(record instanceof Unreadable)).filter(isRecord);
    if (objects.length === 0) return null;
    try {
      return this.pickerOf(fieldNames(objects, this.options));
    } catch (error) {
      close();
      throw error;
    }
  }

  private pickerOf(names: readonly string[]): Pick {
    const { user, item, rating, timestamp, weight } = columnsByName(names, this.options);
    const name = (index: number | null): string | null => (index === null ? null : names[index]);
    this.found = { user: names[user], item: names[item], rating: name(rating), timestamp: name(timestamp) };
    if (weight !== null) this.found = { ...this.found, weight: names[weight] };
    const fields = [user, item, rating ?? user, timestamp ?? user].map((index) => fieldOf(names[index]));
    const weightOf = fieldOf(names[weight ?? user]);
    return (record) => {
      const value = rating === null ? 1 : plainNumber(fields[2](record));
      const entry = [plainId(fields[0](record)), plainId(fields[1](record)), value];
      if (timestamp !== null) entry.push(plainSeconds(fields[3](record)));
      return (weight === null ? entry : withWeight(entry, plainNumber(weightOf(record)))) as RatingInput;
    };
  }

  private noRecord(value: unknown, index: number): Error {
    return wrongRating(this.pathOf(index), describeValue(value), "an object, as the records before are", [
      index,
    ]);
  }
}
