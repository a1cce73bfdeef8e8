import { ShapeError, wrongArgument } from "../errors";
import { readCells } from "../matrix/read";
import type { CellsInput } from "../matrix/read";
import { checkOptionNames } from "../training/options";
import type { PathOf } from "./checks";
import { RATINGS_OPTIONS } from "./collect";
import type { RatingsOptions, RatingsSource } from "./collect";
import type { RatingCollector } from "./collector";
import type { Id } from "./ids";

/** The ids of a table's users and items. */
export interface TableOptions extends Omit<RatingsOptions, "users" | "items" | "duplicates"> {
  /** The user of each row. @default 0, 1, 2, … */
  users?: readonly Id[];
  /** The item of each column. @default 0, 1, 2, … */
  items?: readonly Id[];
}

/**
 * The ratings of a small table, with a row for each user and a column for each item; null or NaN means no rating.
 * @throws ValueError if a cell is anything else; ShapeError unless there is one id for each row and column.
 */
export function tableSource(
  cells: CellsInput,
  options: TableOptions,
): RatingsSource & { options: RatingsOptions } {
  const known = RATINGS_OPTIONS.filter((name) => name !== "duplicates");
  checkOptionNames(options, known);
  const { rows, columns, values } = readCells(cells, "cells");
  const users = checkIds(options.users, "users", rows);
  const items = checkIds(options.items, "items", columns);
  const pathOf: PathOf = (index) => {
    const k = [...values.keys()].filter((cell) => !Number.isNaN(values[cell]))[index];
    return `cells[${Math.floor(k / columns)}][${k % columns}]`;
  };
  const readInto = (collector: RatingCollector): void => readTable(values, users, items, collector);
  return { readInto, pathOf, options: { ...options, users, items } };
}

function readTable(
  values: Float64Array,
  users: readonly Id[],
  items: readonly Id[],
  collector: RatingCollector,
): void {
  const { low, high } = collector;
  const { numbers } = collector.leftOut;
  const rows = Int32Array.from(users, (id) => collector.userIds.add(id));
  const columns = Int32Array.from(items, (id) => collector.itemIds.add(id));
  collector.reserve(values.length, false);
  for (let i = 0, k = 0; i < rows.length; i++) {
    for (let j = 0; j < columns.length; j++, k++) {
      const value = values[k];
      if (numbers.has(value)) collector.leaveOut();
      else if (value >= low && value <= high) collector.add(rows[i], columns[j], value, undefined);
      // What is not on the scale is refused by name.
      else if (!Number.isNaN(value)) collector.push([users[i], items[j], value]);
    }
  }
}

function checkIds(ids: unknown, argument: string, count: number): readonly Id[] {
  if (ids === undefined) return Array.from({ length: count }, (_, index) => index);
  if (!Array.isArray(ids)) {
    throw wrongArgument(argument, ids, `a list of ${count} ids`);
  }
  const distinct = new Set(ids.map(String)).size;
  if (ids.length === count && distinct === count) return ids as Id[];
  const actual = ids.length === count ? `${distinct} different ids` : `${ids.length} ids`;
  const expected = `${count}, one for each ${argument === "users" ? "row" : "column"}`;
  throw new ShapeError(`${argument} has ${actual}, expected ${expected}`, { argument, actual, expected });
}
