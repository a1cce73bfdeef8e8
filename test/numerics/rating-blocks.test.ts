import { describe, expect, test } from "vitest";
import {
  blockGroups,
  diagonals,
  evenStarts,
  fillBlocks,
  groupsFor,
  planBlocks,
} from "../../src/numerics/rating-blocks";
import { ratingsPerItem } from "../../src/models/recommender/parameters";
import { counts } from "../models/implicit-samples";

describe.each([
  [300, 200, 0.2],
  [1, 1, 1],
  [2, 500, 0.5],
  [500, 3, 0.5],
])("blocks of %d users × %d items, a share of %d known,", (users, items, share) => {
  const ratings = counts(users, items, share, 1);
  const { rows } = ratings;
  const plan = planBlocks(rows, ratingsPerItem(ratings), 400);
  const { groups, userGroups, itemGroups, starts, longest, runs } = plan;
  const length = rows.indices.length;
  const views = {
    users: new Int32Array(runs.at(-1)!),
    items: new Int32Array(length),
    values: new Float32Array(length),
  };
  fillBlocks(rows, plan, { mean: 2 }, views);

  test("have each rating once, in the block of its user and item, less the mean", () => {
    const found: string[] = [];
    for (let block = 0; block < groups * groups; block++) {
      expect(starts[block + 1] - starts[block]).toBeLessThanOrEqual(longest);
      let run = runs[block] - 1;
      for (let n = starts[block]; n < starts[block + 1]; n++) {
        if (views.items[n] < 0) run++;
        const [u, i] = [views.users[run], views.items[n] & 0x7fffffff];
        expect(userGroups[u] * groups + itemGroups[i]).toBe(block);
        found.push(`${u} ${i} ${views.values[n] + 2}`);
      }
      // Each user has one run.
      expect(run).toBe(runs[block + 1] - 1);
      const own = [...views.users.subarray(runs[block], runs[block + 1])];
      expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
    }
    const given = [...ratings].map(({ user, item, rating }) =>
      [ratings.userIds.indexOf(user), ratings.itemIds.indexOf(item), rating].join(" "),
    );
    expect(found.sort()).toEqual(given.sort());
  });

  test("on a diagonal share neither users nor items, and all diagonals are all blocks", () => {
    const blocks = new Int32Array(groups * groups);
    const order = Array.from({ length: groups }, (_, d) => (d + 3) % groups);
    diagonals(groups, order, blocks);
    for (let d = 0; d < groups; d++) {
      const diagonal = [...blocks.subarray(d * groups, (d + 1) * groups)];
      expect(new Set(diagonal.map((block) => Math.floor(block / groups))).size).toBe(groups);
      expect(new Set(diagonal.map((block) => block % groups)).size).toBe(groups);
    }
    expect(new Set(blocks).size).toBe(groups * groups);
  });
});

test("blocks are of about one size where ratings are, and neighbours are in different groups", () => {
  const ratings = counts(400, 300, 0.5, 2);
  const { starts, longest, userGroups, itemGroups } = planBlocks(ratings.rows, ratingsPerItem(ratings), 400);
  expect(longest).toBeLessThan((1.3 * starts.at(-1)!) / 64);
  for (const groups of [userGroups, itemGroups]) {
    const together = groups.reduce((sum, group, k) => sum + (k > 0 && groups[k - 1] === group ? 1 : 0), 0);
    expect(together).toBeLessThan(groups.length / 20);
  }
});

test("of many users, a few neighbours stay together, and what lies further apart is mixed", () => {
  const [users, items] = [20_000, 100];
  const rows = {
    ...{ rows: users, columns: items, values: new Float64Array(users) },
    offsets: Int32Array.from({ length: users + 1 }, (_, u) => u),
    indices: Int32Array.from({ length: users }, (_, u) => u % items),
  };
  const { userGroups } = planBlocks(rows, new Int32Array(items).fill(users / items), 400);
  const changes = userGroups.reduce(
    (sum, group, u) => sum + (u > 0 && userGroups[u - 1] !== group ? 1 : 0),
    0,
  );
  // Of 16 neighbours each, 1250 sets: nearly each is in another group than the one before.
  expect(changes).toBeGreaterThan(1100);
  expect(changes).toBeLessThan(1250);
});

test("the items of a block stay in a cache, and an interrupt does not wait for a large one", () => {
  expect(blockGroups(10_000, 1e6, 400)).toBe(8);
  expect(blockGroups(40_000, 1e6, 400)).toBe(16);
  expect(blockGroups(1000, 1e8, 400)).toBe(16);
  expect(blockGroups(1e9, 1e9, 400)).toBe(64);
});

test("there are more groups where a block's factors would not stay in a processor's cache, up to a bound", () => {
  expect(groupsFor(10_000, 400)).toBe(8);
  expect(groupsFor(80_000, 400)).toBe(32);
  expect(groupsFor(1e9, 400)).toBe(64);
});

test("rows are cut where about as many entries are, also where some have none or one has all", () => {
  expect([...evenStarts(Int32Array.of(0, 2, 4, 6, 8), 4)]).toEqual([0, 1, 2, 3, 4]);
  expect([...evenStarts(Int32Array.of(0, 0, 8, 8), 4)]).toEqual([0, 2, 2, 2, 3]);
  expect([...evenStarts(Int32Array.of(0, 1), 3)]).toEqual([0, 1, 1, 1]);
});
