import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../src/payload/limits";
import { literalsIn, placeholders } from "./literals";

const source = join(import.meta.dirname, "../../extension/src");
// The library has sentences of its own, at drawing and in payloads, which the extension says in JupyterLab's language.
const found = [
  literalsIn(source),
  // Elsewhere in the library, `t` is the number of a feature.
  literalsIn(join(import.meta.dirname, "../../src"), (file) => file.startsWith("outputs")),
];
const computed = found.flatMap((each) => each.computed);
const texts = new Set(found.flatMap(({ literals }) => literals.map(({ text }) => text)));
const files = readdirSync(join(source, "translations"));

test("every text is written out where it is shown", () => {
  expect(computed).toEqual([]);
  expect(texts.size).toBeGreaterThan(20);
});

test("no text is longer than a payload may hold, so that none is cut and left in English", () => {
  expect([...texts].filter((text) => text.length > LIMITS.cell)).toEqual([]);
});

test.each(files)("%s translates every text, nothing else, with the same placeholders", (file) => {
  const catalogue = JSON.parse(readFileSync(join(source, "translations", file), "utf8")) as Record<
    string,
    string
  >;
  const missing = [...texts].filter((text) => !Object.hasOwn(catalogue, text));
  expect(missing, "texts without a translation").toEqual([]);
  expect(
    Object.keys(catalogue).filter((text) => !texts.has(text)),
    "translations of no text",
  ).toEqual([]);
  for (const [text, translation] of Object.entries(catalogue)) {
    expect(placeholders(translation), text).toEqual(placeholders(text));
    expect(translation.trim(), text).not.toBe("");
  }
});
