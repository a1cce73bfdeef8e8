import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { Ratings } from "../../src/ratings/ratings";
import { readRatings } from "../../src/ratings/read-ratings";

const rows = [
  { user: "Ben", item: "Heat", rating: 2, timestamp: 40, weight: 0.5 },
  { user: "Ada", item: "Heat", rating: 3, timestamp: 30, weight: 3 },
  { user: "Ada", item: "Alien", rating: 5, timestamp: 20, weight: 1 },
  { user: "Cem", item: "Dune", rating: 4, timestamp: 10, weight: 0 },
];
const list = (ratings: Ratings): unknown[] => [...ratings];
const ratings = Ratings.from(rows);

describe("weights", () => {
  test("go with their ratings, whichever way these are given", () => {
    expect(list(ratings)).toEqual([rows[0], rows[1], rows[2]]);
    expect([...ratings.weights!]).toEqual([0.5, 3, 1]);
    const columns = {
      users: rows.map(({ user }) => user),
      items: rows.map(({ item }) => item),
      ratings: rows.map(({ rating }) => rating),
      timestamps: Int32Array.from(rows, ({ timestamp }) => timestamp),
      weights: Float64Array.from(rows, ({ weight }) => weight),
    };
    expect(list(Ratings.fromColumns(columns))).toEqual(list(ratings));
    const records = rows.map(({ weight, ...rest }) => ({ ...rest, w: weight }));
    expect(list(Ratings.fromRecords(records, { weight: "w" }))).toEqual(list(ratings));
    expect(list(Ratings.fromRecords(records))).toEqual(list(ratings.weighted(() => 1).with(Ratings.from([["Cem", "Dune", 4, 10]])))); // prettier-ignore
    const plain = Ratings.from(
      rows.map(({ user, item, rating, timestamp }) => [user, item, rating, timestamp]),
    );
    const of = new Map(rows.map(({ user, item, weight }) => [`${user} ${item}`, weight]));
    expect(list(plain.weighted(({ user, item }) => of.get(`${user} ${item}`)!))).toEqual(list(ratings));
  });

  test("are read from the column that is named, in text with and without a header, in JSON lines, also from a file", () => {
    const text = rows.map((row) => Object.values(row).join(",")).join("\n");
    const named = `user,item,rating,time,w\n${text}`;
    for (const csv of [named, named.replaceAll(",", "\t"), named.replace("Ben,Heat", '"Ben",Heat')])
      expect(list(Ratings.fromCsv(csv, { weight: "w" }))).toEqual(list(ratings));
    expect(list(Ratings.fromCsv(text, { weight: 4 }))).toEqual(list(ratings));
    const without = rows
      .map(({ user, item, rating, weight }) => [user, item, rating, weight].join(","))
      .join("\n");
    const fourth = Ratings.fromCsv(without, { weight: 3 });
    expect([[...fourth.weights!], fourth.timestamps]).toEqual([[0.5, 3, 1], null]);
    expect(Ratings.fromCsv(named).weights).toBeNull();
    expect(Ratings.fromCsv(named, { weight: "w" }).source.columns).toMatchObject({
      rating: "rating",
      weight: "w",
    });
    const folder = mkdtempSync(join(tmpdir(), "factorlab weights "));
    writeFileSync(join(folder, "r.csv"), named);
    writeFileSync(join(folder, "r.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    expect(list(readRatings(join(folder, "r.csv"), { weight: "w" }))).toEqual(list(ratings));
    expect(list(readRatings(join(folder, "r.jsonl"), { weight: "weight" }))).toEqual(list(ratings));
    rmSync(folder, { recursive: true });
  });

  test("of 0 leave a rating out, whose user and item stay; all of 1 are as none", () => {
    expect([ratings.length, ratings.users, ratings.items]).toEqual([3, 3, 3]);
    expect(ratings.get("Cem", "Dune")).toBeUndefined();
    expect(ratings.scale).toEqual([2, 5]);
    const once = Ratings.from(rows.map((row) => ({ ...row, weight: 1 })));
    expect(once.weights).toBeNull();
    expect(once).toEqual(Ratings.from(rows.map(({ weight: _, ...row }) => row)));
    expect(ratings.weighted(() => 1)).toEqual(ratings.weighted(() => 2).weighted(() => 1));
  });

  test("that are none are refused, with their place", () => {
    for (const weight of [-1, NaN, Infinity, null, "2", 1e300]) {
      const wrong = (): Ratings => Ratings.from([rows[0], { ...rows[1], weight: weight as never }]);
      expect(wrong, String(weight)).toThrow(ValueError);
      expect(wrong).toThrow("ratings[1].weight is ");
      expect(() => ratings.weighted(() => weight as never)).toThrow('the weight of "Ben" for "Heat" is ');
    }
    expect(() => Ratings.from([{ ...rows[0], weight: -1 }])).toThrow(
      "ratings[0].weight is -1, expected a weight: a finite number from 0 to 1000000000000000",
    );
    const columns = { users: [1, 2], items: [1, 1], ratings: [5, 4] };
    expect(() => Ratings.fromColumns({ ...columns, weights: [1, -2] })).toThrow("weights[1] is -2");
    expect(() => Ratings.fromColumns({ ...columns, weights: [1] })).toThrow(
      "weights has 1 entries, expected 2",
    );
    const csv = "user,item,rating,w\nAda,Heat,3,1\nBen,Heat,3,";
    expect(() => Ratings.fromCsv(`${csv}-1`, { weight: "w" })).toThrow("weight in line 3 is -1");
    expect(() => Ratings.fromCsv(`${csv}much`, { weight: "w" })).toThrow('weight in line 3 is "much", expected a weight'); // prettier-ignore
    expect(() => Ratings.fromCsv(csv, { weight: "v" })).toThrow('weight is "v", which is no column');
    expect(() => Ratings.fromRecords([{ user: 1, item: 2, rating: 3, w: null }], { weight: "w" })).toThrow("weight of records[0] is null"); // prettier-ignore
    expect(() => ratings.weighted(() => 0)).toThrow("weights is 0 for every rating, expected at least one");
    expect(() => ratings.weighted([1, 2, 3] as never)).toThrow("weightOf is a list of 3");
  });

  test("of rows that are merged are those of the row that is chosen, or their mean; a mean counts by them", () => {
    const twice = [
      { user: 1, item: 1, rating: 5, timestamp: 9, weight: 3 },
      { user: 1, item: 1, rating: 1, timestamp: 7, weight: 1 },
      { user: 1, item: 2, rating: 2, timestamp: 8, weight: 5 },
    ];
    const merged = { first: [5, 3], last: [1, 1], latest: [5, 3], mean: [4, 2], sum: [6, 2], count: [2, 2], max: [5, 2], min: [1, 2] } as const; // prettier-ignore
    for (const [duplicates, [rating, weight]] of Object.entries(merged)) {
      const all = Ratings.from(twice, { duplicates: duplicates as keyof typeof merged });
      expect([all.rows.values[0], all.weights![0], all.weights![1]], duplicates).toEqual([rating, weight, 5]);
    }
    expect(() => Ratings.from(twice)).toThrow("as ratings[0] has already");
  });

  test("stay through selections, splits and joins, in the order of items too", () => {
    expect([...ratings.select((k) => k !== 1).weights!]).toEqual([0.5, 1]);
    expect([...ratings.columns.weights!]).toEqual([0.5, 3, 1]);
    expect(ratings.columns.order.map((k) => ratings.weights![k])).toEqual(Int32Array.from([0.5, 3, 1]));
    const joined = ratings.with(Ratings.from([["Ben", "Heat", 1], ["Eve", "Heat", 3]])); // prettier-ignore
    expect(Array.from(joined, ({ weight }) => weight)).toEqual([1, 3, 1, 1]);
    expect([...ratings.atLeast(3).weights!]).toEqual([3, 1]);
    expect(ratings.mean).toBeCloseTo((0.5 * 2 + 3 * 3 + 5) / 4.5, 12);
    expect(String(ratings)).toContain("mean 3.33, weighted");
  });
});
