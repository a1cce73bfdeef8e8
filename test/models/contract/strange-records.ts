import { textChecksum, toBase64 } from "../../../src/models/shared/base64";

/** A path into plain data: the names and numbers that lead there. */
type Path = readonly string[];

const floats = (...values: number[]): string => toBase64(Float64Array.from(values));
const ints = (...values: number[]): string => toBase64(Int32Array.from(values));

/** Values that may stand in a file where something else belongs; undefined leaves it out. */
export const STRANGE: readonly unknown[] = [
  ...[null, undefined, true, 3, -1, 1.5, 1e300, 2 ** 40, "", "x", "AAAA"],
  ...[[], [1], [null], [["a"]], {}, { a: 1 }],
  ...[floats(NaN), floats(NaN, 1, 2), floats(Infinity, 1, 2, 3), floats(1e300, 1, 2, 3)],
  ...[ints(-1, 99, 1, 0), ints(0, 0, 0, 0)],
];

/** All paths in plain data, except the empty one. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, each]) => pathsIn(each, [...path, name]));
  return path.length === 0 ? inside : [path, ...inside];
}

/** A model's record with another value at one path, and a right checksum. */
export function changed(record: object, path: Path, value: unknown): string {
  const body = structuredClone(record) as Record<string, unknown>;
  delete body.checksum;
  let at: Record<string, unknown> = body;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[path[path.length - 1]] = value;
  const text = JSON.stringify(body);
  return JSON.stringify({ ...(JSON.parse(text) as object), checksum: textChecksum(text) });
}
