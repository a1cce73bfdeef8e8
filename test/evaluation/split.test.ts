import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { kFolds, predefinedFolds } from "../../src/evaluation/folds";
import { leaveOneOut, randomSplit, timeSplit, userSplit } from "../../src/evaluation/split";
import type { Split } from "../../src/evaluation/split";
import { Ratings } from "../../src/ratings/ratings";
import { madeRatings } from "./tiny-models";

const keys = (ratings: Ratings): string[] =>
  Array.from(ratings, ({ user, item, rating }) => `${user} ${item} ${rating}`);

/** Nothing is in both parts, nothing is lost, and all indices stay. */
function expectParts(all: Ratings, { train, test }: Split): void {
  expect([...keys(train), ...keys(test)].sort()).toEqual(keys(all).sort());
  expect(keys(train).filter((key) => keys(test).includes(key))).toEqual([]);
  expect(Math.min(train.length, test.length)).toBeGreaterThan(0);
  for (const part of [train, test]) {
    expect(part.userIds).toBe(all.userIds);
    expect(part.itemIds).toBe(all.itemIds);
    expect(part.scale).toBe(all.scale);
  }
}

const given = fc
  .uniqueArray(
    fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 5 })),
    { selector: ([user, item]) => `${user} ${item}`, minLength: 12, maxLength: 60 },
  )
  .map((list) => Ratings.from(list));
const share = fc.double({ min: 0.2, max: 0.8, noNaN: true });

describe("every split", () => {
  test("divides the ratings without loss, the same for the same seed", () => {
    fc.assert(
      fc.property(given, share, fc.integer(), (ratings, test, seed) => {
        const make = (): Split[] => [
          randomSplit(ratings, { test, seed }),
          timeSplit(ratings, { test }),
          ...kFolds(ratings, { folds: 4, seed }),
        ];
        for (const split of make()) expectParts(ratings, split);
        expect(make()).toEqual(make());
      }),
      { numRuns: 50 },
    );
  });

  test("differs for another seed", () => {
    const ratings = madeRatings(20, 10);
    for (const split of [randomSplit, userSplit]) {
      expect(keys(split(ratings, { seed: 1 }).test)).not.toEqual(keys(split(ratings, { seed: 2 }).test));
      expect(keys(split(ratings).test)).toEqual(keys(split(ratings, { test: 0.2, seed: 0 }).test));
    }
    expect(keys(leaveOneOut(ratings, { seed: 1 }).test)).not.toEqual(
      keys(leaveOneOut(ratings, { seed: 2 }).test),
    );
  });

  test("takes neither all nor nothing, and no option that it does not know", () => {
    const ratings = madeRatings(4, 4);
    for (const test of [0, 1, -0.2, 1.5, NaN, "half" as never, 0.001])
      expect(() => randomSplit(ratings, { test })).toThrow(ValueError);
    expect(() => randomSplit(ratings, { test: 0.001 })).toThrow(
      `test is 0.001, expected at least one of the ${ratings.length} ratings for the test`,
    );
    expect(() => userSplit(ratings, { share: 0.2 } as never)).toThrow("unknown option");
    expect(() => randomSplit(ratings.select(() => false))).toThrow("ratings is empty");
    expect(() => randomSplit([[1, 2, 3]] as never)).toThrow("ratings is a list of 1, expected Ratings");
    expect(() => randomSplit(ratings, { seed: 0.5 })).toThrow("seed is 0.5");
  });
});

describe("a random split", () => {
  test("holds out the share that it is asked for", () => {
    const ratings = madeRatings(20, 10);
    expect(randomSplit(ratings, { test: 0.3 }).test.length).toBe(Math.round(0.3 * ratings.length));
  });
});

