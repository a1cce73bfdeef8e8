import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { BiasedMF } from "../../src/models/biased-mf";
import { MostPopular } from "../../src/models/most-popular";
import type { Duplicates } from "../../src/ratings/duplicates";
import type { RatingInput } from "../../src/ratings/collect";
import { Ratings } from "../../src/ratings/ratings";

/** Rows of one user and item, and of another; the times are not in order. */
const rows: (readonly [string, string, number, number])[] = [
  ["Ada", "Alien", 3, 30],
  ["Ben", "Alien", 2, 5],
  ["Ada", "Alien", 1, 40],
  ["Ada", "Alien", 5, 10],
];

describe("rows of the same user and item", () => {
  test.each<[Duplicates, number, number, number]>([
    ["first", 3, 30, 2],
    ["last", 5, 10, 2],
    ["latest", 1, 40, 2],
    ["mean", 3, 30, 2],
    ["sum", 9, 40, 2],
    ["count", 3, 40, 1],
    ["max", 5, 10, 2],
    ["min", 1, 40, 2],
  ])("are one rating by the rule “%s”", (duplicates, rating, timestamp, ofBen) => {
    const read = Ratings.from(rows, { duplicates });
    expect([...read]).toEqual([
      { user: "Ada", item: "Alien", rating, timestamp },
      { user: "Ben", item: "Alien", rating: ofBen, timestamp: 5 },
    ]);
    expect(read.source).toMatchObject({ rows: 4, merged: 2 });
    expect(read.scale).toEqual([Math.min(rating, ofBen), Math.max(rating, ofBen)]);
  });

  test("of the same time are latest where they stand last", () => {
    const same = rows.map(([user, item, rating]) => [user, item, rating, 7] as const);
    expect(Ratings.from(same, { duplicates: "latest" }).get("Ada", "Alien")).toBe(5);
  });

  test("are refused where their sum is off the scale, or there are no times for the latest", () => {
    expect(() => Ratings.from(rows, { duplicates: "sum", scale: [1, 5] })).toThrow(
      /^the merged rating of "Ada" for "Alien" is 9, expected a number from 1 to 5, the scale$/,
    );
    const timeless = [["Ada", "Alien", 3]] as RatingInput[];
    expect(() => Ratings.from(timeless, { duplicates: "latest" })).toThrow(ValueError);
  });

  test.each<[Duplicates, number]>([
    ["sum", 12],
    ["count", 6],
    ["max", 5],
    ["min", 1],
    ["first", 3],
    ["last", 3],
  ])(
    "that come later are merged by the rule “%s” too, where it is one that goes on",
    (duplicates, rating) => {
      const first = Ratings.from(rows, { duplicates });
      expect(first.with(Ratings.from([["Ada", "Alien", 3, 50]])).get("Ada", "Alien")).toBe(rating);
    },
  );

  test("go by time again where the latest counts", () => {
    const latest = Ratings.from(rows, { duplicates: "latest" });
    expect(latest.with(Ratings.from([["Ada", "Alien", 4, 20]])).get("Ada", "Alien")).toBe(1);
    expect(latest.with(Ratings.from([["Ada", "Alien", 4, 50]])).get("Ada", "Alien")).toBe(4);
  });

  test("add up in partialFit, also after the model was written and read", () => {
    const plays = Ratings.from(rows, { duplicates: "count" });
    const more = Ratings.from([["Ada", "Alien", 2, 50], ["Cem", "Alien", 1, 50]]);
    const model = new MostPopular().fit(plays);
    expect(model.partialFit(more).ratings.get("Ada", "Alien")).toBe(5);
    const again = BiasedMF.fromJSON(JSON.stringify(new BiasedMF({ features: 1 }).fit(plays, { epochs: 1 })));
    expect(again.partialFit(more).ratings.get("Ada", "Alien")).toBe(5);
    expect(again.ratings.duplicates).toBe("count");
  }); // prettier-ignore
});

describe("rows that are left out", () => {
  const some: (readonly [string, string, number])[] = [
    ["Cem", "Heat", -1],
    ["Ada", "Alien", 5],
    ["Ben", "Alien", 4],
    ["Ben", "Heat", NaN],
    ["", "Heat", 3],
  ];

  test("leave neither users nor items, do not count for the scale, and are told", () => {
    const ratings = Ratings.from(some, { missing: [-1, NaN], invalid: "skip" });
    expect([...ratings.userIds, ...ratings.itemIds, ...ratings.scale]).toEqual(["Ada", "Ben", "Alien", 4, 5]);
    expect(ratings.source).toMatchObject({ format: "list", rows: 5, merged: 0 });
    const first = ["ratings[4].user is empty text, expected an id: text that is not empty, or a finite number"];
    expect(ratings.source.leftOut).toEqual({ missing: 2, invalid: 1, first });
    expect(String(ratings)).toMatch(/; 3 of 5 rows left out: 2 without a rating, 1 that could not be read$/);
    expect(String(ratings.select(() => true))).toBe(String(ratings));
    expect(String(ratings.select((k) => k > 0))).not.toMatch(/left out/);
  });

  test("keep users and items that were given", () => {
    const ratings = Ratings.from(some, { missing: [-1, NaN], invalid: "skip", users: ["Dan", "Cem"] });
    expect([...ratings.userIds]).toEqual(["Dan", "Cem", "Ada", "Ben"]);
  });

  test.each<[string, (options: object) => Ratings]>([
    ["records", (options) => Ratings.fromRecords(some.map(([user, item, rating]) => ({ user, item, rating })), options)],
    ["columns", (options) => Ratings.fromColumns({ users: some.map(([user]) => user), items: some.map(([, item]) => item), ratings: some.map(([, , rating]) => rating) }, options)],
    ["separated text", (options) => Ratings.fromCsv(some.map((row) => row.join(",")).join("\n"), options)],
  ])("are left out of %s as well", (_, read) => {
    const ratings = read({ missing: [-1, NaN], invalid: "skip", duplicates: "error" });
    expect([...ratings.userIds, ...ratings.itemIds, ...ratings.scale]).toEqual(["Ada", "Ben", "Alien", 4, 5]);
  }); // prettier-ignore

  test("do not move the places that errors name", () => {
    const twice = [...some.slice(0, 2), ["Ada", "Alien", 4]] as RatingInput[];
    expect(() => Ratings.from(twice, { missing: [-1] })).toThrow(/^ratings\[2\] has user "Ada".*as ratings\[1\] has/);
  });

  test.each<[string, object, RegExp]>([
    ["no list", { missing: -1 }, /^missing is -1, expected a list of ratings that mean "not rated", such as \[-1, ""\]$/],
    ["an object", { missing: [{}] }, /^missing\[0\] is an object, expected a number, text or null$/],
    ["another word", { invalid: "ignore" }, /^invalid is "ignore", expected one of "error", "skip"$/],
  ])("are said by options that are checked: %s", (_, options, message) => {
    expect(() => Ratings.from(some, options)).toThrow(message);
  });
}); // prettier-ignore

test("times may be Dates, text and milliseconds", () => {
  const at = new Date("2005-09-06T00:00:00Z");
  const times = (timestamp: number | Date | string): number | undefined =>
    [...Ratings.from([{ user: 1, item: 2, rating: 3, timestamp }])][0].timestamp;
  expect([times(at), times("2005-09-06"), times(at.getTime()), times(1125964800)]).toEqual(Array(4).fill(1125964800));
  expect(Ratings.from([[1, 2, 3, at]]).source.times).toBe("seconds");
  expect(Ratings.from([[1, 2, 3, at.getTime()]]).source.times).toBe("milliseconds");
}); // prettier-ignore
