/** Reads the fields of a payload that may come from anywhere: each is what it should be, or a PayloadError. */
import { describeValue, PayloadError } from "../errors";
import type { LossPayload } from "./types";

/** More than any payload of ours needs, and little enough to draw: bounds on what a file may ask for. */
export const LIMITS = {
  values: 1_000_000,
  side: 1_000_000,
  iterations: Number.MAX_SAFE_INTEGER,
  seed: Number.MAX_SAFE_INTEGER,
  timing: 1e12,
  points: 10_000,
  runs: 50,
  stages: 1000,
  frames: 200,
  name: 80,
  cell: 200,
  tableRows: 1000,
  tableColumns: 40,
  mapPoints: 1000,
} as const;

/** A field of the object itself: what a prototype holds does not count. */
export function own(source: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(source, key)?.value as unknown;
}

export function object(value: unknown, place: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(place, value, "an object");
  return value;
}

export function list(value: unknown, place: string, most: number): unknown[] {
  if (!Array.isArray(value)) return fail(place, value, "a list");
  if (value.length > most) fail(`${place}.length`, value.length, `at most ${most}`);
  // A hole becomes an element, so that whoever goes through the list finds it missing.
  return Array.from<unknown>(value);
}

export function finiteNumbers(value: unknown, place: string, most: number): number[] {
  return Array.from(list(value, place, most), (x, i) => {
    if (typeof x !== "number" || !Number.isFinite(x)) return fail(`${place}[${i}]`, x, "a finite number");
    return x;
  });
}

/** As {@link finiteNumbers}, with null where a cell is unknown. */
export function cells(value: unknown, place: string, most: number): (number | null)[] {
  return Array.from(list(value, place, most), (x, i) => {
    if (x === null || (typeof x === "number" && Number.isFinite(x))) return x;
    return fail(`${place}[${i}]`, x, "a finite number, or null where a cell is unknown");
  });
}

export function finiteOrNull(value: unknown, place: string): number | null {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return value;
  return fail(place, value, "a finite number or null");
}

export function positive(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  return fail(place, value, "a finite number > 0");
}

export function notNegative(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  return fail(place, value, "a finite number ≥ 0");
}

export function count(value: unknown, place: string, least: number, most: number = LIMITS.side): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  return fail(place, value, `a whole number from ${least} to ${most}`);
}

export function text(value: unknown, place: string, most: number = LIMITS.name): string {
  if (typeof value !== "string") return fail(place, value, "text");
  return value.length <= most ? value : `${value.slice(0, most - 1)}…`;
}

export function fail(place: string, actual: unknown, expected: string): never {
  throw new PayloadError(`${place} is ${describeValue(actual)}, expected ${expected}`, {
    argument: place,
    actual,
    expected,
  });
}

/** A loss curve: rising iterations, and as many losses ≥ 0. */
export function loss(value: unknown, place: string): LossPayload {
  const source = object(value, place);
  const iterations = finiteNumbers(own(source, "iterations"), `${place}.iterations`, LIMITS.points);
  const values = finiteNumbers(own(source, "values"), `${place}.values`, LIMITS.points);
  if (values.length !== iterations.length) {
    fail(`${place}.values.length`, values.length, `${iterations.length}, one for each iteration`);
  }
  iterations.forEach((iteration, i) => {
    if (i > 0 && iteration <= iterations[i - 1])
      fail(`${place}.iterations[${i}]`, iteration, "a rising series");
  });
  values.forEach((x, i) => {
    if (x < 0) fail(`${place}.values[${i}]`, x, "a loss ≥ 0");
  });
  return { iterations, values };
}
