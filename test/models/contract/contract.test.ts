import { describe, expect, test } from "vitest";
import { Ratings } from "../../../src/ratings/ratings";
import { contract } from "./contract";
import { PlainProduct } from "./plain-product";

contract("the smallest model", {
  Model: PlainProduct,
  options: { features: 2, epochs: 12, learningRate: 0.05 },
  scales: "its own",
});

describe("ten thousand epochs", () => {
  const one = Ratings.from([["Ada", "Alien", 3]]);
  const make = (): PlainProduct => new PlainProduct({ epochs: 10_000, seed: 1 });

  test("are as many events, each with its loss in the history", () => {
    const model = make();
    let seen = 0;
    for (const { epoch } of model.trainingEvents(one)) expect(epoch).toBe(++seen);
    expect(seen).toBe(10_000);
    expect(model.history.loss).toHaveLength(10_000);
  });

  test("give a live training's listener no more than it can take", async () => {
    let told = 0;
    const model = make();
    const begun = performance.now();
    await model.train(one, { onProgress: () => (told += 1) });
    // Twenty a second, the start and the end.
    expect(told).toBeLessThanOrEqual(2 + (performance.now() - begun) / 45);
    expect(told).toBeGreaterThanOrEqual(2);
    expect(model.history.loss).toHaveLength(10_000);
  });
});
