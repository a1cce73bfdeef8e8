import { describe, expect, test } from "vitest";
import { DivergenceError } from "../../src/errors";
import { createRandom } from "../../src/matrix/random";
import { BiasedMF } from "../../src/models/biased-mf";
import { BPR } from "../../src/models/bpr";
import { LogisticMF } from "../../src/models/logistic-mf";
import { MatrixFactorization } from "../../src/models/matrix-factorization";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import { Ratings } from "../../src/ratings/ratings";
import { steadyRate } from "../../src/training/steady-rate";

const scales = [1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];
const rates = [1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];
const pairs = scales.flatMap((scale) => rates.map((rate) => [scale, rate] as const));

/** Two tastes and some noise: numbers above 0, of a few units, times `scale`. */
function cells(scale: number, rows: number, columns: number): number[][] {
  const random = createRandom(5);
  const tastes = Array.from({ length: rows + columns }, () => [2 * random() - 1, 2 * random() - 1]);
  return Array.from({ length: rows }, (_, u) =>
    Array.from({ length: columns }, (_, i) => {
      const [a, b] = [tastes[u], tastes[rows + i]];
      return scale * (3.5 + 1.5 * (a[0] * b[0] + a[1] * b[1]) + 0.3 * random());
    }),
  );
}

function ratingsOf(scale: number): Ratings {
  const kept = cells(scale, 24, 18).map((row, u) => row.map((x, i) => ((5 * u + 3 * i) % 7 < 3 ? x : null)));
  return Ratings.fromMatrix(kept);
}

/** The error of a training that runs away; null of one that does not. */
function divergence(train: () => unknown): DivergenceError | null {
  try {
    train();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(DivergenceError);
    return error as DivergenceError;
  }
}

test("a steady rate has two digits, and is a quarter of the one before at most", () => {
  expect(steadyRate(1, 3)).toBe(0.033);
  expect(steadyRate(0.01, 3)).toBe(0.0025);
  expect(steadyRate(1, Infinity)).toBeGreaterThan(0);
});

describe("the error of a training that ran away names a learning rate that works", () => {
  test.each([
    ["BiasedMF", BiasedMF, {}],
    ["BiasedMF of strong regularization", BiasedMF, { regularization: 20 }],
    ["BiasedMF of large starting factors", BiasedMF, { initScale: 10 }],
    ["SVDPlusPlus", SVDPlusPlus, {}],
    ["BPR", BPR, {}],
    ["LogisticMF", LogisticMF, {}],
    ["LogisticMF of heavy ratings", LogisticMF, { alpha: 40 }],
  ] as const)("%s, from a thousandth to a million", (_, Model, more) => {
    let ranAway = 0;
    for (const [scale, learningRate] of pairs) {
      const ratings = ratingsOf(scale);
      const options = { features: 5, epochs: 12, seed: 1, ...more };
      const error = divergence(() => new Model({ ...options, learningRate }).fit(ratings));
      if (error === null) continue;
      ranAway++;
      const rate = error.suggestedRate!;
      expect(rate).toBeLessThanOrEqual(learningRate / 4);
      expect(error.message).toContain(`such as ${rate}`);
      const { loss } = new Model({ ...options, learningRate: rate }).fit(ratings).history;
      expect(loss.at(-1)).toBeLessThan(loss[0]);
    }
    // Otherwise this test would show nothing.
    expect(ranAway).toBeGreaterThan(40);
  });

  test.each(["coordinate", "batch", "stochastic"] as const)("MatrixFactorization by %s", (method) => {
    let ranAway = 0;
    for (const [scale, learningRate] of pairs) {
      for (const features of [2, 9]) {
        const data = cells(scale, 6, 8);
        const fac = new MatrixFactorization(data, features, { seed: 1 });
        const train = { iterations: 100, method };
        const error = divergence(() => fac.trainModel({ ...train, learningRate }));
        if (error === null) continue;
        ranAway++;
        const before = fac.loss;
        fac.trainModel({ ...train, learningRate: error.suggestedRate! });
        expect(fac.loss).toBeLessThan(before);
        const anew = new MatrixFactorization(data, features, { seed: 1 });
        anew.trainModel({ ...train, learningRate: error.suggestedRate! });
        expect(anew.loss).toBeLessThan(anew.history.loss[0]);
      }
    }
    expect(ranAway).toBeGreaterThan(100);
  });

  test("ratings from 1 to 660 are learnt at the rate for stars, and at the one that the error of a larger rate names", () => {
    const wide = Ratings.fromMatrix(cells(1, 24, 18).map((row) => row.map((x) => 1 + (x - 1) * 130)));
    const make = (learningRate: number): BiasedMF =>
      new BiasedMF({ features: 4, epochs: 100, seed: 1, learningRate });
    const suggested = divergence(() => make(5).fit(wide))!.suggestedRate!;
    for (const rate of [0.05, suggested]) {
      const { loss } = make(rate).fit(wide).history;
      expect(loss.at(-1)!).toBeLessThan(loss[0] / 3);
    }
  });
});

test("the error of a model without a learning rate names its regularization", () => {
  const error = new DivergenceError(3, null, 2, "epoch");
  expect(error).toMatchObject({ argument: "regularization", learningRate: null, suggestedRate: null });
  expect(error.message).toMatch(/Try a larger regularization\.$/);
});
