import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Ratings } from "../../src/ratings/ratings";

const shape = { users: 2000, items: 1000, ratings: 100_000 };
const features = 16;

/** A thing for each rating, user or item would be more; what remains is the event, the seed, the calls of kernels. */
const SMALL = shape.ratings;

const models = [{ name: "BiasedMF", options: { features } }];

interface Allocated {
  bytes: number;
  arrays: number;
  most: string[];
}

describe("an epoch allocates no more than a little, however many ratings there are", () => {
  let found: Allocated[] = [];

  beforeAll(() => {
    // The young generation holds all that is allocated, so that nothing is collected meanwhile.
    const options = ["--expose-gc", "--min-semi-space-size=64", "--max-semi-space-size=64"];
    const script = join(__dirname, "allocated.mjs");
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...options, script, JSON.stringify({ shape, models })],
      { encoding: "utf8", windowsHide: true },
    );
    expect(stderr).toBe("");
    found = JSON.parse(stdout) as Allocated[];
  });

  it.each(models.map(({ name }, n) => ({ name, n })))("of $name", ({ n }) => {
    const { bytes, arrays, most } = found[n];
    expect(bytes, most.join("\n")).toBeGreaterThan(0);
    expect(bytes, most.join("\n")).toBeLessThan(SMALL);
    expect(arrays).toBeLessThan(SMALL / 100);
  });
});

/** The bytes of all typed arrays that an object holds, each memory once. */
function heldBytes(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== "object" || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return 0;
    seen.add(value.buffer);
    return value.buffer.byteLength;
  }
  return Reflect.ownKeys(value).reduce((sum, key) => sum + heldBytes(Reflect.get(value, key), seen), 0);
}

describe("ratings in memory", () => {
  const made = (count: number): Ratings => {
    const users = Int32Array.from({ length: count }, (_, n) => n % 500);
    const items = Int32Array.from({ length: count }, (_, n) => Math.floor(n / 500));
    return Ratings.fromColumns({ users, items, ratings: Float32Array.from(users, (u) => 1 + (u % 5)) });
  };

  /** An index and a number for each rating, by user and by item. */
  const MOST = 24;

  it(`take at most ${MOST} bytes each, in both orders`, () => {
    const bytes = [50_000, 100_000].map((count) => {
      const ratings = made(count);
      // Both orders are there once they have been asked for.
      expect(ratings.rows.indices.length + ratings.columns.indices.length).toBe(2 * count);
      return heldBytes(ratings);
    });
    const each = (bytes[1] - bytes[0]) / 50_000;
    expect(each).toBeGreaterThanOrEqual(8);
    expect(each).toBeLessThanOrEqual(MOST);
  });
});
