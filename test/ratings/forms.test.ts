import { tableFromArrays, tableFromIPC, tableToIPC, vectorFromArray } from "apache-arrow";
import { Dictionary, Int32, Int64, Table, TimestampMicrosecond, Utf8 } from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { FactorlabError, ShapeError, ValueError } from "../../src/errors";
import type { RatingColumns } from "../../src/ratings/parallel";
import { Ratings } from "../../src/ratings/ratings";
import { parquetFile } from "./parquet-file";

describe("records", () => {
  test("become ratings whatever their names are", () => {
    const records = [
      { reader: "Ada", book: "Dune", stars: 5, at: new Date("2020-01-01T00:00:00Z") },
      { reader: "Ben", book: "Dune", stars: 3, at: new Date("2020-01-01T00:00:01Z") },
    ];
    expect([...Ratings.fromRecords(records, { timestamp: "at" })]).toEqual([
      { user: "Ada", item: "Dune", rating: 5, timestamp: 1577836800 },
      { user: "Ben", item: "Dune", rating: 3, timestamp: 1577836801 },
    ]);
    expect(Ratings.fromRecords(records).timestamps).toBeNull();
  });

  test("may have 64-bit integers, as databases and Parquet do", () => {
    const ratings = Ratings.fromRecords([{ userId: 7n, itemId: 2n ** 60n, rating: 4n, timestamp: 9n }]);
    expect([...ratings]).toEqual([{ user: 7, item: "1152921504606846976", rating: 4, timestamp: 9 }]);
  });

  test.each<[string, unknown, object, RegExp]>([
    ["none", [], {}, /ratings is empty/],
    ["no list", 5, {}, /^records is 5, expected a list of objects/],
    ["a null", [{ user: 1, item: 2, rating: 3 }, null], {}, /^records\[1\] is null, expected an object/],
    [
      "a field left out",
      [
        { user: 1, item: 2, rating: 3 },
        { user: 1, item: 3 },
      ],
      {},
      /^rating of records\[1\] is missing/,
    ],
    ["text for a rating", [{ user: 1, item: 2, rating: "3" }], {}, /^rating of records\[0\] is "3"/],
    [
      "unknown names",
      [{ a: 1, b: 2, c: 3 }],
      {},
      /^no column for the user was found: the columns are "a", "b", "c"/,
    ],
    ["a misspelt name", [{ who: 1, item: 2, rating: 3 }], { user: "wo" }, /did you mean "who"/],
    ["a misspelt option", [{ user: 1, item: 2, rating: 3 }], { time: "t" }, /did you mean/],
  ])("%s is refused, and its position is named", (_, records, options, message) => {
    expect(() => Ratings.fromRecords(records as object[], options)).toThrow(ValueError);
    expect(() => Ratings.fromRecords(records as object[], options)).toThrow(message);
  });
});

