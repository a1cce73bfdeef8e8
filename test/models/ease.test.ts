import { describe, expect, test, vi } from "vitest";
import { DivergenceError, TrainingInterrupted, ValueError } from "../../src/errors";
import { itemMap } from "../../src/evaluation/item-map";
import { EASE } from "../../src/models/ease";
import { choleskyInPlace, solveCholesky } from "../../src/numerics/cholesky";
import { Ratings } from "../../src/ratings/ratings";
import { counts, inside, separation, twoTastes } from "./implicit-samples";

/** Five users of four items. */
const OWNED = ["Alien Brazil", "Alien Brazil Casino", "Brazil Casino", "Casino Dune", "Alien Dune"];
const five = Ratings.from(
  OWNED.flatMap((items, u) => items.split(" ").map((item) => [`user ${u}`, item, u + 1] as const)),
  { items: ["Alien", "Brazil", "Casino", "Dune"] },
);

/** Bᵀ of these users with λ = 1, by elimination with fractions (Python's `fractions`): −P_ij ÷ P_ii. */
const WEIGHTS = [
  [0, 9 / 16, -1 / 8, 3 / 8],
  [6 / 13, 0, 6 / 13, -4 / 13],
  [-1 / 8, 9 / 16, 0, 3 / 8],
  [1 / 3, -1 / 3, 1 / 3, 0],
];

const small = (): EASE => new EASE({ regularization: 1 }).fit(five);

/** X as a table of 0 and 1. */
function table({ rows, users, items }: Ratings): number[][] {
  const X = Array.from({ length: users }, () => new Array<number>(items).fill(0));
  for (let u = 0; u < users; u++)
    for (let p = rows.offsets[u]; p < rows.offsets[u + 1]; p++) X[u][rows.indices[p]] = 1;
  return X;
}

/** The weights of these columns of X that predict y with the least |y − X·b|² + λ|b|²: ridge regression. */
function ridge(X: number[][], columns: number[], y: number[], regularization: number): number[] {
  const k = columns.length;
  const b = Float64Array.from(columns, (s) => X.reduce((sum, row, u) => sum + row[s] * y[u], 0));
  const A = Float64Array.from({ length: k * k }, (_, at) => {
    const [s, t] = [columns[Math.floor(at / k)], columns[at % k]];
    return X.reduce((sum, row) => sum + row[s] * row[t], s === t ? regularization : 0);
  });
  expect(choleskyInPlace(A, k)).toBe(true);
  solveCholesky(A, k, b);
  return [...b];
}

