import { describe, expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { atOneGo } from "../../src/kernels/slices";
import { linewiseDescent } from "../../src/models/factors/linewise";
import type { Epoch } from "../../src/models/recommender/rating-model";
import { sumOfSquares } from "../../src/numerics/dense";
import { coordinateLines, knownResiduals } from "../../src/numerics/nonnegative-known";
import type { Ratings } from "../../src/ratings/ratings";
import { counts } from "../models/implicit-samples";

const PENALTY = 0.06;

const epochOf = (more: Partial<Epoch> = {}): Epoch => ({
  ...{ epoch: 1, learningRate: null, random: createRandom(1), threads: 1, check: () => undefined },
  ...more,
});

function factors(ratings: Ratings, k: number): [users: Float64Array, items: Float64Array] {
  const random = createRandom(k);
  return [uniform(random, 0, 1, ratings.users * k), uniform(random, 0, 1, ratings.items * k)];
}

/** An epoch in the readable form. Returns the sum of squared errors. */
function readable({ rows, columns }: Ratings, k: number, users: Float64Array, items: Float64Array): number {
  const E = new Float64Array(rows.values.length);
  const across = { starts: rows.offsets, errors: rows.indices.map((_, n) => n), others: rows.indices };
  const down = { starts: columns.offsets, errors: columns.order, others: columns.indices };
  const known = { starts: rows.offsets, columns: rows.indices, values: rows.values };
  knownResiduals(known, users, items, k, E);
  coordinateLines(E, across, users, items, k, PENALTY);
  coordinateLines(E, down, items, users, k, PENALTY);
  return sumOfSquares(E);
}

const apart = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, n) => Math.max(most, Math.abs(x - b[n])), 0);

describe("coordinate descent over users and items", () => {
  test.each([
    [1, 1, 1, 2],
    [5, 4, 0.7, 1],
    [40, 30, 0.5, 3],
    [300, 200, 0.2, 15],
  ])("of %d users × %d items, a share of %d known, is the readable form's with %d features", (...sizes) => {
    const [users, items, share, k] = sizes;
    const ratings = counts(users, items, share, 2);
    const [P, Q] = factors(ratings, k);
    const [p, q] = [P.slice(), Q.slice()];
    const descend = linewiseDescent(ratings, ratings.rows.values, k, PENALTY);
    for (let epoch = 1; epoch < 6; epoch++) {
      const sum = readable(ratings, k, p, q);
      expect(Math.abs(atOneGo(descend(epochOf(), P, Q)) / sum - 1)).toBeLessThan(1e-10);
      expect(apart(P, p)).toBeLessThan(1e-10);
      expect(apart(Q, q)).toBeLessThan(1e-10);
    }
    expect(Math.min(...P, ...Q)).toBeGreaterThanOrEqual(0);
  });

  test("comes to the same bytes with any number of threads", () => {
    const ratings = counts(400, 300, 0.3, 3);
    const runs = [1, 2, 3, 8].map((threads) => {
      const [P, Q] = factors(ratings, 40);
      return {
        sum: atOneGo(linewiseDescent(ratings, ratings.rows.values, 40, PENALTY)(epochOf({ threads }), P, Q)),
        P,
        Q,
      };
    });
    for (const run of runs) expect(run).toEqual(runs[0]);
  });

  test("changes nothing where it is stopped on the way", () => {
    const ratings = counts(40, 30, 0.5, 2);
    const [P, Q] = factors(ratings, 3);
    const descend = linewiseDescent(ratings, ratings.rows.values, 3, PENALTY);
    let looks = 0;
    const check = (): void => {
      if (++looks > 1) throw new Error("stopped");
    };
    expect(() => atOneGo(descend(epochOf({ check }), P, Q))).toThrow("stopped");
    expect([P, Q]).toEqual(factors(ratings, 3));
  });
});
