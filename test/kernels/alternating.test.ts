import { describe, expect, test } from "vitest";
import { createRandom, normal } from "../../src/matrix/random";
import { atOneGo } from "../../src/kernels/slices";
import { ALS } from "../../src/models/als";
import { biasedAlternating } from "../../src/models/factors/biased-alternating";
import { implicitAlternating } from "../../src/models/factors/implicit-alternating";
import type { Parameters } from "../../src/models/recommender/parameters";
import type { Epoch, Step } from "../../src/models/recommender/rating-model";
import { approachSide } from "../../src/numerics/biased-conjugate-gradients";
import { biasedRmse } from "../../src/numerics/biased-factors";
import { solveSide } from "../../src/numerics/biased-least-squares";
import { gramInto } from "../../src/numerics/gram";
import { weightedError } from "../../src/numerics/implicit-error";
import { approachRow, solveRow } from "../../src/numerics/implicit-least-squares";
import { Ratings } from "../../src/ratings/ratings";
import { distance, someRatings, stopAt } from "./some-ratings";

type Steps = number | "exact";

/** Alternating least squares: by kernels, and one epoch of the readable form. */
interface Method {
  readonly kernels: (ratings: Ratings, parameters: Parameters, features: number, steps: Steps) => Step;
  readonly readable: (ratings: Ratings, parameters: Parameters, features: number, steps: Steps) => number;
}

const [ALPHA, REGULARIZATION] = [2, 1.5];

const implicit: Method = {
  kernels: (ratings, parameters, features, steps) =>
    implicitAlternating(ratings, parameters, {
      features,
      alpha: ALPHA,
      regularization: REGULARIZATION,
      scaled: false,
      steps,
    })!,
  readable: ({ rows, columns }, { userFactors, itemFactors }, k, steps) => {
    const [gram, A] = [new Float64Array(k * k), new Float64Array(k * k)];
    for (const [{ offsets, indices, values, rows: count }, X, Y] of [
      [rows, userFactors, itemFactors],
      [columns, itemFactors, userFactors],
    ] as const) {
      gramInto(Y, k, gram);
      for (let i = 0; i < count; i++) {
        const row = { indices, values, from: offsets[i], to: offsets[i + 1] };
        if (row.from === row.to) continue;
        if (steps === "exact") solveRow(row, Y, gram, ALPHA, REGULARIZATION, k, X, i * k, A);
        else approachRow(row, Y, gram, ALPHA, REGULARIZATION, k, X, i * k, steps);
      }
    }
    return weightedError(rows, rows, userFactors, itemFactors, ALPHA, k);
  },
};

const biased = (scaled: boolean): Method => {
  const penalty = { regularization: 0.9, biasRegularization: 0.4, scaled };
  return {
    kernels: (ratings, parameters, features, steps) => {
      const step = biasedAlternating(ratings, parameters, { features, penalty, steps })!;
      return (epoch) => atOneGo(step(epoch))!;
    },
    readable: (
      { rows, columns, mean },
      { userFactors: P, itemFactors: Q, userBiases, itemBiases },
      k,
      steps,
    ) => {
      const users = { biases: userBiases, factors: P, k };
      const items = { biases: itemBiases, factors: Q, k };
      for (const [entries, others, own] of [
        [rows, items, users],
        [columns, users, items],
      ] as const) {
        if (steps === "exact") solveSide(entries, mean, others, own, penalty);
        else approachSide(entries, mean, others, own, penalty, steps);
      }
      return biasedRmse(rows, { mean, userBiases, itemBiases, P, Q, k });
    },
  };
};

const METHODS = { implicit, biased: biased(false), "biased, the penalty for each rating": biased(true) };

/** Starting factors as 32-bit floats; none for users and items without ratings. */
function starting({ rows, columns }: Ratings, k: number): Parameters {
  const draw = normal(createRandom(4));
  const factors = (offsets: Int32Array, count: number): Float64Array =>
    Float64Array.from({ length: count * k }, (_, n) => {
      const row = Math.floor(n / k);
      return offsets[row] === offsets[row + 1] ? 0 : Math.fround(0.3 * draw());
    });
  return {
    userFactors: factors(rows.offsets, rows.rows),
    itemFactors: factors(columns.offsets, columns.rows),
    userBiases: new Float64Array(rows.rows),
    itemBiases: new Float64Array(columns.rows),
  };
}

const copyOf = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, values.slice()]));
const options = (threads: number, check: () => void = () => undefined): Epoch => ({
  epoch: 1,
  learningRate: null,
  random: Math.random,
  threads,
  check,
});

