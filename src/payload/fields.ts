/** Reads the fields of a payload from an untrusted source; each reader throws a PayloadError for a wrong field. */
import { LIMITS } from "./limits";
import { fail, finiteNumbers, finiteOrNull, list } from "./number-fields";
import type { LossPayload, TextPayload } from "./types";

export { fail, finiteNumbers, finiteOrNull, list };

/** An own field of the object; fields of its prototype do not count. */
export function own(source: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(source, key)?.value as unknown;
}

export function object(value: unknown, path: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(path, value, "an object");
  return value;
}

/** As {@link finiteNumbers}, with null where a cell is unknown. */
export function cells(value: unknown, path: string, most: number): (number | null)[] {
  return Array.from(list(value, path, most), (x, i) => {
    if (x === null || (typeof x === "number" && Number.isFinite(x))) return x;
    return fail(`${path}[${i}]`, x, "a finite number, or null where a cell is unknown");
  });
}

export function positive(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  return fail(path, value, "a finite number > 0");
}

export function notNegative(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  return fail(path, value, "a finite number ≥ 0");
}

export function count(value: unknown, path: string, least: number, most: number = LIMITS.side): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  return fail(path, value, `a whole number from ${least} to ${most}`);
}

export function flag(value: unknown, path: string): boolean {
  return typeof value === "boolean" ? value : fail(path, value, "true or false");
}

export function text(value: unknown, path: string, most: number = LIMITS.name): string {
  if (typeof value !== "string") return fail(path, value, "text");
  return value.length <= most ? value : `${value.slice(0, most - 1)}…`;
}

/** How deep sentences may stand in each other: the reasons of a list do, one behind the other. */
const DEEPEST = 8;

/** A text, or a sentence with its values. */
export function words(
  value: unknown,
  path: string,
  most: number = LIMITS.name,
  deepest: number = DEEPEST,
): TextPayload {
  if (typeof value === "string") return text(value, path, most);
  if (typeof value !== "object" || deepest === 0)
    return fail(path, value, "text, or a sentence with its values");
  const source = object(value, path);
  const sentence = text(own(source, "sentence"), `${path}.sentence`, LIMITS.cell);
  const given = own(source, "values");
  if (given === undefined) return { sentence };
  const names = Object.keys(object(given, `${path}.values`));
  if (names.length > LIMITS.sentenceValues)
    fail(`${path}.values`, given, `at most ${LIMITS.sentenceValues} values`);
  const values = names
    .map((name) => [name, valueOf(own(given as object, name), `${path}.values.${name}`, deepest - 1)])
    // What the sentence does not name goes no further.
    .filter(([name]) => sentence.includes(`{${name as string}}`));
  return { sentence, values: Object.fromEntries(values) as Record<string, TextPayload | number> };
}

/** A value of a sentence. */
function valueOf(value: unknown, path: string, deepest: number): TextPayload | number {
  if (typeof value !== "number") return words(value, path, LIMITS.cell, deepest);
  return Number.isFinite(value) ? value : fail(path, value, "text, a sentence or a finite number");
}

/** A loss curve: rising iterations, and as many losses ≥ 0. */
export function loss(value: unknown, path: string): LossPayload {
  const source = object(value, path);
  const iterations = finiteNumbers(own(source, "iterations"), `${path}.iterations`, LIMITS.points);
  const values = finiteNumbers(own(source, "values"), `${path}.values`, LIMITS.points);
  if (values.length !== iterations.length) {
    fail(`${path}.values.length`, values.length, `${iterations.length}, one for each iteration`);
  }
  iterations.forEach((iteration, i) => {
    if (i > 0 && iteration <= iterations[i - 1])
      fail(`${path}.iterations[${i}]`, iteration, "a rising series");
  });
  values.forEach((x, i) => {
    if (x < 0) fail(`${path}.values[${i}]`, x, "a loss ≥ 0");
  });
  return { iterations, values };
}
