import { COLUMN_OPTIONS } from "./columns";
import type { ColumnOptions } from "./columns";

/** An object whose fields may be anything. */
export type FieldsOf = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is FieldsOf {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The names of the fields that some records have, and the paths among the options that lead to a field of one. */
export function fieldNames(records: readonly FieldsOf[], options: ColumnOptions): string[] {
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  for (const option of COLUMN_OPTIONS) {
    const path = options[option];
    if (typeof path !== "string" || !path.includes(".")) continue;
    if (records.some((record) => valueAt(record, path) !== undefined)) names.add(path);
  }
  return [...names];
}

/** What reads a field: by its name or, where a record has none of that name, by a path such as "user.id". */
export function fieldOf(name: string): (record: FieldsOf) => unknown {
  return name.includes(".") ? (record) => valueAt(record, name) : (record) => record[name];
}

function valueAt(record: FieldsOf, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  let value: unknown = record;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as FieldsOf)[name];
  }
  return value;
}
