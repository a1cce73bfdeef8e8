import { describeValue } from "../errors";
import { checkOptionNames } from "../training/options";
import { checkIterable, wrongRating } from "./checks";
import type { PathOf } from "./checks";
import { entrySource, RATINGS_OPTIONS } from "./collect";
import type { RatingInput, RatingsOptions, RatingsSource } from "./collect";
import { COLUMN_OPTIONS, columnsByName } from "./columns";
import type { ColumnOptions } from "./columns";
import { plainId, plainNumber, plainSeconds } from "./plain-value";

/** Which fields of records are read, by name. */
export type RecordOptions = RatingsOptions & ColumnOptions;

/** The names of {@link RecordOptions}. */
export const RECORD_OPTIONS = [...COLUMN_OPTIONS, ...RATINGS_OPTIONS] as const;

/**
 * The ratings of records: parsed JSON, rows of Parquet or of a database. The first record gives the field names.
 * @param path how errors name a record. @default as in `records[12]`
 * @throws ValueError if the first record lacks a field, or a record is not an object.
 */
export function recordSource(
  records: Iterable<object>,
  options: RecordOptions,
  path: (index: number) => string = (index) => `records[${index}]`,
): RatingsSource {
  checkIterable(records, "records", 'a list of objects, such as [{ user: "Ada", item: "Alien", rating: 5 }]');
  checkOptionNames(options, RECORD_OPTIONS);
  const pathOf: PathOf = (index, field) => (field ? `${field} of ${path(index)}` : path(index));
  return entrySource(readRecords(records, options, path), pathOf);
}

function* readRecords(
  records: Iterable<object>,
  options: RecordOptions,
  path: (index: number) => string,
): Generator<RatingInput> {
  let pick: ((record: Record<string, unknown>) => RatingInput) | undefined;
  let index = 0;
  for (const record of records) {
    if (typeof record !== "object" || record === null || Array.isArray(record))
      throw wrongRating(path(index), describeValue(record), "an object, as the records before are", [index]);
    pick ??= picker(Object.keys(record), options);
    yield pick(record as Record<string, unknown>);
    index++;
  }
}

/** Returns a function that reads one record; `collect` checks the values. */
function picker(
  names: readonly string[],
  options: RecordOptions,
): (record: Record<string, unknown>) => RatingInput {
  const { user, item, rating, timestamp } = columnsByName(names, options);
  return (record) => {
    const entry = [
      plainId(record[names[user]]),
      plainId(record[names[item]]),
      rating === null ? 1 : plainNumber(record[names[rating]]),
    ];
    if (timestamp !== null) entry.push(plainSeconds(record[names[timestamp]]));
    return entry as unknown as RatingInput;
  };
}
