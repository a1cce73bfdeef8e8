import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { datasets } from "../../src/datasets/datasets";
import { ALS } from "../../src/models/als";
import { BayesianMF } from "../../src/models/bayesian-mf";
import { BiasedMF } from "../../src/models/biased-mf";
import { BiasOnly } from "../../src/models/bias-only";
import { BPR } from "../../src/models/bpr";
import { EASE } from "../../src/models/ease";
import { LogisticMF } from "../../src/models/logistic-mf";
import { NonnegativeMF } from "../../src/models/nonnegative-mf";
import type { Averages } from "../../src/models/recommender/averages";
import type { Parameters } from "../../src/models/recommender/parameters";
import type { Recommender } from "../../src/models/recommender/recommender";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import type { Ratings } from "../../src/ratings/ratings";

const { ratings } = datasets.films();
const likes = ratings.atLeast(4);
const FEATURES = 2;
const options = { features: FEATURES, epochs: 12, seed: 1 };

/** The protected members of a model. */
interface Inside {
  readonly parameters: Parameters;
  averages(): Averages;
}
const inside = (model: Recommender): Inside => model as unknown as Inside;

const parts = (model: Recommender, user: string, item: string): Record<string, number> =>
  Object.fromEntries(model.explain(user, item).parts.map(({ name, value }) => [name, value]));

function expectSame(one: Record<string, number>, other: Record<string, number>, digits: number): void {
  expect(Object.keys(one)).toEqual(Object.keys(other));
  for (const [name, value] of Object.entries(one)) expect(value, name).toBeCloseTo(other[name], digits);
}

/** Adds a vector to all rows. */
function shift(rows: Float64Array, by: readonly number[]): void {
  for (let n = 0; n < rows.length; n++) rows[n] += by[n % by.length];
}

/** Adds `sign` times the product of each row with a vector to a bias. */
function addProducts(biases: Float64Array, rows: Float64Array, by: readonly number[], sign: number): void {
  for (let n = 0; n < rows.length; n++)
    biases[Math.floor(n / by.length)] += sign * rows[n] * by[n % by.length];
}

/** Moves constants from the factors into the biases, and from one bias into the other: all scores stay as they are. */
function moveConstants(
  { userFactors: P, itemFactors: Q, userImplicitFactors: Z, userBiases, itemBiases }: Parameters,
  { ofUsers, ofItems, amount }: { ofUsers: number[]; ofItems: number[]; amount: number },
): void {
  if (P) {
    addProducts(itemBiases, Q, ofUsers, -1);
    shift(P, ofUsers);
  }
  if (P && userBiases) {
    addProducts(userBiases, P, ofItems, -1);
    if (Z) addProducts(userBiases, Z, ofItems, -1);
    shift(Q, ofItems);
  }
  if (!userBiases) return;
  shift(userBiases, [amount]);
  shift(itemBiases, [-amount]);
}

const withBiases: [string, () => Recommender, Ratings][] = [
  ["BiasOnly", () => new BiasOnly(), ratings],
  ["BiasedMF", () => new BiasedMF(options), ratings],
  ["SVDPlusPlus", () => new SVDPlusPlus(options), ratings],
  ["ALS", () => new ALS({ ...options, regularization: 0.5 }), ratings],
  ["ALS without regularization", () => new ALS({ ...options, regularization: 0, biasRegularization: 0 }), ratings],
  ["BPR", () => new BPR(options), likes],
  ["LogisticMF", () => new LogisticMF(options), likes],
]; // prettier-ignore

describe.each(withBiases)("the parts of %s's predictions", (_name, make, data) => {
  test("are the same wherever constants stand, in factors or in biases", () => {
    const plain = make().fit(data);
    const expected = parts(plain, "Ada", "The Matrix");
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const vector = fc.array(number, { minLength: FEATURES, maxLength: FEATURES });
    fc.assert(
      fc.property(vector, vector, number, (ofUsers, ofItems, amount) => {
        const model = make().fit(data);
        moveConstants(inside(model).parameters, { ofUsers, ofItems, amount });
        expect(model.scores("Ada")[2]).toBeCloseTo(plain.scores("Ada")[2], 10);
        expectSame(parts(model, "Ada", "The Matrix"), expected, 10);
      }),
      { numRuns: 10 },
    );
  });

  test("are means of scores, over all items and over all users", () => {
    const model = make().fit(data);
    const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
    const all = [...data.userIds].map((user) => [...model.scores(user)]);
    const [u, i] = [data.userIds.indexOf("Ada"), data.itemIds.indexOf("Jaws")];
    const found = parts(model, "Ada", "Jaws");
    const level = found["mean of all ratings"] ?? 0;
    if ("mean of all ratings" in found) expect(level).toBe(data.mean);
    expect(found["item bias"]).toBeCloseTo(mean(all.map((row) => row[i])) - level, 10);
    if ("user bias" in found) expect(found["user bias"]).toBeCloseTo(mean(all[u]) - mean(all.map(mean)), 10);
  });
});

