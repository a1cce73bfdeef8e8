import { formatCount } from "../progress-number";
import { missingCell } from "./grid";
import type { CellGrid } from "./grid";
import { isNothing, typedArrayOf } from "./kinds";
import { COLUMN_LIMITS, sampledPositions } from "./shown";

/** An array of at most this many numbers fits one line of text, and needs no table. */
const MOST_IN_TEXT = 6;

/** A typed array as one row under its positions. */
export function typedArrayGrid(value: unknown): CellGrid | undefined {
  const found = typedArrayOf(value);
  if (found === undefined || found.length === 0) return undefined;
  return rowGrid(found.type, found.length, value as ArrayLike<unknown>);
}

/** An array of numbers or BigInts, some of which may be missing, as one row under its positions. */
export function numbersGrid(value: readonly unknown[], length: number): CellGrid | undefined {
  if (length <= MOST_IN_TEXT) return undefined;
  const seen = sampledPositions(length, COLUMN_LIMITS).map((k) => value[k]);
  const type = elementType(seen);
  return type === "number" || type === "bigint" ? rowGrid(wordFor(type), length, value) : undefined;
}

/** What a list holds, in words, by the type of its items. */
export function wordFor(type: string): string {
  return WORDS[type] ?? "values";
}

const WORDS: Readonly<Record<string, string>> = {
  ...{ number: "numbers", bigint: "BigInts", string: "texts", boolean: "booleans" },
};

/** The type that all present values share; `mixed` where they differ, `none` where all are missing. */
export function elementType(values: readonly unknown[]): string {
  const types = new Set(values.filter((value) => !isNothing(value)).map((value) => typeof value));
  return types.size > 1 ? "mixed" : ([...types][0] ?? "none");
}

/** The item at a position of a list, or {@link missingCell} for a hole. */
export function itemAt(list: ArrayLike<unknown>, position: number): unknown {
  return position in list ? list[position] : missingCell;
}

function rowGrid(type: string, length: number, list: ArrayLike<unknown>): CellGrid {
  return {
    type,
    shape: formatCount(length),
    rows: { length: 1, noun: "" },
    columns: { length, noun: "", name: String, positions: true },
    alike: "all",
    at: (_, column) => itemAt(list, column),
  };
}
