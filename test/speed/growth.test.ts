import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const base = { users: 200, items: 150, ratings: 5000, features: 16 };
type Size = keyof typeof base;

interface Model {
  name: string;
  options: { solver?: string };
  /** The most by which the bytes of an epoch may grow when a size doubles, as a power of it. */
  most: Record<Size, number>;
  /** The most bytes of an epoch, in vectors of 32-bit features for each rating. */
  vectors: number;
}

/** In proportion, with a little for what else there is. */
const LINEAR = 1.03;
/** Not at all, but for what is kept for each user or item. */
const HARDLY = 0.1;
/** The equations of each user and item are a part of the work. */
const PARTLY = 0.5;
const stepwise = { users: HARDLY, items: HARDLY, ratings: LINEAR, features: LINEAR };
const solved = { users: PARTLY, items: PARTLY, ratings: LINEAR };

const models: Model[] = [
  // Two vectors are read for the error, read again, and written.
  { name: "BiasedMF", options: {}, most: stepwise, vectors: 7 },
  { name: "SVDPlusPlus", options: {}, most: stepwise, vectors: 20 },
  { name: "BPR", options: {}, most: stepwise, vectors: 12 },
  // A rating comes with five other items.
  { name: "LogisticMF", options: {}, most: stepwise, vectors: 42 },
  // With the loss before the steps, which falls out of the first residual.
  { name: "ALS", options: { solver: "cg" }, most: { ...solved, features: LINEAR }, vectors: 47 },
  { name: "ALS", options: { solver: "cholesky" }, most: { ...solved, features: 2 }, vectors: 54 },
  { name: "ImplicitALS", options: { solver: "cg" }, most: { ...solved, features: 1.5 }, vectors: 50 },
  { name: "ImplicitALS", options: { solver: "cholesky" }, most: { ...solved, features: 2 }, vectors: 50 },
];

describe("the bytes that an epoch's kernels load and store, counted", () => {
  let counts: ({ base: number } & Record<Size, number>)[] = [];

  beforeAll(() => {
    const given = JSON.stringify({ base, models });
    const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, "counted.mjs"), given], {
      encoding: "utf8",
      windowsHide: true,
    });
    expect(stderr).toBe("");
    counts = JSON.parse(stdout);
  }, 60_000);

  const each = models.map((model, n) => ({
    ...model,
    n,
    title: `${model.name} ${model.options.solver ?? ""}`,
  }));

  describe.each(each)("of $title", ({ n, most, vectors }) => {
    it.each(Object.keys(base) as Size[])("grow no faster than they have to when %s double", (size) => {
      const exponent = Math.log2(counts[n][size] / counts[n].base);
      expect(exponent).toBeLessThanOrEqual(most[size]);
    });

    it(`are at most ${vectors} vectors a rating`, () => {
      const vector = 4 * base.features;
      expect(counts[n].base).toBeGreaterThan(0);
      expect(counts[n].base / base.ratings / vector).toBeLessThanOrEqual(vectors);
    });
  });
});
