import { formatCount } from "../progress-number";
import { brief } from "./brief";
import { missingCell } from "./grid";
import type { Axis, CellGrid } from "./grid";
import { fitsACell, isMap, isRecord } from "./kinds";
import { ROW_LIMITS, sampledPositions } from "./shown";

/** Once this many columns are found, later records are not searched for more. */
const ENOUGH_RECORD_KEYS = 1000;

/** An array of records, with a row for each record and a column for each key of the shown ones. */
export function recordsGrid(value: readonly unknown[], length: number): CellGrid | undefined {
  const records = sampledPositions(length, ROW_LIMITS).map((row) => value[row]);
  if (!records.every(isRecord)) return undefined;
  const keys = keysOf(records);
  if (keys.length === 0) return undefined;
  const rows = { length, noun: "rows", name: String, positions: true };
  return keyedGrid("records", rows, keys, (row) => value[row] as object);
}

/** A Map of plain values, or of records whose keys make the columns; a Map can only be read from its start. */
export function mapGrid(value: unknown): CellGrid | undefined {
  if (!isMap(value) || value.size === 0) return undefined;
  const entries = firstEntries(value, ROW_LIMITS.all);
  const values = entries.map(([, item]) => item);
  const rows: Axis = {
    length: value.size,
    readable: entries.length,
    noun: "rows",
    name: (row) => rowName(entries[row][0]),
  };
  if (values.every(isRecord)) {
    const keys = keysOf(values);
    return keys.length === 0 ? undefined : keyedGrid("Map", rows, keys, (row) => values[row]);
  }
  if (!values.every(fitsACell)) return undefined;
  const columns: Axis = { length: 1, noun: "", name: () => "value" };
  const shape = formatCount(value.size);
  return { type: "Map", shape, corner: "key", rows, columns, alike: "column", at: (row) => values[row] };
}

function keyedGrid(type: string, rows: Axis, keys: string[], record: (row: number) => object): CellGrid {
  return {
    type,
    shape: `${counted(rows.length, "row")} × ${counted(keys.length, "column")}`,
    rows,
    columns: { length: keys.length, noun: "columns", name: (column) => keys[column] },
    alike: "column",
    at: (row, column) => fieldOf(record(row), keys[column]),
  };
}

/** The keys of all records, in order of appearance. */
export function keysOf(records: readonly object[]): string[] {
  const keys = new Set<string>();
  for (const record of records) {
    if (keys.size >= ENOUGH_RECORD_KEYS) break;
    for (const key of Object.keys(record)) keys.add(key);
  }
  return [...keys];
}

/** A record's own field, or {@link missingCell}; `__proto__` and the like count as any other field. */
export function fieldOf(record: object, key: string): unknown {
  return Object.hasOwn(record, key) ? (Reflect.get(record, key) as unknown) : missingCell;
}

/** A key of a Map, or of a record, as the name of a row. */
export function rowName(key: unknown): string {
  return typeof key === "string" ? key : brief(key);
}

/** The first entries of a Map, whatever a subclass made of its iteration. */
export function firstEntries(map: ReadonlyMap<unknown, unknown>, most: number): [unknown, unknown][] {
  const entries: [unknown, unknown][] = [];
  for (const entry of Map.prototype.entries.call(map)) {
    if (entries.push(entry as [unknown, unknown]) === most) break;
  }
  return entries;
}

export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
