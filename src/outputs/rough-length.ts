import { isList } from "../errors";
import { isMap, isSet } from "./table/kinds";

/** How many items inspection shows of a list, a Map or a Set. */
const MOST_INSPECTED_ITEMS = 100;
/** Inspection writes all digits of a BigInt, which takes seconds for much larger ones. */
export const LARGEST_BIGINT: bigint = 10n ** 10_000n;
/** About the length of a number, or of an object that is not opened. */
const SHORT = 10;

/**
 * About how many characters inspection writes for a value that is opened `depth` levels deep; Infinity for a huge
 * BigInt. Stops at `most`, so that it is fast for any value; calls no getter.
 * @param mostString the most characters that are written of one string.
 */
export function roughLength(value: unknown, depth: number, most: number, mostString: number): number {
  if (typeof value === "string") return Math.min(value.length, mostString);
  if (typeof value === "bigint" && (value > LARGEST_BIGINT || value < -LARGEST_BIGINT)) return Infinity;
  if (typeof value !== "object" || value === null || depth < 0) return SHORT;
  let length = SHORT;
  for (const [key, item] of innerParts(value)) {
    length += key.length + roughLength(item, depth - 1, most - length, mostString);
    if (length >= most) break;
  }
  return length;
}

function* innerParts(value: object): Generator<[key: string, item: unknown]> {
  if (isList(value)) {
    for (let k = 0; k < Math.min(value.length, MOST_INSPECTED_ITEMS); k++)
      yield ["", ownValue(value, String(k))];
    return;
  }
  if (isMap(value)) yield* items(Map.prototype.entries.call(value));
  if (isSet(value)) yield* items(Set.prototype.values.call(value));
  for (const key in value) yield [key, ownValue(value, key)];
}

function* items(all: Iterable<unknown>): Generator<[key: string, item: unknown]> {
  let count = 0;
  for (const item of all) {
    yield ["", item];
    if (++count === MOST_INSPECTED_ITEMS) return;
  }
}

function ownValue(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
}
