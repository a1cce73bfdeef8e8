import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DivergenceError, ValueError } from "../../src/errors";
import { BPR } from "../../src/models/bpr";
import { EASE } from "../../src/models/ease";
import { HybridMF } from "../../src/models/hybrid-mf";
import { ImplicitALS } from "../../src/models/implicit-als";
import { LogisticMF } from "../../src/models/logistic-mf";
import { MostPopular } from "../../src/models/most-popular";
import type { Recommender } from "../../src/models/recommender/recommender";
import { Ratings } from "../../src/ratings/ratings";
import { contract } from "./contract/contract";
import { counts, inside, twoTastes } from "./implicit-samples";

const makers: [name: string, make: (options?: { epochs?: number; seed?: number }) => Recommender][] = [
  ["MostPopular", () => new MostPopular({ seed: 1 })],
  ["ImplicitALS", (options = {}) => new ImplicitALS({ features: 3, ...options })],
  [
    "ImplicitALS by Cholesky",
    (options = {}) => new ImplicitALS({ features: 3, solver: "cholesky", ...options }),
  ],
  ["EASE", (options = {}) => new EASE({ regularization: 2, ...options })],
  ["BPR", (options = {}) => new BPR({ features: 3, ...options })],
  ["HybridMF", (options = {}) => new HybridMF({ features: 3, ...options })],
  [
    "HybridMF by pairs",
    (options = {}) => new HybridMF({ features: 3, loss: "bpr", learningRate: 0.2, ...options }),
  ],
  ["LogisticMF", (options = {}) => new LogisticMF({ features: 3, ...options })],
];

/** Whether a model draws numbers: its seed then makes a difference. */
const isRandom = (model: Recommender): boolean => !(model instanceof MostPopular || model instanceof EASE);

function parameters(model: Recommender): Record<string, Float64Array> {
  return (model as unknown as { parameters: Record<string, Float64Array> }).parameters;
}

describe.each(makers)("%s", (_name, make) => {
  const some = counts(12, 9, 0.3, 2);

  test("gives the same bytes for the same seed", () => {
    const [first, second, third] = [1, 1, 2].map((seed) => parameters(make({ epochs: 4, seed }).fit(some)));
    expect(second).toEqual(first);
    if (isRandom(make())) expect(third).not.toEqual(first);
    else expect(third).toEqual(first);
  });

  test.each([0, -1, 1e13])("refuses %d as a count, and names user and item", (value) => {
    const wrong = Ratings.from([
      ["Ada", "Alien", 2],
      ["Ben", "Heat", value],
    ]);
    const fit = (): Recommender => make().fit(wrong);
    expect(fit).toThrow(ValueError);
    expect(fit).toThrow(`the rating of user "Ben" for item "Heat" is ${value}`);
    expect(fit).toThrow(expect.objectContaining({ argument: "ratings", index: [1, 1], actual: value }));
  });

  test("takes any counts, however few, and is finite", () => {
    const cell = fc.tuple(fc.nat(4), fc.nat(4), fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 })));
    fc.assert(
      fc.property(
        fc.uniqueArray(cell, { selector: ([u, i]) => `${u} ${i}`, minLength: 1 }),
        fc.integer(),
        (entries, seed) => {
          const ratings = Ratings.from(entries);
          const model = make({ epochs: 3, seed }).fit(ratings, { validation: ratings });
          expect([...model.history.loss, ...model.history.validation].every(Number.isFinite)).toBe(true);
          for (const values of Object.values(parameters(model)))
            expect(values.every(Number.isFinite)).toBe(true);
          const { foldIn } = inside(model);
          const rows = [
            foldIn("user", Int32Array.of(0), Float64Array.of(1)),
            foldIn("item", Int32Array.of(0), Float64Array.of(1)),
          ];
          for (const values of rows.flatMap((row) => Object.values(row)))
            expect(values.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("is finite with counts of any size, or says that it diverged", () => {
    const cell = fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom(1e-12, 1, 1e6, 1e12));
    let trained = 0;
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: ([u, i]) => `${u} ${i}`, minLength: 1 }), (entries) => {
        const model = make({ epochs: 5, seed: 1 });
        try {
          model.fit(Ratings.from(entries));
          trained++;
        } catch (error) {
          expect(error).toBeInstanceOf(DivergenceError);
        }
        for (const values of Object.values(parameters(model)))
          expect(values.every(Number.isFinite)).toBe(true);
        const foldedIn = model.transform([[entries[0][1], entries[0][2]]]);
        expect(model.scores(foldedIn).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(trained).toBeGreaterThan(20);
  });

  test("scores all items at once as it scores each", () => {
    const { scoreAll, score, userRow, itemRow } = inside(make({ seed: 1 }).fit(some));
    const scores = new Float64Array(some.items).fill(NaN);
    for (let u = 0; u < some.users; u++) {
      scoreAll(userRow(u), scores);
      scores.forEach((value, i) => expect(value).toBeCloseTo(score(userRow(u), itemRow(i)), 12));
    }
  });

  test("refuses such a count in validation data and for new users, too", () => {
    const wrong = Ratings.from([[0, 0, -1]]);
    expect(() => make().fit(some, { validation: wrong })).toThrow(/user 0 for item 0 is -1/);
    const model = make({ epochs: 1 }).fit(some);
    const [user, item] = [some.userIds.at(1), some.itemIds.at(2)];
    expect(() => model.transform([[item, 0]])).toThrow(`the given rating of item ${item} is 0`);
    expect(() => model.transformItem([[user, -2]])).toThrow(`the given rating of user ${user} is -2`);
  });
});

test.each(makers.slice(1))("%s: an item that a user likes raises similar items", (_name, make) => {
  const ratings = twoTastes();
  const model = make({ seed: 2, epochs: 40 }).fit(ratings);
  for (const [user, own, other] of [
    [0, 4, 14],
    [30, 16, 6],
  ]) {
    const influence = (item: number): number =>
      model.explain(user, item).because.reduce((sum, reason) => sum + reason.influence, 0);
    expect(influence(own)).toBeGreaterThan(0);
    expect(influence(other)).toBeLessThan(influence(own));
  }
});

contract("MostPopular", {
  Model: MostPopular,
  options: {},
  implicit: true,
  isBaseline: true,
  hasLearningRate: false,
  servesNewcomers: true,
});
contract("ImplicitALS", {
  Model: ImplicitALS,
  options: { features: 2, epochs: 8 },
  implicit: true,
  hasLearningRate: false,
});
contract("ImplicitALS by Cholesky", {
  Model: ImplicitALS,
  options: { features: 2, epochs: 8, solver: "cholesky" },
  implicit: true,
  hasLearningRate: false,
});
contract("EASE", {
  Model: EASE,
  options: { regularization: 2 },
  implicit: true,
  isRandom: false,
  hasLearningRate: false,
});
contract("BPR", { Model: BPR, options: { features: 2, epochs: 40, learningRate: 0.1 }, implicit: true });
contract("LogisticMF", { Model: LogisticMF, options: { features: 2, epochs: 30 }, implicit: true });
