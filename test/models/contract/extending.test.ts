import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Ratings } from "../../../src/ratings/ratings";
import { contract } from "./contract";
import { ShrunkMean } from "./shrunk-mean";

const text = (path: string): string => readFileSync(join(import.meta.dirname, path), "utf8");

/** A file of this folder as it would stand in `src/models/`. */
const amongModels = (code: string): string =>
  code.replaceAll('"../../../src/models/', '"./').replaceAll('"../../../src/', '"../');

test("the guide's model is the one that is tested here, to the letter", () => {
  const blocks = [...text("../../../docs/extending.md").matchAll(/^```ts\n(.*?)^```$/gms)];
  const models = blocks.map(([, code]) => code).filter((code) => code.includes("export class"));
  expect(models).toEqual([amongModels(text("shrunk-mean.ts"))]);
});

contract("the guide's model", {
  Model: ShrunkMean,
  options: {},
  isBaseline: true,
  hasLearningRate: false,
});

test("the guide's model shrinks an item's mean towards the mean of all", () => {
  const model = new ShrunkMean({ shrinkage: 2 }).fit(
    Ratings.from([
      ["Ada", "Alien", 5],
      ["Ben", "Alien", 5],
      ["Ben", "Heat", 2],
    ]),
  );
  expect(model.predict("Ada", "Alien")).toBeCloseTo(4 + 2 / 4, 12);
  expect(model.predict("Ada", "Heat")).toBeCloseTo(4 - 2 / 3, 12);
});
