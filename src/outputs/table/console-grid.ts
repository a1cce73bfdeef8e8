import { attempt } from "../attempt";
import type { Axis, CellGrid } from "./grid";
import { missingCell } from "./grid";
import { isError, isMap, isSet, lengthOf } from "./kinds";
import { itemAt } from "./list-grid";
import { counted, fieldOf, firstEntries, rowName } from "./record-grid";
import { ROW_LIMITS, sampledPositions } from "./shown";

/** The column of rows that are not objects, or are errors, as `console.table` names it. */
const VALUES_COLUMN = "Values";
/** Once this many columns are found, later rows are not searched for more. */
const ENOUGH_KEYS = 1000;

/** The rows of the data for `console.table`. */
interface Items {
  readonly rows: Axis;
  readonly corner: string;
  readonly at: (row: number) => unknown;
}

/**
 * The table of `console.table(data, keys)`: a row for each item, a column for each key of items that are objects, and
 * one for the values of the others. Undefined for data without rows or columns.
 * @param keys the columns to show. @default all
 */
export function consoleGrid(data: object, keys?: readonly string[]): CellGrid | undefined {
  return attempt(() => {
    const items = mapItems(data) ?? setItems(data) ?? listItems(data) ?? fieldItems(data);
    const names = columnKeys(items, keys);
    return items.rows.length === 0 || names.length === 0 ? undefined : gridOfItems(items, names);
  }, undefined);
}

function gridOfItems({ rows, corner, at }: Items, names: readonly string[]): CellGrid {
  return {
    type: "",
    shape: `${counted(rows.length, "row")} × ${counted(names.length, "column")}`,
    corner,
    rows,
    columns: { length: names.length, noun: "columns", name: (column) => names[column] },
    alike: "column",
    at: (row, column) => {
      const item = at(row);
      if (item === missingCell) return missingCell;
      if (names[column] === VALUES_COLUMN && hasValue(item)) return item;
      return isObjectOrFunction(item) ? fieldOf(item, names[column]) : missingCell;
    },
  };
}

function columnKeys({ rows, at }: Items, keys: readonly string[] | undefined): string[] {
  const shown = rows.readable ?? rows.length;
  const items = sampledPositions(shown, ROW_LIMITS).map((row) => attempt(() => at(row), missingCell));
  const found = new Set(keys ?? []);
  for (const item of items) {
    if (keys === undefined && isObjectOrFunction(item) && found.size < ENOUGH_KEYS) {
      for (const key of Object.keys(item)) found.add(key);
    }
  }
  const hasOwnColumn = keys === undefined ? hasValue : (item: unknown) => !isObjectOrFunction(item);
  if (items.some((item) => item !== missingCell && hasOwnColumn(item))) found.add(VALUES_COLUMN);
  return [...found];
}

function mapItems(data: object): Items | undefined {
  if (!isMap(data)) return undefined;
  const entries = firstEntries(data, ROW_LIMITS.all);
  const at = (row: number): object => ({ Key: entries[row][0], Values: entries[row][1] });
  return { rows: iterated(data.size, entries.length), corner: "(iteration index)", at };
}

function setItems(data: object): Items | undefined {
  if (!isSet(data)) return undefined;
  const values: unknown[] = [];
  for (const value of Set.prototype.values.call(data)) if (values.push(value) === ROW_LIMITS.all) break;
  // The values stay in one column, even where they are objects.
  const at = (row: number): object => ({ [VALUES_COLUMN]: values[row] });
  return { rows: iterated(data.size, values.length), corner: "(iteration index)", at };
}

function iterated(length: number, readable: number): Axis {
  return { length, readable, noun: "rows", name: String, positions: true };
}

function listItems(data: object): Items | undefined {
  const length = lengthOf(data);
  if (length === undefined) return undefined;
  const rows: Axis = { length, noun: "rows", name: String, positions: true };
  return { rows, corner: "(index)", at: (row) => itemAt(data as ArrayLike<unknown>, row) };
}

function fieldItems(data: object): Items {
  const keys = Object.keys(data);
  const rows: Axis = { length: keys.length, noun: "rows", name: (row) => rowName(keys[row]) };
  return { rows, corner: "(index)", at: (row) => fieldOf(data, keys[row]) };
}

/** Whether a row is shown as a value, and not by its fields alone: an error's message is none of them. */
function hasValue(item: unknown): boolean {
  return !isObjectOrFunction(item) || isError(item);
}

function isObjectOrFunction(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
