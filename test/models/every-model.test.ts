import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as library from "../../src";
import { documentation } from "../payload/schema";

/** Base classes of models, which are no models themselves. */
const BASES: readonly unknown[] = [
  library.Recommender,
  library.FactorModel,
  library.BiasedFactorModel,
  library.TableModel,
];

const exported = Object.entries(library)
  .filter(([, value]) => typeof value === "function" && !BASES.includes(value))
  .filter(([, value]) => {
    const { prototype } = value as unknown as { prototype: unknown };
    return prototype instanceof library.Recommender || prototype instanceof library.TableModel;
  })
  .map(([name]) => name)
  .sort();

/** The models that tests in this folder hold against a contract, where no line is commented out. */
function underContract(): string[] {
  const texts = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"));
  const found = texts.flatMap((text) => [
    ...text.matchAll(/^contract\("[^"]+", \{\s*Model: (\w+)/gm),
    ...text.matchAll(/^tableContract\(\{\s*name: "(\w+)"/gm),
    ...text.matchAll(/^stochastic\((\w+)\)/gm),
  ]);
  return [...new Set(found.map(([, name]) => name))].sort();
}

describe("every exported model", () => {
  test("is found", () => {
    expect(exported).toContain("BiasedMF");
    expect(exported).toContain("NMF");
    expect(exported.length).toBeGreaterThanOrEqual(14);
  });

  test("passes a contract, and every contract is for an exported model", () => {
    expect(underContract()).toEqual(exported);
  });

  test("has a row on the page of notation with its prediction, and every row is an exported model's", () => {
    const table = documentation("notation.md").split("## The models")[1].split("\n\n")[1];
    const rows = [...table.matchAll(/^\| `(\w+)`\s*\| ([^|]|\\\|)*[^|\s]/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(exported);
  });
});
