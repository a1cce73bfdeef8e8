import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";

const file = join(import.meta.dirname, "../../extension/schema/plugin.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as {
  properties: Record<string, { default: unknown; title: string; description: string }>;
};
// JupyterLab's own keywords are not those of JSON Schema.
const accepts = new Ajv({ strict: false }).compile(schema);

test("the default settings are valid", () => {
  const defaults = Object.fromEntries(
    Object.entries(schema.properties).map(([name, property]) => [name, property.default]),
  );
  expect(accepts(defaults), JSON.stringify(accepts.errors)).toBe(true);
  expect(Object.keys(defaults).sort()).toEqual(
    [
      ...["animation", "digits", "features", "iterations", "language", "learningRate", "linkAddress"],
      ...["palette", "seed"],
    ].sort(),
  );
});

test.each([
  { linkAddress: "" },
  { linkAddress: "https://example.org/course/playground/" },
  { linkAddress: "http://localhost:8000" },
  { linkAddress: "../playground/" },
  { linkAddress: "/hub/playground/" },
])("the settings take %j", (settings) => {
  expect(accepts(settings), JSON.stringify(accepts.errors)).toBe(true);
});

test.each([
  { digits: "7" },
  { digits: 2 },
  { palette: "rainbow" },
  { animation: "yes" },
  { language: "fr" },
  { linkAddress: "javascript:alert(1)" },
  { linkAddress: "example.org/lab" },
  { linkAddress: "https://example.org/lab?token=secret" },
  { features: 0 },
  { features: 2.5 },
  { learningRate: 0 },
  { learningRate: -1 },
  { learningRate: "0.1" },
  { iterations: 0 },
  { iterations: 1e9 },
  { seed: 0.5 },
  { seed: 2 ** 60 },
  { colour: "blue" },
])("the settings refuse %j", (settings) => {
  expect(accepts(settings)).toBe(false);
});
