import { elementType } from "../errors";
import type { RatingCollector } from "./collector";
import { isRounded } from "./ids";
import type { IdIndex } from "./ids";
import { plainId, plainNumber, plainSeconds } from "./plain-value";
import { withWeight } from "./checks";

/** How many rows are read at once: their numbers stay in the processor's cache. */
const BLOCK = 2 ** 14;

export type Get = (index: number) => unknown;

/** A column of a table: its values one by one and, where they are numbers, many at once. */
export interface Column {
  readonly get: Get;
  /** Copies the values from `from` up to `to`; false where one is no number. */
  readonly copy?: (from: number, to: number, into: Float64Array) => boolean;
}

/** The columns of ratings; null for one that there is not. */
export interface ColumnSet {
  readonly user: Column;
  readonly item: Column;
  readonly rating: Column | null;
  readonly timestamp: Column | null;
  readonly weight: Column | null;
}

/** A list as a column. */
export function listColumn(list: ArrayLike<unknown>): Column {
  const get: Get = (index) => list[index];
  if (!ArrayBuffer.isView(list)) return { get, copy: (from, to, into) => copyNumbers(list, from, to, into) };
  if (elementType(list)?.startsWith("Big") === true) return { get };
  // One loop over arrays of all types would be slow for each of them; the engine's own copying is not.
  const typed = list as unknown as Float64Array;
  const copy = (from: number, to: number, into: Float64Array): boolean => {
    into.set(typed.subarray(from, to));
    return true;
  };
  return { get, copy };
}

function copyNumbers(list: ArrayLike<unknown>, from: number, to: number, into: Float64Array): boolean {
  for (let k = from; k < to; k++) {
    const value = list[k];
    if (typeof value !== "number") return false;
    into[k - from] = value;
  }
  return true;
}

/**
 * Reads columns into a collector block by block. Where a block has something odd, its rows are read one by one: that
 * finds the first mistake, or none.
 */
export function readBlocks(collector: RatingCollector, length: number, columns: ColumnSet): void {
  const numbers = new Float64Array(Math.min(BLOCK, length));
  collector.reserve(length, columns.timestamp !== null);
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    // Weights are few enough to be read one by one.
    if (columns.weight !== null || !readBlock(collector, from, to, columns, numbers))
      readRows(collector, from, to, columns);
  }
}

function readRows(
  collector: RatingCollector,
  from: number,
  to: number,
  { user, item, rating, timestamp, weight }: ColumnSet,
): void {
  for (let k = from; k < to; k++) {
    const entry = [
      plainId(user.get(k)),
      plainId(item.get(k)),
      rating === null ? 1 : plainNumber(rating.get(k)),
    ];
    if (timestamp !== null) entry.push(plainSeconds(timestamp.get(k)));
    collector.push(weight === null ? entry : withWeight(entry, plainNumber(weight.get(k))));
  }
}

/** Reads a block, and adds it if all of it is as it should be; else only its ids, in their order, are added. */
function readBlock(
  collector: RatingCollector,
  from: number,
  to: number,
  { user, item, rating, timestamp }: ColumnSet,
  numbers: Float64Array,
): boolean {
  const { length, users, items, values, times, low, high } = collector;
  const end = length + to - from;
  if (!collector.canFollow(timestamp !== null)) return false;
  if (!readIds(user, collector.userIds, from, to, numbers, users.subarray(length, end))) return false;
  if (!readIds(item, collector.itemIds, from, to, numbers, items.subarray(length, end))) return false;
  const block = values.subarray(length, end);
  if (rating === null) block.fill(1);
  else if (!readNumbers(rating, from, to, block, plainNumber)) return false;
  for (let k = 0; k < block.length; k++) if (!(block[k] >= low && block[k] <= high)) return false;
  if (timestamp !== null) {
    const some = times.subarray(length, end);
    if (!readNumbers(timestamp, from, to, some, plainSeconds)) return false;
    for (let k = 0; k < some.length; k++) if (!Number.isFinite(some[k])) return false;
  }
  if (hasMissing(block, collector.leftOut.numbers)) return false;
  collector.accept(end - length);
  return true;
}

function hasMissing(values: Float64Array, missing: ReadonlySet<number>): boolean {
  if (missing.size === 0) return false;
  for (let k = 0; k < values.length; k++) if (missing.has(values[k])) return true;
  return false;
}

function readNumbers(
  { get, copy }: Column,
  from: number,
  to: number,
  into: Float64Array,
  plain: (value: unknown) => unknown,
): boolean {
  if (copy?.(from, to, into) === true) return true;
  for (let k = from; k < to; k++) {
    const value = plain(get(k));
    if (typeof value !== "number") return false;
    into[k - from] = value;
  }
  return true;
}

function readIds(
  { get, copy }: Column,
  ids: IdIndex,
  from: number,
  to: number,
  numbers: Float64Array,
  into: Int32Array,
): boolean {
  if (copy?.(from, to, numbers) === true) return indicesOf(numbers, ids, into);
  for (let k = from; k < to; k++) {
    const id = plainId(get(k));
    if (!isId(id)) return false;
    into[k - from] = ids.add(id);
  }
  return true;
}

function indicesOf(numbers: Float64Array, ids: IdIndex, into: Int32Array): boolean {
  for (let k = 0; k < into.length; k++) {
    const id = numbers[k];
    const whole = id >>> 0;
    const known = whole === id ? ids.quickIndex(whole) : -1;
    if (known < 0 && !isId(id)) return false;
    into[k] = known >= 0 ? known : ids.add(id);
  }
  return true;
}

function isId(value: unknown): boolean {
  return typeof value === "number"
    ? Number.isFinite(value) && !isRounded(value)
    : typeof value === "string" && value !== "";
}