describe("columns", () => {
  test("become ratings side by side, typed arrays among them, and stay as they are", () => {
    const columns = {
      users: Int32Array.of(1, 1, 2),
      items: ["x", "y", "x"],
      ratings: Float32Array.of(5, 3, 4),
      timestamps: Object.freeze([3, 1, 2]),
    };
    expect([...Ratings.fromColumns(columns)]).toEqual([
      { user: 1, item: "x", rating: 5, timestamp: 3 },
      { user: 1, item: "y", rating: 3, timestamp: 1 },
      { user: 2, item: "x", rating: 4, timestamp: 2 },
    ]);
    expect([...columns.users]).toEqual([1, 1, 2]);
  });

  test("may be frozen lists and shared memory, which are not changed", () => {
    const shared = new Float64Array(new SharedArrayBuffer(24));
    shared.set([5, 3, 4]);
    const columns = Object.freeze({
      users: Object.freeze(["a", "a", "b"]),
      items: BigInt64Array.of(1n, 2n, 1n),
      ratings: shared,
    });
    const ratings = Ratings.fromColumns(columns);
    shared.fill(0);
    expect([...ratings].map(({ rating }) => rating)).toEqual([5, 3, 4]);
    expect([...columns.users]).toEqual(["a", "a", "b"]);
  });

  test("are refused where their memory was transferred", () => {
    const gone = Float64Array.of(5, 3);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    expect(() => Ratings.fromColumns({ users: [1, 2], items: [1, 1], ratings: gone })).toThrow(
      /^ratings has 0 entries, expected 2, as many as users$/,
    );
    expect(() => Ratings.fromColumns({ users: gone, items: gone })).toThrow(/^ratings is empty/);
  });

  test("count as 1 each without ratings", () => {
    expect(Ratings.fromColumns({ users: [1, 2], items: [3, 3] }).rows.values).toEqual(Float64Array.of(1, 1));
  });

  test.each<[string, unknown, RegExp]>([
    ["one too short", { users: [1, 2], items: [1] }, /^items has 1 entries, expected 2, as many as users/],
    ["one missing", { users: [1, 2], ratings: [1, 2] }, /^items is missing, expected an array/],
    ["one of another name", { users: [1], items: [1], rating: [1] }, /did you mean "ratings"/],
    ["a NaN", { users: [1, 1], items: [1, 2], ratings: [1, NaN] }, /^ratings\[1\] is NaN/],
    ["an id that is none", { users: [1, {}], items: [1, 2] }, /^users\[1\] is an object, expected an id/],
    ["one twice", { users: [1, 1], items: [2, 2] }, /^row 1 of the columns has user 1 and item 2, as row 0/],
    ["null", null, /expected an object such as \{ users/],
  ])("%s is refused, and its position is named", (_, columns, message) => {
    expect(() => Ratings.fromColumns(columns as RatingColumns)).toThrow(FactorlabError);
    expect(() => Ratings.fromColumns(columns as RatingColumns)).toThrow(message);
  });
});

describe("an Apache Arrow table", () => {
  test("becomes ratings where another program has written it", () => {
    const table = tableFromIPC(
      tableToIPC(
        tableFromArrays({
          userId: Int32Array.of(1, 2),
          movieId: ["Alien", "Heat"],
          rating: Float32Array.of(4.5, 3),
        }),
      ),
    );
    expect([...Ratings.fromArrow(table)]).toEqual([
      { user: 1, item: "Alien", rating: 4.5 },
      { user: 2, item: "Heat", rating: 3 },
    ]);
  });

  test("may have dictionaries, 64-bit integers and timestamps of any unit", () => {
    const table = new Table({
      who: vectorFromArray(["Ada", "Ben", "Ada"], new Dictionary(new Utf8(), new Int32())),
      what: vectorFromArray([1n, 1n, 2n], new Int64()),
      rating: vectorFromArray([5, 4, 3], new Int32()),
      timestamp: vectorFromArray([0, 1000, 1500], new TimestampMicrosecond()),
    });
    expect([...Ratings.fromArrow(table, { user: "who", item: "what" })]).toEqual([
      { user: "Ada", item: 1, rating: 5, timestamp: 0 },
      { user: "Ada", item: 2, rating: 3, timestamp: 1.5 },
      { user: "Ben", item: 1, rating: 4, timestamp: 1 },
    ]);
  });

  test("is refused where it has a null, lacks a column, or is none", () => {
    const table = new Table({
      user: vectorFromArray([1, 2], new Int32()),
      item: vectorFromArray([1, 2], new Int32()),
      rating: vectorFromArray([1, null], new Int32()),
    });
    expect(() => Ratings.fromArrow(table)).toThrow(/^rating in row 1 is null, expected a finite number/);
    expect(() => Ratings.fromArrow(table, { rating: "stars" })).toThrow(
      /^rating is "stars", which is no column/,
    );
    expect(() => Ratings.fromArrow({} as never)).toThrow(
      /^table is an object, expected an Apache Arrow table/,
    );
  });
});

test("rows that hyparquet reads out of Parquet are ratings", async () => {
  const file = parquetFile({
    userId: [1n, 2n],
    movieId: ["Alien", "Heat"],
    rating: [4.5, 3],
    timestamp: [1577836800n, 1577836860n],
  });
  const ratings = Ratings.fromRecords(await parquetReadObjects({ file }));
  expect([...ratings]).toEqual([
    { user: 1, item: "Alien", rating: 4.5, timestamp: 1577836800 },
    { user: 2, item: "Heat", rating: 3, timestamp: 1577836860 },
  ]);
});

describe("a table with blanks", () => {
  const cells = [
    [5, null, 3],
    [NaN, 2, null],
  ];

  test("becomes ratings of its rows for its columns, those without a rating among them", () => {
    const ratings = Ratings.fromMatrix(cells, {
      users: ["Ada", "Ben"],
      items: ["x", "y", "z"],
      scale: [1, 5],
    });
    expect([...ratings]).toEqual([
      { user: "Ada", item: "x", rating: 5 },
      { user: "Ada", item: "z", rating: 3 },
      { user: "Ben", item: "y", rating: 2 },
    ]);
    expect(Ratings.fromMatrix([[1, null]]).items).toBe(2);
    expect(Ratings.fromMatrix({ rows: 1, columns: 2, values: [7, 8] }).get(0, 1)).toBe(8);
  });

  test("is refused where it is ragged, has names that do not fit its cells, or holds text", () => {
    expect(() => Ratings.fromMatrix([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => Ratings.fromMatrix(cells, { users: ["Ada"] })).toThrow(
      /^users has 1 ids, expected 2, one for each row/,
    );
    expect(() => Ratings.fromMatrix(cells, { items: [1, "1", 2] })).toThrow(
      /^items has 2 different ids, expected 3/,
    );
    expect(() => Ratings.fromMatrix([[1, "2" as never]])).toThrow(/^cells\[0\]\[1\] is "2"/);
    expect(() => Ratings.fromMatrix([[null]])).toThrow(/^cells has unknown cells only/);
    expect(() => Ratings.fromMatrix(cells, { scale: [1, 4] })).toThrow(/^cells\[0\]\[0\]/);
  });
});
