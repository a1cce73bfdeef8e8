import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Ratings } from "../../src/ratings/ratings";

/** Whatever there is for each rating, user or item, even its 32-bit factors alone, is more than {@link SMALL}. */
const shape = { users: 2000, items: 2000, ratings: 100_000 };
const features = 32;

/** The most bytes of objects: the event, the seed, the calls of kernels, however many ratings there are. */
const SMALL = 150_000;
/** The most bytes of typed arrays. */
const HARDLY_ANY = 1000;

const models = [
  ...["BiasedMF", "SVDPlusPlus", "BPR", "LogisticMF"].map((name) => ({ name, options: { features } })),
  ...["ALS", "ImplicitALS"].flatMap((name) =>
    ["cg", "cholesky"].map((solver) => ({ name, options: { features, solver } })),
  ),
];

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
  }, 60_000);

  it.each(models.map((model, n) => ({ ...model, n })))("of $name $options.solver", ({ n }) => {
    const { bytes, arrays, most } = found[n];
    expect(bytes, most.join("\n")).toBeGreaterThan(0);
    expect(bytes, most.join("\n")).toBeLessThan(SMALL);
    expect(arrays).toBeLessThan(HARDLY_ANY);
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

  /** What 50,000 ratings more of the same users take, each. */
  function bytesEach(use: (ratings: Ratings) => void): number {
    const [less, more] = [50_000, 100_000].map((count) => {
      const ratings = made(count);
      use(ratings);
      return heldBytes(ratings);
    });
    return (more - less) / 50_000;
  }

  it("take 12 bytes each, an index and a number, with a little for who is new", () => {
    const bytes = bytesEach(() => undefined);
    expect(bytes).toBeGreaterThanOrEqual(12);
    expect(bytes).toBeLessThan(12.1);
  });

  it("take 28 bytes each once the order by item is there, which knows the place of each in the other", () => {
    const bytes = bytesEach((ratings) => ratings.columns.indices.length);
    expect(bytes).toBeGreaterThan(24);
    expect(bytes).toBeLessThan(28.1);
  });
});
