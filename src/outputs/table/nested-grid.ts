import { formatCount } from "../progress-number";
import type { CellGrid } from "./grid";
import { missingCell } from "./grid";
import { isNothing, fitsACell, lengthOf, typedArrayOf } from "./kinds";
import { elementType, itemAt, wordFor } from "./list-grid";
import { COLUMN_LIMITS, ROW_LIMITS, sampledPositions } from "./shown";

/** The most rows whose lengths are all measured. */
const MOST_MEASURED = 100_000;

/** An array of arrays of plain values, row by row; the missing cells of short rows stay empty. */
export function nestedGrid(value: readonly unknown[], length: number): CellGrid | undefined {
  const widths = rowWidths(value, length);
  if (widths === undefined || widths.most === 0) return undefined;
  const type = nestedType(value, length, widths.most);
  if (type === undefined) return undefined;
  return {
    type,
    shape: nestedShape(length, widths),
    rows: { length, noun: "rows", name: String, positions: true },
    columns: { length: widths.most, noun: "columns", name: String, positions: true },
    alike: "all",
    at: (row, column) => {
      const list = itemAt(value, row);
      return list === missingCell ? missingCell : itemAt(list as ArrayLike<unknown>, column);
    },
  };
}

interface Widths {
  least: number;
  most: number;
}

/** The lengths of the shortest and of the longest row; undefined where a row is not a list. */
function rowWidths(value: readonly unknown[], length: number): Widths | undefined {
  const widths = { least: Infinity, most: 0 };
  const measure = (row: number): boolean => {
    const width = lengthOf(value[row]);
    if (width === undefined) return false;
    widths.least = Math.min(widths.least, width);
    widths.most = Math.max(widths.most, width);
    return true;
  };
  for (let row = 0; row < Math.min(length, MOST_MEASURED); row++) if (!measure(row)) return undefined;
  return sampledPositions(length, ROW_LIMITS).every(measure) ? widths : undefined;
}

/** `numbers`, `rows of Float64Array`, `values`; undefined where a cell holds more than a plain value, or none holds one. */
function nestedType(value: readonly unknown[], length: number, width: number): string | undefined {
  const rows = sampledPositions(length, ROW_LIMITS).map((row) => value[row] as ArrayLike<unknown>);
  const cells = rows.flatMap((row) => sampledPositions(width, COLUMN_LIMITS).map((column) => row[column]));
  if (!cells.every(fitsACell) || cells.every(isNothing)) return undefined;
  const typed = new Set(rows.map((row) => typedArrayOf(row)?.type));
  if (typed.size === 1 && !typed.has(undefined)) return `rows of ${String([...typed][0])}`;
  const type = typed.has(undefined) && typed.size === 1 ? elementType(cells) : "mixed";
  return wordFor(type);
}

function nestedShape(rows: number, { least, most }: Widths): string {
  const count = formatCount(rows);
  if (rows > MOST_MEASURED) return `${count} rows`; // Not all were measured.
  if (least === most) return `${count} × ${formatCount(most)}`;
  return `${count} rows of ${formatCount(least)} to ${formatCount(most)}`;
}
