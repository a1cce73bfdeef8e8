import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { BPR } from "../../src/models/bpr";
import { ImplicitALS } from "../../src/models/implicit-als";
import { LogisticMF } from "../../src/models/logistic-mf";
import { MostPopular } from "../../src/models/most-popular";
import type { Recommender } from "../../src/models/recommender/recommender";
import { Ratings } from "../../src/ratings/ratings";
import { counts, inside } from "./implicit-samples";

const makers: [name: string, make: (options?: { epochs?: number; seed?: number }) => Recommender][] = [
  ["MostPopular", () => new MostPopular()],
  ["ImplicitALS", (options = {}) => new ImplicitALS({ features: 3, ...options })],
  [
    "ImplicitALS by Cholesky",
    (options = {}) => new ImplicitALS({ features: 3, solver: "cholesky", ...options }),
  ],
  ["BPR", (options = {}) => new BPR({ features: 3, ...options })],
  ["LogisticMF", (options = {}) => new LogisticMF({ features: 3, ...options })],
];

function parameters(model: Recommender): Record<string, Float64Array> {
  return (model as unknown as { parameters: Record<string, Float64Array> }).parameters;
}

describe.each(makers)("%s", (_name, make) => {
  const some = counts(12, 9, 0.3, 2);

  test("gives the same bytes for the same seed", () => {
    const [first, second, third] = [1, 1, 2].map((seed) => parameters(make({ epochs: 4, seed }).fit(some)));
    expect(second).toEqual(first);
    if (make().settings.epochs > 1) expect(third).not.toEqual(first);
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

  test("takes whatever is counted, however little, and is finite", () => {
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

  test("scores all items in one go as it scores each", () => {
    const { scoreAll, score, userRow, itemRow } = inside(make({ seed: 1 }).fit(some));
    const scores = new Float64Array(some.items).fill(NaN);
    for (let u = 0; u < some.users; u++) {
      scoreAll(userRow(u), scores);
      scores.forEach((value, i) => expect(value).toBeCloseTo(score(userRow(u), itemRow(i)), 12));
    }
  });

  test("does not change the ratings, and trains on from where it was", () => {
    const before = [...some];
    const model = make({ epochs: 2, seed: 1 }).fit(some);
    const loss = model.history.loss.at(-1) ?? NaN;
    model.fit(some, { warmStart: true });
    expect(model.epoch).toBe(2 * model.settings.epochs);
    expect(model.history.loss.at(-1)).toBeLessThanOrEqual(loss);
    expect([...some]).toEqual(before);
  });

  test("suggests the option that was meant", () => {
    const Model = make().constructor as new (options: object) => Recommender;
    expect(() => new Model({ epoch: 3 })).toThrow('unknown option "epoch": did you mean "epochs"?');
  });
});