describe("EASE", () => {
  test("has the weights of a case that was solved with fractions, whatever the counts are", () => {
    const { itemWeights } = small();
    WEIGHTS.forEach((row, i) =>
      row.forEach((weight, j) => expect(itemWeights.get(i, j)).toBeCloseTo(weight, 14)),
    );
    expect([...small().inverseDiagonal].map((x) => Number(x.toFixed(12)))).toEqual(
      [8 / 21, 13 / 28, 8 / 21, 3 / 7].map((x) => Number(x.toFixed(12))),
    );
  });

  test("scores an item by the sum of the weights of what the user has", () => {
    const model = small();
    expect(model.predict("user 0", "Casino")).toBeCloseTo(-1 / 8 + 9 / 16, 14);
    expect(model.predict("user 0", "Dune")).toBeCloseTo(0, 14);
    expect(model.recommend("user 0").ids).toEqual(["Casino", "Dune"]);
  });

  test("makes the loss the mean of (x − score)² over all cells", () => {
    const model = small();
    const X = table(five);
    let sum = 0;
    for (const row of X)
      row.forEach((x, i) => {
        const score = row.reduce((total, has, j) => total + has * WEIGHTS[i][j], 0);
        sum += (x - score) ** 2;
      });
    expect(model.history.loss).toHaveLength(1);
    expect(model.history.loss[0]).toBeCloseTo(sum / 20, 14);
  });

  test("leaves what was only trained on out of a validation loss, and expects 1 in held-out cells", () => {
    const heldOut = Ratings.from([["user 3", "Brazil", 1]], { users: five.userIds, items: five.itemIds });
    const model = small();
    const scores = five.rows.rows * 4 - five.length;
    let sum = 0;
    table(five).forEach((row, u) =>
      row.forEach((has, i) => {
        if (has === 1) return;
        const target = u === 3 && i === 1 ? 1 : 0;
        sum += (target - model.scores(`user ${u}`)[i]) ** 2;
      }),
    );
    expect(inside(model).lossOn(heldOut.rows)).toBeCloseTo(sum / scores, 14);
  });

  test("has zeros on the diagonal, and in each row the ridge regression of that item on all others", () => {
    const some = counts(40, 35, 0.3, 5);
    const { itemWeights } = new EASE({ regularization: 3 }).fit(some);
    const X = table(some);
    for (let i = 0; i < 35; i++) {
      const others = Array.from({ length: 35 }, (_, j) => j).filter((j) => j !== i);
      const expected = ridge(
        X,
        others,
        X.map((row) => row[i]),
        3,
      );
      others.forEach((j, n) => expect(itemWeights.get(i, j)).toBeCloseTo(expected[n], 11));
      expect(itemWeights.get(i, i)).toBe(0);
    }
  });

  test("counts how often two items are had together where λ is very large, and no more than λ allows", () => {
    const large = 1e9;
    const { itemWeights } = new EASE({ regularization: large }).fit(five);
    const X = table(five);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const together = i === j ? 0 : X.reduce((sum, row) => sum + row[i] * row[j], 0);
        expect(large * itemWeights.get(i, j)).toBeCloseTo(together, 6);
      }
    }
  });

  test("tells two tastes apart", () => {
    expect(separation(new EASE({ regularization: 50 }).fit(twoTastes()))).toBeGreaterThan(0.99);
  });

  test("explains a score by the weights alone, which add up to it", () => {
    const model = small();
    const { because, parts, prediction } = model.explain("user 3", "Brazil");
    expect(because.map(({ item, influence }) => [item, Number(influence.toFixed(12))])).toEqual([
      ["Casino", Number((6 / 13).toFixed(12))],
      ["Dune", Number((-4 / 13).toFixed(12))],
    ]);
    expect(because.reduce((sum, { influence }) => sum + influence, 0)).toBeCloseTo(prediction, 14);
    expect(parts).toEqual([{ name: "the user's items", value: prediction }]);
  });

  test("gives a new item the weights that a training with it finds", () => {
    const [old, all] = [counts(30, 12, 0.4, 8), counts(30, 12, 0.4, 8)];
    const given = [2, 5, 11, 20].map((user) => [user, 1] as const);
    const more = all.with(Ratings.from(given.map(([user]) => [user, "new", 1] as const)));
    const model = new EASE({ regularization: 4 }).fit(old);
    const item = model.transformItem(given.map(([user]) => [user, 1] as const));
    const again = new EASE({ regularization: 4 }).fit(more);
    const column = more.itemIds.indexOf("new");
    const expected = again.itemWeights.row(column);
    item.parameters["itemWeights"].forEach((weight, j) => expect(weight).toBeCloseTo(expected[j], 12));
    for (const [user] of given) expect(model.predict(user, item)).toBeCloseTo(again.predict(user, "new"), 12);
  });

  test("gives a new user the scores of a user with the same items", () => {
    const model = small();
    const foldedIn = model.transform([
      ["Brazil", 7],
      ["Alien", 1],
    ]);
    expect(model.scores(foldedIn)).toEqual(model.scores("user 0"));
  });

  test("finds users like another by what both have, items by their columns of B", () => {
    const model = small();
    const users = new Map(model.similarUsers("user 0").entries.map(({ id, score }) => [id, score]));
    expect(users.get("user 1")).toBeCloseTo(2 / Math.sqrt(6), 14);
    expect(users.get("user 2")).toBeCloseTo(1 / 2, 14);
    expect(users.get("user 3")).toBe(0);
    const [a, c] = [WEIGHTS[0], WEIGHTS[2]];
    const dot = (x: number[], y: number[]): number => x.reduce((sum, value, t) => sum + value * y[t], 0);
    const casino = model.similarItems("Alien").entries.find(({ id }) => id === "Casino");
    expect(casino?.score).toBeCloseTo(dot(a, c) / Math.sqrt(dot(a, a) * dot(c, c)), 14);
    expect(itemMap(model).points).toHaveLength(4);
    expect(() => model.vectorsOf("user")).toThrow(
      "EASE compares no neighbours, expected a model that describes each user by a vector",
    );
  });

  test("is what a training with all items makes after training on with new ones", () => {
    const more = Ratings.from([
      ["user 9", "Emma", 1],
      ["user 9", "Alien", 1],
      ["user 0", "Emma", 1],
    ]);
    const model = small().partialFit(more, { epochs: 1 });
    const whole = new EASE({ regularization: 1 }).fit(five.with(more));
    expect(model.itemWeights.values).toEqual(whole.itemWeights.values);
    expect(model.inverseDiagonal).toEqual(whole.inverseDiagonal);
    expect(EASE.fromJSON(JSON.stringify(model)).itemWeights).toEqual(whole.itemWeights);
  });

  test("carries nothing over when trained on before its first epoch with as many other items", () => {
    const other = Ratings.from(five, { items: ["Dune", "Casino", "Brazil", "Alien"] });
    const model = small();
    const events = model.trainingEvents(other, { warmStart: true });
    expect(model.itemWeights.values.every((weight) => weight === 0)).toBe(true);
    events.next();
    expect(model.itemWeights.get(3, 2)).toBeCloseTo(9 / 16, 14);
  });

  test.each([
    ["regularization", 0],
    ["regularization", -1],
    ["regularization", NaN],
    ["regularization", "500"],
  ])("refuses %s %s", (option, value) => {
    expect(() => new EASE({ [option]: value })).toThrow(ValueError);
    expect(() => new EASE({ [option]: value })).toThrow(`${option} is `);
  });

  test("asks for a larger λ where it is lost beside the counts", () => {
    const twins = Ratings.from([
      ["Ada", "Alien", 1],
      ["Ada", "Brazil", 1],
    ]);
    const model = new EASE({ regularization: 1e-30 });
    expect(() => model.fit(twins)).toThrow(DivergenceError);
    expect(() => model.fit(twins)).toThrow(/a larger regularization/);
    expect(model.scores("Ada")).toEqual(new Float64Array(2));
  });

  test("refuses more items than fit into memory, says how many, and what would help", () => {
    const items = Array.from({ length: 6000 }, (_, k) => k);
    const many = Ratings.from([[0, 0, 1]], { items });
    vi.stubGlobal("process", { ...process, platform: "linux", availableMemory: () => 5e8 });
    const model = new EASE();
    try {
      expect(() => model.fit(many)).toThrow(
        /^ratings.items is 6000, for 6000 × 6000 weights, which takes 0.864 GB, expected what fits into the 0.500 GB of memory that are free: fewer items, .* ImplicitALS$/,
      );
    } finally {
      vi.unstubAllGlobals();
    }
    expect(model.isFitted).toBe(false);
  });

  test("refuses more items than an array has room for, however much memory there is", () => {
    const items = Array.from({ length: 40_001 }, (_, k) => k);
    const many = Ratings.from([[0, 0, 1]], { items });
    expect(() => new EASE().fit(many)).toThrow(/^ratings.items is 40001, .* expected at most 40000: fewer/);
    expect(() => new EASE().fit(many)).toThrow(
      expect.objectContaining({ argument: "ratings.items", actual: 40_001 }),
    );
  });

  test("can be stopped while it solves, and stays as it was", () => {
    const flag = new Int32Array(1);
    const symbols = globalThis as { [key: symbol]: unknown };
    const name = Symbol.for("factorlab.stop");
    const some = counts(60, 80, 0.2, 1);
    const model = new EASE({ regularization: 2 });
    symbols[name] = flag;
    try {
      let armed = false;
      // The flag is read just before the epoch, after it was set.
      const signal = {
        get aborted(): boolean {
          flag[0] = Number(armed);
          return false;
        },
      };
      const events = model.trainingEvents(some, { epochs: 2, signal });
      events.next();
      armed = true;
      const before = model.itemWeights.values.slice();
      expect(() => events.next()).toThrow(TrainingInterrupted);
      expect(model.epoch).toBe(1);
      expect(model.itemWeights.values).toEqual(before);
    } finally {
      Reflect.deleteProperty(symbols, name);
    }
  });
});
