import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomSplit, timeSplit, userSplit } from "../../src/evaluation/split";
import { threeWaySplit } from "../../src/evaluation/three-way-split";
import type { ThreeWaySplit } from "../../src/evaluation/three-way-split";
import { Ratings } from "../../src/ratings/ratings";
import { madeRatings } from "./tiny-models";

const keys = (ratings: Ratings): string[] =>
  Array.from(ratings, ({ user, item, rating }) => `${user} ${item} ${rating}`);
const rules = ["random", "user", "time"] as const;
const ratings = madeRatings(12, 9, true);

describe("a split in three", () => {
  test("loses nothing, has nothing twice, keeps all indices, and is the same for the same seed", () => {
    const shares = fc.double({ min: 0.15, max: 0.45, noNaN: true });
    fc.assert(
      fc.property(shares, shares, fc.constantFrom(...rules), fc.integer(), (validation, test, by, seed) => {
        const make = (): ThreeWaySplit => threeWaySplit(ratings, { validation, test, by, seed });
        const parts = make();
        const all = [parts.training, parts.validation, parts.test];
        expect(all.flatMap(keys).sort()).toEqual(keys(ratings).sort());
        for (const part of all)
          expect([part.userIds, part.itemIds]).toEqual([ratings.userIds, ratings.itemIds]);
        expect(make()).toEqual(parts);
      }),
      { numRuns: 30 },
    );
  });

  test("has the test of the split in two, and the shares that it is asked for", () => {
    const options = { test: 0.25, seed: 3 };
    const inTwo = { random: randomSplit(ratings, options), user: userSplit(ratings, options), time: timeSplit(ratings, { test: 0.25 }) }; // prettier-ignore
    for (const by of rules) {
      const { validation, test } = threeWaySplit(ratings, { ...options, validation: 0.125, by });
      expect(keys(test), by).toEqual(keys(inTwo[by].test));
      if (by !== "user") expect(validation.length, by).toBe(Math.round(0.125 * ratings.length));
    }
    expect(threeWaySplit(ratings)).toEqual(threeWaySplit(ratings, { validation: 0.2, test: 0.2, by: "random", seed: 0 })); // prettier-ignore
    expect(keys(threeWaySplit(ratings, { seed: 1 }).validation)).not.toEqual(
      keys(threeWaySplit(ratings).validation),
    );
  });

  test("by time trains on what is oldest and tests on what is latest", () => {
    const { training, validation, test } = threeWaySplit(ratings, { by: "time" });
    const [first, second, third] = [training, validation, test].map((part) => part.timestamps!);
    expect(Math.max(...first)).toBeLessThanOrEqual(Math.min(...second));
    expect(Math.max(...second)).toBeLessThanOrEqual(Math.min(...third));
  });

  test("by user holds out of each user, and leaves each at least one rating", () => {
    const single = Ratings.from([["new", "i1", 3]]); // prettier-ignore
    const { training, validation, test } = threeWaySplit(madeRatings(12, 9).with(single), { by: "user", validation: 0.4, test: 0.5 }); // prettier-ignore
    const counts = (of: Ratings): number[] =>
      Array.from({ length: of.users }, (_, u) => of.rows.offsets[u + 1] - of.rows.offsets[u]);
    expect(Math.min(...counts(training))).toBe(1);
    expect([counts(validation).at(-1), counts(test).at(-1)]).toEqual([0, 0]);
    expect(Math.min(...counts(validation).slice(0, -1), ...counts(test).slice(0, -1))).toBeGreaterThan(0);
  });

  test("refuses shares that leave a part empty, and names the share", () => {
    expect(() => threeWaySplit(ratings, { validation: 0.5, test: 0.5 })).toThrow(
      "validation is 0.5, expected below 0.5, so that something is left to be trained on beside the test",
    );
    const few = ratings.select((k) => k < 4);
    expect(() => threeWaySplit(few, { test: 0.1 })).toThrow("test is 0.1, expected at least one of the 4 ratings for the test"); // prettier-ignore
    expect(() => threeWaySplit(few, { validation: 0.1, test: 0.3 })).toThrow(
      "validation is 0.1, expected at least one",
    );
    expect(() => threeWaySplit(few, { validation: 0.49, test: 0.5 })).toThrow("for the training");
    expect(() => threeWaySplit(madeRatings(3, 3), { by: "time" })).toThrow("ratings is without timestamps");
    expect(() => threeWaySplit(ratings, { by: "date" as never })).toThrow(
      'by is "date", expected one of "random"',
    );
    expect(() => threeWaySplit(ratings, { train: 0.6 } as never)).toThrow('unknown option "train"');
  });
});
