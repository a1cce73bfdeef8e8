import { isPlainObject } from "../sealed";
import { Tensor } from "../tensor";
import { storedList, storedNumbers } from "./stored";
import type { Stored } from "./stored";
import { METADATA } from "./layout";

/** A part of a record that is written as a tensor. */
export interface FilePart {
  /** The names that lead to it in the record. */
  readonly path: readonly string[];
  /** The path as one name, which no other part has. */
  readonly name: string;
  readonly stored: Stored;
}

/** Longer lists, such as the ids of users, are written apart from the header, which may not be long. */
const LONGEST_LIST = 1000;

/** Parts a record from what is written as tensors; null stands in its place. */
export function split(record: object): { body: unknown; parts: readonly FilePart[] } {
  const parts: FilePart[] = [];
  const names = new Set([METADATA]);
  const add = (path: readonly string[], stored: Stored): null => {
    let name = path.join(".");
    while (names.has(name)) name += "_";
    names.add(name);
    parts.push({ path, name, stored });
    return null;
  };
  const rest = (value: unknown, path: readonly string[]): unknown => {
    if (value instanceof Tensor) return add(path, storedNumbers(value));
    if (Array.isArray(value) && value.length > LONGEST_LIST) return add(path, storedList(value));
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, rest(each, [...path, name])]),
    );
  };
  return { body: rest(record, []), parts };
}