describe("a split of each user's ratings", () => {
  test("holds out the share of each user, and leaves each user one", () => {
    fc.assert(
      fc.property(given, share, (ratings, part) => {
        const { train, test } = userSplit(ratings.with(madeRatings(3, 4)), { test: part });
        for (let u = 0; u < train.users; u++) {
          const count = (of: Ratings): number => of.rows.offsets[u + 1] - of.rows.offsets[u];
          const all = count(train) + count(test);
          expect(count(test)).toBe(Math.min(Math.round(part * all), all - 1));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("leaving one out", () => {
  const ratings = Ratings.from([
    ["Ada", "Alien", 5, 30],
    ["Ada", "Heat", 2, 40],
    ["Ada", "Brazil", 4, 10],
    ["Ben", "Alien", 3, 10],
    ["Cem", "Heat", 3, 7],
    ["Cem", "Brazil", 1, 7],
  ]);

  test("takes one rating of each user who has two", () => {
    const { train, test } = leaveOneOut(ratings, { seed: 5 });
    expectParts(ratings, { train, test });
    expect(Array.from(test, ({ user }) => user)).toEqual(["Ada", "Cem"]);
  });

  test("takes the latest rating by time, and the later item within the same second", () => {
    expect(keys(leaveOneOut(ratings, { by: "time" }).test)).toEqual(["Ada Heat 2", "Cem Brazil 1"]);
  });

  test("needs times to go by them, and a user with two ratings", () => {
    expect(() => leaveOneOut(madeRatings(3, 3), { by: "time" })).toThrow(
      "ratings is without timestamps, expected a timestamp with each rating",
    );
    const single = ratings.select((k) => k % 3 === 0);
    expect(() => leaveOneOut(single)).toThrow("expected a user with two ratings or more");
    expect(() => leaveOneOut(ratings, { by: "date" as never })).toThrow('by is "date"');
  });
});

describe("a split by time", () => {
  const ratings = madeRatings(12, 9, true);

  test("tests with nothing that is older than what it trains on", () => {
    const { train, test } = timeSplit(ratings, { test: 0.25 });
    expect(Math.max(...train.timestamps!)).toBeLessThanOrEqual(Math.min(...test.timestamps!));
    expect(test.length).toBe(Math.round(0.25 * ratings.length));
  });

  test("counts later users and items as later within the same second", () => {
    const same = Ratings.from([
      ["Ada", "a", 1, 7],
      ["Ada", "b", 2, 7],
      ["Ben", "a", 3, 7],
      ["Ben", "b", 4, 7],
    ]);
    expect(keys(timeSplit(same, { test: 0.25 }).test)).toEqual(["Ben b 4"]);
    expect(keys(timeSplit(same, { test: 0.75 }).train)).toEqual(["Ada a 1"]);
  });

  test("can be made at a time", () => {
    const { train, test } = timeSplit(ratings, { before: 1050 });
    expectParts(ratings, { train, test });
    expect(Math.max(...train.timestamps!)).toBeLessThan(1050);
    expect(Math.min(...test.timestamps!)).toBeGreaterThanOrEqual(1050);
  });

  test("needs times, one rule, and something on both sides", () => {
    expect(() => timeSplit(madeRatings(3, 3))).toThrow("ratings is without timestamps");
    expect(() => timeSplit(ratings, { test: 0.2, before: 1050 })).toThrow("before is given beside test");
    expect(() => timeSplit(ratings, { before: 5 })).toThrow("before is 5, expected at least one of the");
    expect(() => timeSplit(ratings, { before: NaN })).toThrow("before is NaN, expected a time in seconds");
  });
});

describe("folds", () => {
  test("test with each rating once, in parts of the same size", () => {
    const ratings = madeRatings(7, 9);
    const folds = kFolds(ratings, { folds: 4, seed: 3 });
    expect(folds.length).toBe(4);
    const tests = Array.from(folds, ({ test }) => keys(test));
    expect(tests.flat().sort()).toEqual(keys(ratings).sort());
    const sizes = tests.map((test) => test.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  test("are no more than there are ratings, and at least two", () => {
    const ratings = madeRatings(2, 3);
    const message = `folds is 9, expected no more folds than the ${ratings.length} ratings there are`;
    expect(() => kFolds(ratings, { folds: 9 })).toThrow(message);
    expect(() => kFolds(ratings, { folds: 1 })).toThrow("folds is 1, expected a whole number from 2");
  });

  test("share their users and items where they are predefined", () => {
    const train = Ratings.from([["Ada", "Alien", 5], ["Ben", "Heat", 1]]); // prettier-ignore
    const test = Ratings.from([["Cem", "Alien", 4], ["Ada", "Heat", 2]]); // prettier-ignore
    const [fold] = predefinedFolds([{ train, test }]);
    expect(fold.train.userIds).toBe(fold.test.userIds);
    expect([...fold.test.userIds]).toEqual(["Ada", "Ben", "Cem"]);
    expect(keys(fold.train)).toEqual(keys(train));
    expect(keys(fold.test)).toEqual(["Ada Heat 2", "Cem Alien 4"]);
    expect(() => predefinedFolds([{ train, test: train }])).toThrow(
      "folds[0].test is Ratings, 2 of which are trained on, expected none of them",
    );
    expect(() => predefinedFolds([])).toThrow("folds is empty");
  });
});
