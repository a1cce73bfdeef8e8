import { describeValue, ShapeError, ValueError } from "../errors";
import { readCells } from "../matrix/read";
import type { CellsInput } from "../matrix/read";
import { checkOptionNames } from "../training/options";
import type { PlaceOf } from "./checks";
import { RATINGS_OPTIONS } from "./collect";
import type { RatingInput, RatingsOptions } from "./collect";
import type { RatingsSource } from "./csv";
import type { Id } from "./ids";

/** What users and items of a table are called. */
export interface TableOptions extends Omit<RatingsOptions, "users" | "items" | "duplicates"> {
  /** The user of each row. @default 0, 1, 2, … */
  users?: readonly Id[];
  /** The item of each column. @default 0, 1, 2, … */
  items?: readonly Id[];
}

/**
 * The ratings of a small table, a row a user and a column an item, in which null or NaN is no rating.
 * @throws ShapeError, ValueError if a cell is none of these, or there is not one id for each row and column.
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
  const placeOf: PlaceOf = (index) => {
    const k = [...values.keys()].filter((place) => !Number.isNaN(values[place]))[index];
    return `cells[${Math.floor(k / columns)}][${k % columns}]`;
  };
  return { ratings: tableRatings(values, users, items), placeOf, options: { ...options, users, items } };
}

function* tableRatings(
  values: Float64Array,
  users: readonly Id[],
  items: readonly Id[],
): Generator<RatingInput> {
  for (let k = 0; k < values.length; k++) {
    if (Number.isNaN(values[k])) continue;
    yield [users[Math.floor(k / items.length)], items[k % items.length], values[k]];
  }
}

function checkIds(ids: unknown, argument: string, count: number): readonly Id[] {
  if (ids === undefined) return Array.from({ length: count }, (_, place) => place);
  if (!Array.isArray(ids)) {
    const expected = `a list of ${count} ids`;
    throw new ValueError(`${argument} is ${describeValue(ids)}, expected ${expected}`, {
      argument,
      actual: ids,
      expected,
    });
  }
  const distinct = new Set(ids.map(String)).size;
  if (ids.length === count && distinct === count) return ids as Id[];
  const actual = ids.length === count ? `${distinct} different ids` : `${ids.length} ids`;
  const expected = `${count}, one for each ${argument === "users" ? "row" : "column"}`;
  throw new ShapeError(`${argument} has ${actual}, expected ${expected}`, { argument, actual, expected });
}
