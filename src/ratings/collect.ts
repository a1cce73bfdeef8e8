import { describeValue, ValueError } from "../errors";
import { checkChoice, checkOptionNames } from "../training/options";
import { IdIndex } from "./ids";
import type { Id } from "./ids";
import type { SparseRows } from "./sparse";

/** One rating as it may be given; `timestamp` in seconds since 1970. */
export type RatingInput =
  | readonly [user: Id, item: Id, rating: number, timestamp?: number]
  | { readonly user: Id; readonly item: Id; readonly rating: number; readonly timestamp?: number };

export interface RatingsOptions {
  /** The lowest and the highest rating that can be given. @default as the ratings have it */
  scale?: readonly [low: number, high: number];
  /** What holds where a user rated an item more than once. @default "error" */
  duplicates?: "error" | "first" | "last" | "mean";
  /** All users, in their order; those of the ratings that are not among them follow. @default those of the ratings */
  users?: Iterable<Id>;
  /** All items, in their order; those of the ratings that are not among them follow. @default those of the ratings */
  items?: Iterable<Id>;
  /** What items are called, by their ids. @default their ids */
  titles?: Iterable<readonly [Id, string]>;
}

/** What ratings are made of. */
export interface Collected {
  readonly userIds: IdIndex;
  readonly itemIds: IdIndex;
  readonly rows: SparseRows;
  readonly timestamps: Float64Array | null;
  readonly scale: readonly [number, number];
  readonly titles: ReadonlyMap<string, string>;
}

/** Growing columns of numbers, one entry a rating. */
interface Columns {
  users: number[];
  items: number[];
  values: number[];
  timestamps: number[];
}

/** Reads ratings from outside, once, at the door. @throws ValueError naming the place, as in `ratings[12]`. */
export function collect(input: Iterable<RatingInput>, options: RatingsOptions): Collected {
  checkIterable(input);
  checkOptionNames(options, ["scale", "duplicates", "users", "items", "titles"]);
  const scale = options.scale && checkScale(options.scale);
  const userIds = new IdIndex("user", options.users);
  const itemIds = new IdIndex("item", options.items);
  const columns: Columns = { users: [], items: [], values: [], timestamps: [] };
  let index = 0;
  for (const entry of input) {
    const [user, item, rating, timestamp] = parts(entry, index);
    columns.users.push(userIds.add(user, `ratings[${index}].user`));
    columns.items.push(itemIds.add(item, `ratings[${index}].item`));
    columns.values.push(checkRating(rating, index, scale));
    if (timestamp !== undefined) columns.timestamps.push(checkTimestamp(timestamp, index));
    if (columns.timestamps.length % (index + 1) !== 0) throw timedByHalf(index, timestamp);
    index++;
  }
  if (index === 0) throw wrong("ratings", "empty", "at least one rating", []);
  return sorted(columns, userIds, itemIds, options, scale);
}

/** Sorts by user and item, and settles what was rated twice. */
function sorted(
  { users, items, values, timestamps }: Columns,
  userIds: IdIndex,
  itemIds: IdIndex,
  { duplicates = "error", titles = [] }: RatingsOptions,
  scale: readonly [number, number] | undefined,
): Collected {
  checkChoice(duplicates, "duplicates", ["error", "first", "last", "mean"]);
  // Ties keep the order in which they came, so that "first" and "last" mean what they say.
  const order = Uint32Array.from(values, (_, k) => k).sort(
    (a, b) => users[a] - users[b] || items[a] - items[b] || a - b,
  );
  const offsets = new Int32Array(userIds.size + 1);
  const indices: number[] = [];
  const kept: number[] = [];
  const times: number[] = [];
  for (let n = 0; n < order.length;) {
    const first = order[n];
    let end = n + 1;
    while (end < order.length && users[order[end]] === users[first] && items[order[end]] === items[first])
      end++;
    const same = order.subarray(n, end);
    if (same.length > 1 && duplicates === "error")
      throw twice(same, userIds.at(users[first]), itemIds.at(items[first]));
    const chosen = duplicates === "last" ? same[same.length - 1] : first;
    indices.push(items[first]);
    kept.push(duplicates === "mean" ? mean(same, values) : values[chosen]);
    if (timestamps.length > 0) times.push(timestamps[chosen]);
    offsets[users[first] + 1]++;
    n = end;
  }
  for (let u = 0; u < userIds.size; u++) offsets[u + 1] += offsets[u];
  return {
    userIds,
    itemIds,
    rows: {
      rows: userIds.size,
      columns: itemIds.size,
      offsets,
      indices: Int32Array.from(indices),
      values: Float64Array.from(kept),
    },
    timestamps: timestamps.length > 0 ? Float64Array.from(times) : null,
    scale: scale ?? extent(kept),
    titles: new Map([...titles].map(([id, title]) => [String(id), title])),
  };
}