describe("BayesianMF", () => {
  const [one, ...others] = [1, 2, 3].map((seed) => new BayesianMF({ features: 2, seed }).fit(ratings));

  test("splits predictions alike with each seed", () => {
    for (const other of others) {
      for (const biases of ["userBiases", "itemBiases"] as const)
        one[biases].forEach((bias, k) => expect(Math.abs(other[biases][k] - bias)).toBeLessThan(0.08));
      const [mine, theirs] = [one, other].map((model) => parts(model, "Ada", "The Matrix"));
      for (const [name, value] of Object.entries(mine))
        expect(Math.abs(theirs[name] - value), name).toBeLessThan(0.08);
    }
  });

  test("splits them as models do that were trained otherwise", () => {
    const descended = new BiasedMF({ features: 2, epochs: 200, seed: 1 }).fit(ratings);
    const [mine, theirs] = [one, descended].map((model) => parts(model, "Ada", "The Matrix"));
    for (const [name, value] of Object.entries(mine))
      expect(Math.abs(theirs[name] - value), name).toBeLessThan(0.15);
  });

  test("keeps the split wherever constants stand in each draw", () => {
    const [plain, moved] = [1, 1].map((seed) =>
      new BayesianMF({ features: FEATURES, epochs: 20, seed }).fit(ratings),
    );
    moveConstants(inside(moved).parameters, { ofUsers: [0.7, -2], ofItems: [1, 0.3], amount: 0.4 });
    expect(moved.predict("Ada", "Jaws")).toBeCloseTo(plain.predict("Ada", "Jaws"), 10);
    expectSame(parts(moved, "Ada", "Jaws"), parts(plain, "Ada", "Jaws"), 10);
    moved.itemBiases.forEach((bias, i) => expect(bias).toBeCloseTo(plain.itemBiases[i], 10));
  });
});

test("a training without regularization is split alike with each seed", () => {
  const fit = (seed: number): Recommender =>
    new ALS({ features: 1, epochs: 100, regularization: 0, biasRegularization: 0, seed }).fit(ratings);
  const [one, other] = [fit(1), fit(3)];
  expect(one.predict("Ada", "The Matrix")).toBeCloseTo(other.predict("Ada", "The Matrix"), 6);
  expectSame(parts(one, "Ada", "The Matrix"), parts(other, "Ada", "The Matrix"), 6);
  // A control: as trained they are not alike.
  const [mine, theirs] = [one, other].map((model) => inside(model).parameters.itemBiases);
  expect(Math.abs(mine[2] - theirs[2])).toBeGreaterThan(0.1);
});

test.each<[string, Recommender, Ratings]>([
  ["EASE", new EASE({ regularization: 5 }), likes],
  ["NonnegativeMF", new NonnegativeMF({ features: 2, seed: 1 }), ratings],
])("%s knows the means of its scores, though it has no biases", (_name, model, data) => {
  model.fit(data);
  const all = [...data.userIds].map((user) => [...model.scores(user)]);
  const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
  const { ofUser, ofItem, overall } = inside(model).averages();
  const rows = model as unknown as Record<"userRow" | "itemRow", (k: number) => Parameters>;
  expect(overall).toBeCloseTo(mean(all.map(mean)), 10);
  expect(ofUser(rows.userRow.call(model, 3))).toBeCloseTo(mean(all[3]), 10);
  expect(ofItem(rows.itemRow.call(model, 4))).toBeCloseTo(mean(all.map((row) => row[4])), 10);
});

test("those without ratings are no part of an average", () => {
  const ben = ratings.userIds.indexOf("Ben");
  const { offsets } = ratings.rows;
  const withoutBen = ratings.select((k) => k < offsets[ben] || k >= offsets[ben + 1]);
  expect(withoutBen.users).toBe(ratings.users);
  const model = new BiasOnly().fit(withoutBen);
  const others = [...ratings.userIds].filter((user) => user !== "Ben").map(String);
  const sum = others.reduce((total, user) => total + parts(model, user, "Jaws")["user bias"], 0);
  expect(sum).toBeCloseTo(0, 10);
});
