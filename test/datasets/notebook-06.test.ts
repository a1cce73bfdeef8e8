/** What notebook 06 says in words is what its cells have printed and shown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeCells, committedBundles, committedText, joined, notebooks } from "../notebook-cells";
import type { Cell } from "../notebook-cells";

const FILE = "06-real-ratings.ipynb";
const { cells } = JSON.parse(readFileSync(join(notebooks, FILE), "utf8")) as { cells: Cell[] };
const words = cells
  .filter(({ cell_type: type }) => type === "markdown")
  .map(({ source }) => joined(source))
  .join("\n");

/** What a cell of that id has printed, and shown as text. */
function output(id: string): string {
  const cell = codeCells(FILE).find((each) => each.id === id);
  if (cell === undefined) throw new Error(`no cell ${id}`);
  const shown = committedBundles(cell).map((bundle) => bundle["text/plain"] as string);
  return [committedText(cell), ...shown].join("\n");
}

const found = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? expect.fail(`${pattern}`);
const rmseOf = (model: string): number =>
  Number(found(output("compare"), new RegExp(`^${model} +([\\d.]+)`, "m")));

describe("the words of notebook 06", () => {
  test("say when the validation turns, where it ends, and that stopping in time is better", () => {
    const [epoch, stopped] = [
      found(output("stop"), /epoch (\d+)/),
      found(output("stop"), /validation ([\d.]+)/),
    ];
    expect(epoch).toBe("10");
    expect(words).toContain("turns after ten epochs");
    const [learned, ended] = [
      found(output("overfit"), /RMSE ([\d.]+)/),
      found(output("overfit"), /validation ([\d.]+)/),
    ];
    expect(Number(learned)).toBeLessThan(Number(found(output("floor"), /([\d.]+)/)));
    expect(Number(ended)).toBeGreaterThan(rmseOf("biases only"));
    expect(Number(stopped)).toBeLessThan(rmseOf("BiasedMF, 50 features"));
  });

  test("let nothing be downloaded", () => {
    for (const { source } of codeCells(FILE))
      for (const line of joined(source).split("\n"))
        if (line.includes("loadMovieLens")) expect(line).toMatch(/^\/\//);
  });
});
