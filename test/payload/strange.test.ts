import { describe, expect, it } from "vitest";
import { PayloadError } from "../../src";
import { checkPayload } from "../../src/view";
import { samples } from "./samples";
import { strange } from "./strange";

const COUNT = 10_000;

describe(`of ${COUNT.toLocaleString("en-US")} payloads that a stranger may write`, () => {
  const pristine = Object.getOwnPropertyNames(Object.prototype);
  let good = 0;
  it("each is a clean payload, or a PayloadError and never another error", { timeout: 60_000 }, () => {
    for (let seed = 0; seed < COUNT; seed++) {
      try {
        const checked = checkPayload(strange(seed));
        good++;
        expectClean(checked, seed);
      } catch (error) {
        if (!(error instanceof PayloadError)) throw new Error(`seed ${seed}`, { cause: error });
        expect(error.message.length, `seed ${seed}: ${error.message}`).toBeLessThan(400);
      }
    }
  });

  it("many are drawn and many are not: both ways are tried", () => {
    expect(good).toBeGreaterThan(COUNT / 10);
    expect(good).toBeLessThan(COUNT / 2);
  });

  it("none touches a prototype", () => {
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(pristine);
  });

  it("the samples they were made from are good, and come back as they are", () => {
    for (const payload of Object.values(samples)) expect(checkPayload(payload)).toEqual(payload);
  });
});

const FIELDS = new Set(Object.values(samples).flatMap((payload) => keysOf(payload)));

function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

/** The longest texts: a cell of a table, and a paragraph or the code of an exercise. */
const LONGEST = 200;
const LONGEST_OF_COURSE = 4000;

/** Plain objects and lists of the known fields, finite numbers, flags, texts of a bounded length; nothing else. */
function expectClean(value: unknown, seed: number): void {
  const { kind } = value as { kind: string };
  const isOfCourse = kind === "prediction" || kind === "exercise";
  const found = uncleanIn(value, isOfCourse ? LONGEST_OF_COURSE : LONGEST);
  if (found !== undefined) throw new TypeError(`seed ${seed}: the checked payload holds ${found}`);
}

function uncleanIn(value: unknown, longest: number): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  if (typeof value === "string") return value.length <= longest ? undefined : `a text of ${value.length}`;
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Array.isArray(value)) return firstOf(Array.from<unknown>(value), longest);
  if (Object.getPrototypeOf(value) !== Object.prototype) return "an object of a strange prototype";
  const stranger = Object.keys(value).find((key) => !FIELDS.has(key));
  return stranger === undefined ? firstOf(Object.values(value), longest) : `the field ${stranger}`;
}

function firstOf(values: readonly unknown[], longest: number): string | undefined {
  for (const value of values) {
    const found = uncleanIn(value, longest);
    if (found !== undefined) return found;
  }
  return undefined;
}
