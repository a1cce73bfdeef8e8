/** Reads lists of numbers from an untrusted source: apart, since models read theirs with it, too. */
import { describeValue, PayloadError } from "../errors";

export function list(value: unknown, path: string, most: number): unknown[] {
  if (!Array.isArray(value)) return fail(path, value, "a list");
  if (value.length > most) fail(`${path}.length`, value.length, `at most ${most}`);
  // A hole becomes an element that is undefined, so that iteration finds it.
  return Array.from<unknown>(value);
}

export function finiteNumbers(value: unknown, path: string, most: number): number[] {
  return Array.from(list(value, path, most), (x, i) => {
    if (typeof x !== "number" || !Number.isFinite(x)) return fail(`${path}[${i}]`, x, "a finite number");
    return x;
  });
}

export function finiteOrNull(value: unknown, path: string): number | null {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return value;
  return fail(path, value, "a finite number or null");
}

export function fail(path: string, actual: unknown, expected: string): never {
  throw new PayloadError(`${path} is ${describeValue(actual)}, expected ${expected}`, {
    argument: path,
    actual,
    expected,
  });
}
