import { Float16, Float32, Float64, Int32, Int64, Int8, Table, Uint16, Uint32, vectorFromArray } from "apache-arrow"; // prettier-ignore
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Id } from "../../src/ratings/ids";
import { IdIndex } from "../../src/ratings/ids";
import type { Rating } from "../../src/ratings/ratings";
import { Ratings } from "../../src/ratings/ratings";

/** Whole numbers near and far, their texts, and what only looks like them. */
const id: fc.Arbitrary<Id> = fc.oneof(
  fc.nat(40),
  fc.nat(40).map(String),
  fc.integer({ min: -20, max: 2 ** 31 }),
  fc.constantFrom<Id>(
    0,
    -0,
    "0",
    "-0",
    "00",
    "007",
    7,
    "7",
    "7.0",
    7.5,
    "7.5",
    -7,
    "-7",
    "+7",
    "7 ",
    "1e3",
    1000,
  ),
  fc.constantFrom<Id>(
    4096,
    "4096",
    1e15,
    "1000000000000000",
    999999999999999,
    "999999999999999",
    2 ** 53 - 1,
  ),
  fc.constantFrom<Id>("9007199254740991", "9007199254740993", 1e-7, "1e-7", 0.1, "__proto__", "é"),
);

describe("the index of ids", () => {
  test("has one place for each text that ids have, in their order", () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 60 }), fc.array(id, { maxLength: 10 }), (ids, asked) => {
        const index = new IdIndex("user");
        const known = new Map<string, number>();
        const first: Id[] = [];
        for (const each of ids) {
          if (!known.has(String(each))) known.set(String(each), first.push(each) - 1);
          expect(index.add(each)).toBe(known.get(String(each)));
        }
        expect([...index]).toEqual(first);
        expect([...index.copy()]).toEqual(first);
        for (const each of [...ids, ...asked]) {
          expect(index.find(each)).toBe(known.get(String(each)));
          expect(index.has(each)).toBe(known.has(String(each)));
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("finds whole numbers that came before its table reached them", () => {
    const far = Array.from({ length: 3000 }, (_, k) => 40_000 - 13 * k);
    const index = new IdIndex("item", far);
    expect(far.map((each) => index.find(String(each)))).toEqual(far.map((_, k) => k));
    expect(index.add(39_999)).toBe(3000);
    expect(far.map((each) => index.find(each))).toEqual(far.map((_, k) => k));
  });
});

/** A number without the sign of a zero, which in a mean is that of what was rounded away. */
const unsigned = (x: number): number => x + 0;

/** The ratings by the rules, one by one: sorted by the first appearance of users and items, and merged. */
function byRules(entries: readonly Rating[], duplicates: "first" | "last" | "mean"): Rating[] {
  const place = (ids: Id[]): Map<string, number> =>
    new Map([...new Set(ids.map(String))].map((each, k) => [each, k]));
  const [users, items] = [place(entries.map((each) => each.user)), place(entries.map((each) => each.item))];
  const cells = new Map<string, Rating[]>();
  for (const each of entries) {
    const key = `${users.get(String(each.user))} ${items.get(String(each.item))}`;
    cells.set(key, [...(cells.get(key) ?? []), each]);
  }
  const order = [...cells].sort(([one], [other]) => {
    const [[u, i], [v, j]] = [one, other].map((key) => key.split(" ").map(Number));
    return u - v || i - j;
  });
  return order.map(([, all]) => {
    const chosen = duplicates === "last" ? all[all.length - 1] : all[0];
    const rating = all.reduce((sum, each) => sum + each.rating, 0) / all.length;
    return duplicates === "mean" ? { ...chosen, rating: unsigned(rating) } : chosen;
  });
}

describe("sorting and merging", () => {
  const value = fc.oneof(fc.constantFrom(1, 2.5, -0, 0, 5), fc.double({ min: -9, max: 9, noNaN: true }));
  const entry = fc.record({ user: fc.nat(5), item: fc.nat(5), rating: value, timestamp: fc.nat(99) });

  test.each(["first", "last", "mean"] as const)("follow the rules for “%s”, with few values and with many", (duplicates) => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), fc.boolean(), fc.boolean(), (some, many, timed) => {
        // More than 256 different values are sorted in another way.
        const more = Array.from({ length: many ? 300 : 0 }, (_, k) => ({ user: 7 + (k % 9), item: k, rating: k / 7, timestamp: k }));
        const all: Rating[] = [...some, ...more].map(({ timestamp, ...rest }) => (timed ? { ...rest, timestamp } : rest));
        const expected = byRules(all, duplicates);
        const ratings = Ratings.from(all, { duplicates });
        const simple = [...ratings].map((each, k) => ({ ...each, user: Number(each.user), item: Number(each.item), rating: (duplicates === "mean" ? unsigned : Number)(ratings.rows.values[k]) }));
        expect(simple).toEqual(expected);
        expect(ratings.rows.values.buffer.byteLength).toBe(8 * ratings.length);
        expect(ratings.rows.indices.buffer.byteLength).toBe(4 * ratings.length);
      }),
      { numRuns: 300 },
    );
  }); // prettier-ignore

  test("name the first rating that is there twice, by user and item", () => {
    const rows = Array.from({ length: 400 }, (_, k) => [k % 20, Math.floor(k / 20), k / 3] as const);
    const twice = [...rows, [3, 9, 1], [2, 7, 1], [2, 4, 1]] as [number, number, number][];
    expect(() => Ratings.from(twice)).toThrow(
      /^ratings\[402\] has user 2 and item 4, as ratings\[82\] has already/,
    );
    expect(() => Ratings.from(twice.map(([u, i, v]) => [u, i, Math.round(v) % 5]))).toThrow(
      /^ratings\[402\] has user 2 and item 4, as ratings\[82\] has already/,
    );
  });
});

