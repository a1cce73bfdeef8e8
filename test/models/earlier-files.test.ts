import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as library from "../../src";
import { fromBase64 } from "../../src/models/shared/base64";
import { floats } from "../../src/models/shared/numbers-text";
import { fromBytes, toBytes } from "./at-once";

interface Model {
  readonly name: string;
  toJSON(): object;
}

type Reading = Record<string, { fromJSON(json: unknown): Model & library.BiasedMF }>;

const FILES = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/models-format-1.json"), "utf8"),
) as Record<string, string>;

const modelOf = (name: string): Reading[string] => (library as unknown as Reading)[name.split(",")[0]];

/** A record of either version with all numbers as lists. */
function plain(value: unknown): unknown {
  if (typeof value === "string") {
    if (/^[fi]32:/.test(value)) return [...floats(value)];
    const bytes = /^[A-Za-z0-9+/]{11}[A-Za-z0-9+/=]/.test(value) ? fromBase64(value) : null;
    return bytes && bytes.length % 8 === 0 ? [...new Float64Array(bytes.buffer)] : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !["version", "checksum"].includes(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, plain(each)]));
}

/** Settings that files of version 1 do not have, at what they mean there. */
const LATER_SETTINGS: Readonly<Record<string, object>> = { ImplicitALS: { scaleRegularization: false } };

describe("a file that version 1 of the format wrote", () => {
  test("is there of each model", () => {
    const models = Object.entries(library).filter(
      ([, value]) => typeof value === "function" && "load" in value,
    );
    const bases = ["BiasedFactorModel", "FactorModel", "Recommender", "TableModel"];
    const names = models.map(([name]) => name).filter((name) => !bases.includes(name));
    // HybridMF came after the first version.
    expect(names.filter((name) => !(name in FILES))).toEqual(["HybridMF"]);
    expect(names).toHaveLength(16);
    for (const text of Object.values(FILES)) expect(JSON.parse(text).version).toBe(1);
  });

  test.each(Object.keys(FILES))("is read with all that it says: %s", (name) => {
    const model = modelOf(name).fromJSON(FILES[name]);
    const written = JSON.stringify(model);
    expect(JSON.parse(written)).toMatchObject({ version: 2 });
    const { settings, ...others } = JSON.parse(FILES[name]);
    const expected = { ...others, settings: { ...settings, ...(LATER_SETTINGS[name] ?? {}) } };
    expect(plain(JSON.parse(written))).toEqual(plain(expected));
    expect(JSON.stringify(fromBytes(modelOf(name), toBytes(model)))).toBe(written);
  });

  test("goes on with a training that was cut", () => {
    const model = modelOf("BiasedMF").fromJSON(FILES["BiasedMF, cut after one epoch"]);
    expect(model.epoch).toBe(1);
    expect(model.resume().epoch).toBe(3);
    expect(model.history.loss).toHaveLength(3);
  });

  test("is refused where one letter has changed", () => {
    const text = FILES.ALS;
    const at = text.indexOf('"userFactors"') + 20;
    const changed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
    expect(() => library.ALS.fromJSON(changed)).toThrow("damaged: its checksum differs");
  });
});
