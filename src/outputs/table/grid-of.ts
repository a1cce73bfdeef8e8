import { attempt } from "../attempt";
import type { CellGrid } from "./grid";
import { lengthOf } from "./kinds";
import { numbersGrid, typedArrayGrid } from "./list-grid";
import { nestedGrid } from "./nested-grid";
import { mapGrid, recordsGrid } from "./record-grid";

/**
 * A value as a table, where a table shows more than text: typed arrays, numbers that do not fit one line of text, rows
 * of plain values, records, Maps. Undefined for all other values, and for those that throw when they are read.
 */
export function gridOf(value: unknown): CellGrid | undefined {
  return attempt(() => typedArrayGrid(value) ?? arrayGrid(value) ?? mapGrid(value), undefined);
}

function arrayGrid(value: unknown): CellGrid | undefined {
  if (!Array.isArray(value)) return undefined;
  const length = lengthOf(value);
  if (length === undefined || length === 0) return undefined;
  const list = value as readonly unknown[];
  return numbersGrid(list, length) ?? nestedGrid(list, length) ?? recordsGrid(list, length);
}
