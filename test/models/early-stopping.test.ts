import { describe, expect, test } from "vitest";
import { BiasedMF } from "../../src/models/biased-mf";
import { madeRatings } from "./made-ratings";

const { train, test: validation } = madeRatings();
const make = (): BiasedMF => new BiasedMF({ features: 2, epochs: 40, learningRate: 0.02, seed: 1 });
const losses = make().fit(train, { validation }).history.validation;

/** Where the rule stops, written independently: an epoch is better whose loss is lower by more than `minDelta`. */
function endOf(patience: number, minDelta: number): { bestAt: number; stoppedAt: number | null } {
  let [bestAt, best] = [0, Infinity];
  for (const [k, loss] of losses.entries()) {
    if (loss < best - minDelta) [bestAt, best] = [k + 1, loss];
    else if (k + 1 - bestAt === patience) return { bestAt, stoppedAt: k + 1 };
  }
  return { bestAt, stoppedAt: null };
}

describe("early stopping", () => {
  test.each([0, 0.001, 0.01, 10])(
    "with minDelta %d counts only an epoch that is better by more",
    (minDelta) => {
      const model = make().fit(train, { validation, earlyStopping: { patience: 2, minDelta } });
      const { bestAt, stoppedAt } = model.history;
      expect({ bestAt, stoppedAt }).toEqual(endOf(2, minDelta));
      expect(model.epoch).toBe(bestAt);
    },
  );

  test("ends sooner the more an epoch has to bring", () => {
    const ends = [0, 0.001, 0.01, 10].map((minDelta) => endOf(2, minDelta).bestAt);
    expect(new Set(ends).size).toBeGreaterThanOrEqual(3);
    expect(ends).toEqual([...ends].sort((a, b) => b - a));
  });
});