function mean(entries: Uint32Array, values: readonly number[]): number {
  let sum = 0;
  for (const k of entries) sum += values[k];
  return sum / entries.length;
}

function extent(values: readonly number[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function parts(entry: unknown, index: number): readonly [unknown, unknown, unknown, unknown] {
  if (Array.isArray(entry)) {
    if (entry.length === 3 || entry.length === 4)
      return entry as unknown as readonly [unknown, unknown, unknown, unknown];
  } else if (typeof entry === "object" && entry !== null) {
    const { user, item, rating, timestamp } = entry as Record<string, unknown>;
    return [user, item, rating, timestamp];
  }
  const expected = "[user, item, rating], with a timestamp or without, or an object with these names";
  throw wrong("ratings", describeValue(entry), expected, [index]);
}

function checkRating(value: unknown, index: number, scale: readonly [number, number] | undefined): number {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw wrong(`ratings[${index}].rating`, describeValue(value), "a finite number", []);
  if (scale && (value < scale[0] || value > scale[1]))
    throw wrong(
      `ratings[${index}].rating`,
      `${value}`,
      `a number from ${scale[0]} to ${scale[1]}, the scale`,
      [],
    );
  return value;
}

function checkTimestamp(value: unknown, index: number): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw wrong(`ratings[${index}].timestamp`, describeValue(value), "seconds since 1970", []);
}

function checkScale(scale: unknown): readonly [number, number] {
  if (Array.isArray(scale) && scale.length === 2) {
    const [low, high] = scale as unknown[];
    if (typeof low === "number" && typeof high === "number" && low < high && Number.isFinite(high - low))
      return [low, high];
  }
  throw wrong("scale", describeValue(scale), "two finite numbers, the lower one first, such as [1, 5]", []);
}

function checkIterable(input: unknown): void {
  const known = typeof input === "object" && input !== null && Symbol.iterator in input;
  if (!known)
    throw wrong("ratings", describeValue(input), "a list of ratings, such as [[user, item, rating]]", []);
}

function timedByHalf(index: number, timestamp: unknown): ValueError {
  const [actual, before] = timestamp === undefined ? ["missing", "have"] : [describeValue(timestamp), "lack"];
  return wrong(
    `ratings[${index}].timestamp`,
    actual,
    `one for each rating or none: those before ${before} it`,
    [],
  );
}

function twice(entries: Uint32Array, user: Id, item: Id): ValueError {
  const what = `rated by ${describeValue(user)} for ${describeValue(item)} as ratings[${entries[0]}] is already`;
  const expected = 'one rating of a user for an item, or duplicates: "first", "last" or "mean"';
  return wrong("ratings", what, expected, [entries[1]]);
}

function wrong(argument: string, actual: string, expected: string, index: readonly number[]): ValueError {
  const place = `${argument}${index.map((k) => `[${k}]`).join("")}`;
  return new ValueError(`${place} is ${actual}, expected ${expected}`, { argument, index, actual, expected });
}
