import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/matrix/random";
import { drawOther, othersForEach, union } from "../../src/models/factors/negatives";
import { hasColumn, missingColumn } from "../../src/numerics/sparse-row";
import { Ratings } from "../../src/ratings/ratings";
import { counts } from "./implicit-samples";

const someColumns = fc.uniqueArray(fc.nat(30), { maxLength: 31 }).map((list) => list.sort((a, b) => a - b));

test("the columns that a row does not have are counted through without a gap", () => {
  fc.assert(
    fc.property(someColumns, fc.nat(5), (columns, before) => {
      const indices = Int32Array.from([...Array.from({ length: before }, () => 7), ...columns, 2]);
      const to = before + columns.length;
      const missing = Array.from({ length: 31 }, (_, j) => j).filter((j) => !columns.includes(j));
      expect(missing.map((_, index) => missingColumn(indices, before, to, index))).toEqual(missing);
      for (let j = 0; j < 31; j++) expect(hasColumn(indices, before, to, j)).toBe(columns.includes(j));
    }),
    { numRuns: 500 },
  );
});

test("other items are drawn evenly from those that the user has not rated", () => {
  const ratings = Ratings.from(
    [
      [0, 1, 1],
      [0, 3, 1],
      [1, 0, 1],
    ],
    { items: [0, 1, 2, 3, 4] },
  );
  const random = createRandom(1);
  const drawn = new Map<number, number>();
  for (let n = 0; n < 6000; n++) {
    const other = drawOther(ratings.rows, 0, random);
    drawn.set(other, (drawn.get(other) ?? 0) + 1);
  }
  expect([...drawn.keys()].sort()).toEqual([0, 2, 4]);
  // Four standard deviations of 6000 draws of a third.
  for (const count of drawn.values())
    expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(6000 * (2 / 9)));
});

test("a user who has rated everything has no other item", () => {
  const all = counts(2, 3, 1, 1);
  expect(drawOther(all.rows, 0, createRandom(1))).toBe(-1);
  expect(othersForEach(Int32Array.of(0, 1, 2), 3, 1)).toBeNull();
});

test("the items of a folded-in user draw the same others without one of them, unless they drew that one", () => {
  const [all, fewer] = [Int32Array.of(2, 5, 11), Int32Array.of(2, 11)];
  const [withIt, withoutIt] = [othersForEach(all, 20, 1)!, othersForEach(fewer, 20, 1)!];
  const drawn = (other: (n: number) => number, n: number): number[] =>
    Array.from({ length: 200 }, () => other(n));
  for (const [n, m] of [
    [0, 0],
    [2, 1],
  ]) {
    const before = drawn(withIt, n);
    const after = drawn(withoutIt, m).filter((item) => item !== 5);
    expect(before.slice(0, after.length)).toEqual(after);
    expect(before.some((item) => all.includes(item))).toBe(false);
    expect(new Set(before).size).toBe(17);
  }
});

test("the union has an entry where one of the two has", () => {
  const all = counts(8, 9, 0.5, 1);
  const [first, second] = [all.select((k) => k % 3 > 0), all.select((k) => k % 2 === 0)];
  const { offsets, indices } = union(first.rows, second.rows);
  const wanted = all.select((k) => k % 3 > 0 || k % 2 === 0).rows;
  expect([...offsets]).toEqual([...wanted.offsets]);
  expect([...indices]).toEqual([...wanted.indices]);
});
