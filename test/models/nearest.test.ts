import { describe, expect, test } from "vitest";
import { BiasedMF, ImplicitALS, Ratings } from "../../src";
import type { Recommender } from "../../src";
import { createRandom, normal } from "../../src/matrix/random";
import { cosines } from "../../src/models/shared/cosine";
import { Directions } from "../../src/models/shared/nearest";
import { topIndices } from "../../src/models/shared/top";

const ROWS = 21_003;
const WIDTH = 50;
const draw = normal(createRandom(3));
const values = Float64Array.from({ length: ROWS * WIDTH }, draw);
const row = (n: number): Float64Array => values.subarray(n * WIDTH, (n + 1) * WIDTH);
// Rows that point the same way, whatever their lengths, and some without a direction.
for (const [n, factor] of [3, 1e-200, 0.5, 1e180, 2, 1e-6].entries())
  row(100 + n).set(row(7).map((x) => factor * x));
for (let n = 0; n < 300; n++) row(15_000 + n).set(row(500).map((x) => x + 1e-9 * draw()));
for (let n = 0; n < 40; n++) row(20_000 + n).fill(0);
const directions = new Directions(values, WIDTH);

/** The names and digits of the nearest, by looking at all. */
function nearest(scores: Float64Array, count: number): [number, number][] {
  return topIndices(scores, count, () => false).map((index) => [index, scores[index]]);
}

describe("the nearest of many rows", () => {
  test.each([1, 10, 200, 2000, 30_000])(
    "are those that a look at each row finds, to the last digit: %i",
    (count) => {
      for (const n of [0, 7, 103, 500, 15_007, 20_003, 21_002]) {
        const exact = nearest(cosines(row(n), values), count);
        expect(nearest(directions.cosines(row(n), count), count), `row ${n}`).toEqual(exact);
      }
    },
  );

  test("are looked at alone, unless too many are as near", () => {
    const looked = (n: number): number =>
      directions.cosines(row(n), 10).filter((x) => !Number.isNaN(x)).length;
    expect(looked(0)).toBeLessThan(100);
    // The rows without a direction have no cosine.
    expect(looked(20_003)).toBe(ROWS);
  });
});

describe("what a model keeps of its parameters", () => {
  const many = Array.from(
    { length: 9000 },
    (_, n) => [(n + Math.floor(n / 4500)) % 60, n % 4500, 1 + ((n * n) % 5)] as const,
  );
  const ratings = Ratings.from(many);

  test("is made anew when training goes on", () => {
    const watched = new BiasedMF({ features: 4, epochs: 3, learningRate: 0.1, seed: 1 });
    const alike = (model: Recommender): unknown => model.similarItems(5, { count: 3 }).entries;
    const copy = (): Recommender => BiasedMF.fromJSON(watched.toJSON());
    for (const { epoch } of watched.trainingEvents(ratings))
      expect(alike(watched), `epoch ${epoch}`).toEqual(alike(copy()));
    watched.partialFit(
      ratings.select((k) => k % 2 === 0),
      { epochs: 1 },
    );
    expect(alike(watched)).toEqual(alike(copy()));
  });

  test("serves one new user after the other, and newer parameters anew", () => {
    const folded = (model: Recommender): Float64Array[] => [
      model.transform([[3, 2]]).parameters.userFactors,
      model.transformItem([[3, 2]]).parameters.itemFactors,
    ];
    const watched = new ImplicitALS({ features: 4, epochs: 2, seed: 1 });
    for (const { epoch } of watched.trainingEvents(ratings)) {
      const fresh = new ImplicitALS({ features: 4, epochs: epoch, seed: 1 }).fit(ratings);
      expect(folded(watched)).toEqual(folded(fresh));
      expect(folded(watched)).toEqual(folded(fresh));
    }
  });
});
