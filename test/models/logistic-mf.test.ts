import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { LogisticMF } from "../../src/models/logistic-mf";
import { logisticStep, logisticSteps, logOdds } from "../../src/numerics/logistic-step";
import type { LogisticSide } from "../../src/numerics/logistic-step";
import { inside, separation, twoTastes } from "./implicit-samples";

const ln = Math.log;

describe("a step of logistic matrix factorization", () => {
  const k = 3;
  const lambda = 0.2;
  const both = { user: 1, item: 1 };
  const sides = (): [LogisticSide, LogisticSide] => {
    const random = createRandom(4);
    const side = (): LogisticSide => ({
      factors: uniform(random, -1, 1, 2 * k),
      biases: uniform(random, -1, 1, 2),
    });
    return [side(), side()];
  };
  /** weight × −ln p + λ/2 × squares, for user 1 and item 0, written independently. */
  const loss = ([users, items]: [LogisticSide, LogisticSide], likes: boolean, weight: number): number => {
    const [x, y] = [[...users.factors.slice(k)], [...items.factors.slice(0, k)]];
    const [b, c] = [users.biases[1], items.biases[0]];
    const z = x.reduce((sum, value, t) => sum + value * y[t], b + c);
    const squares = [...x, ...y, b, c].reduce((sum, value) => sum + value * value, 0);
    return -weight * ln(1 / (1 + Math.exp(likes ? -z : z))) + (lambda / 2) * squares;
  };

  test.each([
    [true, 2.5],
    [false, 1],
  ])("goes down the gradient, as central differences have it (liked: %s, weight %d)", (likes, weight) => {
    const moved = sides();
    logisticStep(moved[0], 1, moved[1], 0, k, likes, weight, both, lambda);
    const h = 1e-5;
    for (const side of [0, 1] as const) {
      for (const what of ["factors", "biases"] as const) {
        sides()[side][what].forEach((value, index) => {
          const [up, down] = [sides(), sides()];
          up[side][what][index] += h;
          down[side][what][index] -= h;
          const gradient = (loss(up, likes, weight) - loss(down, likes, weight)) / (2 * h);
          expect(Math.abs(value - gradient - moved[side][what][index])).toBeLessThan(1e-6);
        });
      }
    }
  });

  test("returns −ln p before it, and changes only the side that has a rate", () => {
    const [users, items] = sides();
    const z = logOdds(users, 1, items, 0, k);
    const before = logisticStep(users, 1, items, 0, k, true, 2, { user: 0.1, item: 0 }, lambda);
    expect(before).toBeCloseTo(ln(1 + Math.exp(-z)), 12);
    expect(items).toEqual(sides()[1]);
    expect(users).not.toEqual(sides()[0]);
  });

  test("stays finite where the odds are huge", () => {
    const side = (factor: number): LogisticSide => ({
      factors: Float64Array.of(factor),
      biases: new Float64Array(1),
    });
    expect(logisticStep(side(1e3), 0, side(1e3), 0, 1, true, 1, both, 0)).toBe(0);
    expect(logisticStep(side(1e3), 0, side(1e3), 0, 1, false, 1, both, 0)).toBe(1e6);
  });
});

