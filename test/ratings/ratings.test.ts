import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { said } from "../../src/outputs/translate";
import { PAYLOAD_MIME } from "../../src/payload/types";
import type { TableViewPayload } from "../../src/payload/types";
import { Ratings } from "../../src/ratings/ratings";

const some = Ratings.from([
  ["Ada", "Alien", 5],
  ["Ben", "Alien", 4],
  ["Ada", "Heat", 2],
  ["Cem", "Brazil", 3],
]);

describe("ratings", () => {
  test("are users × items, each user's in the order of the items", () => {
    expect([some.users, some.items, some.length]).toEqual([3, 3, 4]);
    expect([...some]).toEqual([
      { user: "Ada", item: "Alien", rating: 5 },
      { user: "Ada", item: "Heat", rating: 2 },
      { user: "Ben", item: "Alien", rating: 4 },
      { user: "Cem", item: "Brazil", rating: 3 },
    ]);
    expect(some.get("Ada", "Heat")).toBe(2);
    expect(some.get("Ben", "Heat")).toBeUndefined();
    expect(some.scale).toEqual([2, 5]);
    expect(String(some)).toBe("Ratings: 3 users × 3 items, 4 ratings (44 % of the cells), 2 to 5, mean 3.50");
  });

  test("are shown as a row of numbers, the share of rated cells in percent", () => {
    const shown = some[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload;
    const texts = shown.columns.map(({ name }) => said(name));
    expect(texts).toEqual(["users", "items", "ratings", "rated cells (%)", "lowest", "highest", "mean"]);
    expect(shown.rows).toEqual([[3, 3, 4, 44, 2, 5, 3.5]]);
    const none = some.select(() => false)[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload;
    expect(none.rows[0].slice(2)).toEqual([0, 0, null, null, null]);
  });

  test("are the ratings of each item when transposed", () => {
    const { offsets, indices, values, order } = some.columns;
    expect([...offsets]).toEqual([0, 2, 3, 4]);
    expect([...indices]).toEqual([0, 1, 0, 2]);
    expect([...values]).toEqual([5, 4, 2, 3]);
    expect([...order].map((k) => some.rows.values[k])).toEqual([...values]);
  });

  test("are the same whatever their order", () => {
    const entry = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.integer());
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ([u, i]) => `${u} ${i}`, minLength: 1 }), (given) => {
        const ratings = Ratings.from(given);
        for (const [user, item, value] of given) expect(ratings.get(user, item)).toBe(value);
        expect(ratings.length).toBe(given.length);
        expect(new Set(Ratings.from([...ratings].reverse()))).toEqual(new Set(ratings));
      }),
      { numRuns: 1000 },
    );
  });

  test("keep the indices of users and items when selected", () => {
    const half = some.select((k) => k % 2 === 0);
    expect(half.userIds).toBe(some.userIds);
    expect([half.users, half.items, half.length]).toEqual([3, 3, 2]);
    expect([...some.atLeast(4)].map(({ user, rating }) => [user, rating])).toEqual([
      ["Ada", 1],
      ["Ben", 1],
    ]);
  });

  test("keep their indices when joined with others, and the newer rating counts", () => {
    const both = some.with(
      Ratings.from([
        ["Dan", "Heat", 1],
        ["Ada", "Heat", 4],
      ]),
    );
    expect([...both.userIds]).toEqual(["Ada", "Ben", "Cem", "Dan"]);
    expect(both.get("Ada", "Heat")).toBe(4);
    expect(both.length).toBe(5);
    expect(both.scale).toEqual([1, 5]);
  });

  test("can be joined where all of them are 1", () => {
    const liked = some.atLeast(4);
    expect(liked.with(liked).scale).toEqual([1, 1]);
  });

  test("say so where they fill all cells", () => {
    expect(String(Ratings.from([["a", "x", 3]]))).toBe(
      "Ratings: 1 users × 1 items, 1 ratings (100 % of the cells), all 3",
    );
  });

  test("know users without any, where a table has a blank row", () => {
    const ratings = Ratings.fromMatrix([
      [null, null],
      [2, 2],
    ]);
    expect([ratings.users, ratings.length, ratings.scale]).toEqual([2, 2, [2, 2]]);
    expect([...ratings.rows.offsets]).toEqual([0, 0, 2]);
  });

  test("know strange ids, and take 1 and “1” for the same", () => {
    const ratings = Ratings.from([
      ["__proto__", "constructor", 1],
      ["🦊", 1, 2],
    ]);
    expect(ratings.get("__proto__", "constructor")).toBe(1);
    expect(ratings.get("🦊", "1")).toBe(2);
    expect(ratings.userIds.has("constructor")).toBe(false);
  });

  test.each([
    ["mean", 3.5],
    ["first", 5],
    ["last", 2],
  ] as const)("given twice, “%s” makes them %d", (duplicates, rating) => {
    const twice = [
      ["a", "x", 5],
      ["a", "x", 2],
    ] as const;
    expect(Ratings.from(twice, { duplicates }).get("a", "x")).toBe(rating);
  });

  test.each([
    ["first", 5, 30],
    ["last", 3, 20],
    ["mean", 3, 30],
  ] as const)("given three times, “%s” makes them %d, and the time %d", (duplicates, rating, time) => {
    const given = [
      ["a", "x", 5, 30],
      ["b", "x", 4, 40],
      ["a", "x", 1, 10],
      ["a", "x", 3, 20],
    ] as const;
    const ratings = Ratings.from(given, { duplicates });
    expect([...ratings.rows.values]).toEqual([rating, 4]);
    expect([...ratings.timestamps!]).toEqual([time, 40]);
  });

  test.each<[string, unknown, object, RegExp]>([
    ["nothing", [], {}, /ratings is empty, expected at least one rating/],
    ["no list", 3, {}, /ratings is 3, expected a list of ratings/],
    ["a NaN", [["a", "x", NaN]], {}, /ratings\[0\]\.rating is NaN, expected a finite number/],
    [
      "a rating beyond all bounds",
      [["a", "x", 1e16]],
      {},
      /ratings\[0\]\.rating is 10000000000000000, expected a finite number within ±/,
    ],
    ["text", [["a", "x", "5"]], {}, /ratings\[0\]\.rating is "5"/],
    ["a rating off the scale", [["a", "x", 6]], { scale: [1, 5] }, /is 6, expected a number from 1 to 5/],
    ["a missing user", [[undefined, "x", 1]], {}, /ratings\[0\]\.user is missing, expected an id/],
    ["an empty id", [["a", "", 1]], {}, /ratings\[0\]\.item is empty text/],
    ["a NaN for an id", [[NaN, "x", 1]], {}, /ratings\[0\]\.user is NaN/],
    ["two numbers", [[1, 2]], {}, /ratings\[0\] is a list of 2/],
    [
      "one twice",
      [
        ["a", "x", 1],
        ["a", "x", 2],
      ],
      {},
      /ratings\[1\] has user "a" and item "x", as ratings\[0\] has already/,
    ],
    [
      "times for some",
      [
        ["a", "x", 1, 7],
        ["a", "y", 2],
      ],
      {},
      /ratings\[1\]\.timestamp is missing/,
    ],
    [
      "times for later ones",
      [
        ["a", "y", 2],
        ["a", "x", 1, 7],
      ],
      {},
      /ratings\[1\]\.timestamp is 7/,
    ],
    ["a scale upside down", [["a", "x", 1]], { scale: [5, 1] }, /scale is a list of 2/],
    ["a misspelt option", [["a", "x", 1]], { duplicate: "mean" }, /did you mean "duplicates"/],
    [
      "an unknown policy",
      [["a", "x", 1]],
      { duplicates: "median" },
      /duplicates is "median", expected one of/,
    ],
  ])("%s is refused, and its position is named", (_, given, options, message) => {
    expect(() => Ratings.from(given as never, options)).toThrow(ValueError);
    expect(() => Ratings.from(given as never, options)).toThrow(message);
  });
});
