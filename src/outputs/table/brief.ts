import { describeValue, isList } from "../../errors";
import { attempt } from "../attempt";
import { isError, tagOf } from "./kinds";

const MOST_BRIEF_ITEMS = 5;
/** Writing all digits of a huge BigInt can take seconds. */
const LARGEST_BRIEF_BIGINT = 10n ** 100n;

/** A short text for a value in a cell of a table: `[1, 2, 3]`, `{ a: 1 }`, `Map(3)`. Never throws. */
export function brief(value: unknown): string {
  return attempt(() => writeBrief(value, 1), "an object that cannot be read");
}

/** A BigInt's digits, unless there are very many. */
export function bigintText(value: bigint): string {
  return value < LARGEST_BRIEF_BIGINT && value > -LARGEST_BRIEF_BIGINT
    ? String(value).replace("-", "−")
    : "a huge BigInt";
}

/** The text, cut to at most `most` characters; surrogate pairs stay whole. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const lead = text.charCodeAt(most - 2);
  return `${text.slice(0, lead >= 0xd800 && lead <= 0xdbff ? most - 2 : most - 1)}…`;
}

function writeBrief(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(cutText(value, 40));
    case "bigint":
      return bigintText(value);
    case "function":
      return "[Function]";
    case "object":
      return value === null ? "null" : writeObject(value, depth);
    case "number":
    case "boolean":
    case "symbol":
    case "undefined":
      return Object.is(value, -0) ? "-0" : String(value);
  }
}

/** An error's class, the first line of its message, and the place where it was created: `RangeError: x (cell [3]:1:7)`. */
function writeError(error: Error): string {
  const [message] = String(error).split("\n");
  const [, place] = /^\s+at (?:async )?(?:.*? \()?(.+:\d+:\d+)\)?$/m.exec(error.stack ?? "") ?? [];
  return place === undefined ? message : `${message} (${place})`;
}

function writeObject(value: object, depth: number): string {
  if (isList(value)) return depth > 0 ? writeList(value, depth) : describeValue(value).replace(/^a l/, "l");
  if (isError(value)) return writeError(value);
  const tag = tagOf(value);
  switch (tag) {
    case "Object":
      return depth > 0 ? writeRecord(value, depth) : "{…}";
    case "Date":
      return attempt(() => (value as { toISOString(): string }).toISOString(), "Invalid Date");
    case "RegExp":
      return (value as RegExp).toString();
    case "Map":
    case "Set":
      return `${tag}(${String((value as Map<unknown, unknown>).size)})`;
    default:
      return tag;
  }
}

function writeList(list: ArrayLike<unknown>, depth: number): string {
  const items = Array.from({ length: Math.min(list.length, MOST_BRIEF_ITEMS) }, (_, k) =>
    k in list ? writeBrief(list[k], depth - 1) : "",
  );
  if (list.length > MOST_BRIEF_ITEMS) items.push("…");
  return `[${items.join(", ")}]`;
}

function writeRecord(record: object, depth: number): string {
  const items: string[] = [];
  for (const key in record) {
    if (items.length === MOST_BRIEF_ITEMS) {
      items.push("…");
      break;
    }
    const value = attempt(() => writeBrief(Reflect.get(record, key), depth - 1), "…");
    items.push(`${cutText(key, 40)}: ${value}`);
  }
  return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
}