describe.each(Object.entries(METHODS))(
  "alternating least squares by kernels, %s",
  (_, { kernels, readable }) => {
    const few = someRatings(40, 33, 0.3);
    // A user has more ratings than are taken at a time, or summed up in 32 bits.
    const many = someRatings(9, 500, 0.6);

    test.each([
      ...[1, 3, 5, 64, 100, 150].map((k) => [k, few] as const),
      ...[2, 24].map((k) => [k, many] as const),
    ])("does each epoch what the readable form does, with %i features, case %#", (k, ratings) => {
      for (const steps of ["exact", 1, 3] as const) {
        const parameters = starting(ratings, k);
        const step = kernels(ratings, parameters, k, steps);
        for (let epoch = 0; epoch < 4; epoch++) {
          const expected = copyOf(parameters);
          const wanted = readable(ratings, expected, k, steps);
          expect(Math.abs(step(options(1)) / wanted - 1)).toBeLessThan(1e-5);
          for (const name of ["userFactors", "itemFactors"])
            expect(distance(parameters[name], expected[name])).toBeLessThan(1e-5);
        }
      }
    });

    const large = someRatings(400, 300, 0.25);

    test.each(["exact", 3] as const)(
      "gives the same bytes with any number of threads (steps: %s)",
      (steps) => {
        const [one, ...others] = [1, 2, 3, 8].map((threads) => {
          const parameters = starting(large, 32);
          const step = kernels(large, parameters, 32, steps);
          const losses = [step(options(threads)), step(options(threads))];
          return { losses, parameters };
        });
        for (const other of others) expect(other).toEqual(one);
      },
    );

    test.each(["exact", 3] as const)(
      "changes nothing where it is stopped within an epoch (steps: %s)",
      (steps) => {
        for (const threads of [1, 2]) {
          const parameters = starting(large, 32);
          const before = copyOf(parameters);
          const step = kernels(large, parameters, 32, steps);
          expect(() => step(options(threads, stopAt(3)))).toThrow("stopped");
          expect(parameters).toEqual(before);
          step(options(threads));
          expect(parameters).not.toEqual(before);
        }
      },
    );
  },
);

test.each([
  ["at random", (_user: number, _item: number, chance: number) => chance < 0.4, 8],
  // Two groups of users, each with items of its own: two features leave nearly nothing, which differences would not show.
  ["of two groups", (u: number, i: number) => u < 250 === i < 160, 2],
])("finds the error of many ratings without a visit of each, to six digits: %s", (_, isRated, k) => {
  const random = createRandom(5);
  const given: [number, number, number][] = [];
  for (let u = 0; u < 520; u++)
    for (let i = 0; i < 330; i++) if (isRated(u, i, random())) given.push([u, i, 1 + ((u + 2 * i) % 4)]);
  const ratings = Ratings.from(given);
  expect(ratings.length).toBeGreaterThan(2 ** 16);
  const solver = { features: k, alpha: ALPHA, regularization: 0.01, scaled: false, steps: 3 };
  const [parameters, same] = [starting(ratings, k), starting(ratings, k)];
  const step = implicitAlternating(ratings, parameters, solver)!;
  const together = implicitAlternating(ratings, same, solver)!;
  for (let epoch = 0; epoch < 4; epoch++) {
    const loss = step(options(1));
    const { userFactors, itemFactors } = parameters;
    const wanted = weightedError(ratings.rows, ratings.rows, userFactors, itemFactors, ALPHA, k);
    expect(Math.abs(loss / wanted - 1)).toBeLessThan(1e-6);
    expect(together(options(3))).toBe(loss);
    expect(same).toEqual(parameters);
  }
});

test("weights that 32-bit floats cannot hold are left to the readable form; ratings of any size become units", () => {
  const ratings = someRatings(5, 6, 0.5);
  const parameters = starting(ratings, 2);
  const solver = { features: 2, regularization: 1, scaled: false, steps: 3 };
  expect(implicitAlternating(ratings, parameters, { ...solver, alpha: 1e15 })).toBeNull();
  const times = (size: number): Ratings =>
    Ratings.from([...ratings].map((given) => ({ ...given, rating: given.rating * size })));
  const options = { features: 2, regularization: 1, biasRegularization: 1, epochs: 3, seed: 1 };
  const scoresOf = (given: Ratings): Float64Array => new ALS(options).fit(given).scores(given.userIds.at(0));
  const [usual, small] = [scoresOf(times(1)), scoresOf(times(1e-40))];
  for (const [i, score] of small.entries()) expect(score * 1e40).toBeCloseTo(usual[i], 5);
});

test("equations too ill-conditioned for 32-bit floats are left to the readable form, with nothing changed", () => {
  const few = Ratings.from([
    [4, 2, 188],
    [4, 3, 184],
    [1, 2, 161],
    [1, 1, 624],
    [1, 0, 584],
    [0, 0, 633],
  ]);
  const regularization = 1e-9;
  const options = {
    features: 3,
    regularization,
    biasRegularization: regularization,
    scaleRegularization: true,
  };
  const model = new ALS({ ...options, epochs: 8, solver: "cg", seed: 1 }).fit(few);
  expect(model.history.loss.every((loss) => loss < 1e-2)).toBe(true);
});