describe("columns", () => {
  const odd: fc.Arbitrary<unknown> = fc.constantFrom<unknown>("7", "Ada", 3n, 2n ** 60n, null, undefined, NaN, "", 1.5, {}, -3);
  const list = fc.array(fc.oneof({ weight: 40, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: odd }), { minLength: 8, maxLength: 8 });

  test("are read as rows are, and refused as rows are", () => {
    const outcome = (make: () => Ratings): unknown => {
      try {
        return [...make()];
      } catch (error) {
        return String(error);
      }
    };
    fc.assert(
      fc.property(list, list, list, fc.option(list), (users, items, ratings, timestamps) => {
        const columns = { users, items, ratings, ...(timestamps && { timestamps }) };
        const rows = users.map((user, k) => ({ user, item: items[k], rating: ratings[k], ...(timestamps && { timestamp: timestamps[k] }) }));
        const asRows = outcome(() => Ratings.fromRecords(rows, { duplicates: "last" }));
        // What errors advise is for records alone.
        const expected =
          typeof asRows === "string"
            ? asRows.replace(/(\w+) of records\[(\d+)\]/, "$1s[$2]").replace(/; (?:timestamp: null|Ratings\.fromRecords).*$/, "")
            : asRows;
        expect(outcome(() => Ratings.fromColumns(columns as never, { duplicates: "last" }))).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  test("give the same from typed arrays of every kind and from plain lists", () => {
    const numbers = Array.from({ length: 40_000 }, (_, k) => (k * 7919) % 120);
    const items = numbers.map((_, k) => k);
    const expected = Ratings.fromColumns({ users: numbers, items, ratings: numbers });
    for (const Kind of [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]) {
      const same = Ratings.fromColumns({ users: Kind.from(numbers), items: Int32Array.from(items), ratings: Kind.from(numbers) });
      expect(String(same.rows.values) === String(expected.rows.values)).toBe(true);
      expect([...same.userIds]).toEqual([...expected.userIds]);
    }
  });
}); // prettier-ignore

test("an Arrow table gives the same from its memory as value by value", () => {
  const whole = Array.from({ length: 50 }, (_, k) => (k * 13) % 19);
  const halves = whole.map((each) => each / 2);
  const types = [new Int8(), new Uint16(), new Int32(), new Uint32(), new Int64(), new Float16(), new Float32(), new Float64()];
  for (const type of types) {
    const numbers = vectorFromArray(type instanceof Float16 || type instanceof Float32 || type instanceof Float64 ? halves : type instanceof Int64 ? whole.map(BigInt) : whole, type as never);
    const table = new Table({ user: numbers, item: vectorFromArray(whole.map((_, k) => k), new Int32()), rating: numbers } as never);
    const slow = { schema: table.schema, getChild: (name: string) => ({ length: 50, type: { typeId: table.getChild(name as never)!.type.typeId }, get: (k: number): unknown => table.getChild(name as never)!.get(k) }) };
    expect([...Ratings.fromArrow(table)]).toEqual([...Ratings.fromArrow(slow as never)]);
  }
}); // prettier-ignore

describe("joined and compared", () => {
  const entry = fc.record({ user: fc.nat(6), item: fc.nat(6), rating: fc.constantFrom(1, 2, 3.5), timestamp: fc.nat(9) });
  const ratings = fc
    .tuple(fc.array(entry, { minLength: 1, maxLength: 20 }), fc.boolean())
    .map(([all, timed]) =>
      Ratings.from(all.map(({ timestamp, ...rest }) => (timed ? { ...rest, timestamp } : rest)), { duplicates: "last" }),
    );

  test("give what their ratings give one by one", () => {
    fc.assert(
      fc.property(ratings, ratings, (one, other) => {
        const timed = one.timestamps !== null && other.timestamps !== null;
        const all = [...one, ...other].map(({ timestamp, ...rest }) => (timed ? { ...rest, timestamp: timestamp! } : rest));
        const options = { users: [...one.userIds, ...other.userIds], items: [...one.itemIds, ...other.itemIds] };
        const joined = Ratings.from(all, { duplicates: "last", ...options });
        expect([...one.with(other)]).toEqual([...joined]);
        const known = [...other].filter(({ user, item }) => one.userIds.has(user) && one.itemIds.has(item));
        if (known.length === 0) expect(() => one.placesOf(other)).toThrow(/^none of the ratings is of a user/);
        else
          expect(one.placesOf(other)).toEqual(
            Ratings.from(known.map(({ user, item, rating }) => [user, item, rating] as const), { users: one.userIds, items: one.itemIds }).rows,
          );
      }),
      { numRuns: 500 },
    );
  });

  test("refuse a rating outside their scale", () => {
    const some = Ratings.from([["a", "x", 5], ["b", "x", 1]]).scaled([1, 3]);
    expect(() => some.with(some)).toThrow(/^ratings\[0\]\.rating is 5, expected a number from 1 to 3, the scale$/);
  });

  test("selected, keep their times", () => {
    const some = Ratings.from([["a", "x", 5, 1], ["a", "y", 4, 2], ["b", "x", 3, 3]]);
    const two = some.select((k) => k !== 1);
    expect([[...two.rows.offsets], [...two.timestamps!]]).toEqual([[0, 1, 2], [1, 3]]);
  });
}); // prettier-ignore