describe("steps of samples of a user", () => {
  const [k, rate, lambda] = [3, 0.3, 0.2];
  const sides = (): [LogisticSide, LogisticSide] => {
    const random = createRandom(5);
    const side = (count: number): LogisticSide => ({
      factors: uniform(random, -1, 1, count * k),
      biases: uniform(random, -1, 1, count),
    });
    return [side(2), side(6)];
  };
  const samples = [
    { item: 0, weight: 2.5 },
    { item: 3, weight: -1 },
    { item: 5, weight: -1 },
    { item: 2, weight: 0.5 },
  ];
  const single = (to: [LogisticSide, LogisticSide], { item, weight }: (typeof samples)[number]): number => {
    const rates = { user: rate, item: rate };
    const size = Math.abs(weight);
    return size * logisticStep(to[0], 1, to[1], item, k, weight > 0, size, rates, lambda);
  };

  test("of four items add up", () => {
    const found = sides();
    const loss = logisticSteps(...([found[0], 1, found[1], samples, k, rate, lambda] as const));
    const [before, user] = [sides(), sides()[0]];
    let sum = 0;
    for (const sample of samples) {
      const alone = sides();
      sum += single(alone, sample);
      for (let t = 0; t < k; t++) user.factors[k + t] += alone[0].factors[k + t] - before[0].factors[k + t];
      user.biases[1] += alone[0].biases[1] - before[0].biases[1];
      const { item } = sample;
      const row = (side: LogisticSide): number[] => [
        ...side.factors.slice(item * k, (item + 1) * k),
        side.biases[item],
      ];
      row(alone[1]).forEach((x, t) => expect(row(found[1])[t]).toBeCloseTo(x, 14));
    }
    expect(loss).toBeCloseTo(sum, 14);
    user.factors.forEach((x, t) => expect(found[0].factors[t]).toBeCloseTo(x, 14));
    user.biases.forEach((x, t) => expect(found[0].biases[t]).toBeCloseTo(x, 14));
  });

  test.each([
    ["of fewer than four", samples.slice(0, 3)],
    ["among which an item is twice", [...samples.slice(0, 3), { item: 3, weight: -1 }]],
  ])("%s are taken one after the other", (_, some) => {
    const [found, expected] = [sides(), sides()];
    const loss = logisticSteps(...([found[0], 1, found[1], some, k, rate, lambda] as const));
    expect(loss).toBe(some.reduce((sum, sample) => sum + single(expected, sample), 0));
    expect(found).toEqual(expected);
  });
});

describe("logistic matrix factorization", () => {
  const options = { features: 4, seed: 2 };

  test("tells two tastes apart", () => {
    const model = new LogisticMF(options).fit(twoTastes());
    expect(separation(model)).toBeGreaterThan(0.95);
    expect(model.history.loss[0]).toBeLessThan(ln(2));
    expect(model.history.loss.at(-1)).toBeLessThan(0.4);
  });

  test("gives users who like more, and items liked by more, the higher biases", () => {
    const random = createRandom(9);
    const eager = twoTastes(1).select((k) => k % 2 === 0 || random() < 0.3);
    const model = new LogisticMF({ ...options, features: 1 }).fit(eager);
    const { offsets } = eager.columns;
    const popularity = Array.from({ length: eager.items }, (_, i) => offsets[i + 1] - offsets[i]);
    const most = popularity.indexOf(Math.max(...popularity));
    const least = popularity.indexOf(Math.min(...popularity));
    expect(model.itemBiases[most]).toBeGreaterThan(model.itemBiases[least]);
    expect(model.userBiases.length).toBe(40);
  });

  test("measures held-out ratings with the same items each time", () => {
    const ratings = twoTastes();
    const [train, heldOut] = [ratings.select((k) => k % 5 > 0), ratings.select((k) => k % 5 === 0)];
    const model = new LogisticMF(options).fit(train, { validation: heldOut });
    const { validation } = model.history;
    expect(validation.at(-1)).toBeLessThan(validation[0]);
    expect(inside(model).lossOn(heldOut.rows)).toBe(validation.at(-1));
  });

  test("folds in a user and an item who rank as their like do", () => {
    const model = new LogisticMF(options).fit(twoTastes());
    const ones = (count: number): Float64Array => new Float64Array(count).fill(1);
    const before = [...model.itemFactors.values, ...model.userFactors.values];
    const { foldIn, score, itemRow, userRow } = inside(model);
    const user = foldIn("user", Int32Array.of(0, 3, 5), ones(3));
    const scores = Array.from({ length: 20 }, (_, i) => score(user, itemRow(i)));
    expect(Math.min(...scores.slice(0, 10))).toBeGreaterThan(Math.max(...scores.slice(10)));
    const item = foldIn("item", Int32Array.of(21, 25, 30, 33), ones(4));
    const fans = Array.from(
      { length: 40 },
      (_, u) => score(userRow(u), item) - score(userRow(u), itemRow(0)),
    );
    expect(Math.min(...fans.slice(20))).toBeGreaterThan(Math.max(...fans.slice(0, 20)));
    expect([...model.itemFactors.values, ...model.userFactors.values]).toEqual(before);
  });
});
