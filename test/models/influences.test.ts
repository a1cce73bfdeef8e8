import { describe, expect, test } from "vitest";
import { ALS } from "../../src/models/als";
import { BayesianMF } from "../../src/models/bayesian-mf";
import { BiasedMF } from "../../src/models/biased-mf";
import { BiasOnly } from "../../src/models/bias-only";
import { BPR } from "../../src/models/bpr";
import { EASE } from "../../src/models/ease";
import { ImplicitALS } from "../../src/models/implicit-als";
import { LogisticMF } from "../../src/models/logistic-mf";
import { NonnegativeMF } from "../../src/models/nonnegative-mf";
import type { Row } from "../../src/models/recommender/parameters";
import type { Recommender } from "../../src/models/recommender/recommender";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import { Ratings } from "../../src/ratings/ratings";
import { counts } from "./implicit-samples";
import { madeRatings } from "./made-ratings";

const positive = Ratings.from(
  [...madeRatings().train].map(({ user, item, rating }) => [user, item, Math.max(0, rating)] as const),
);
const counted = counts(30, 120, 0.6, 4);

/** The protected members of a model. */
interface Inside {
  readonly foldIn: (per: "user", items: Int32Array, values: Float64Array) => Row;
  readonly shortcutWithout: (items: Int32Array, values: Float64Array) => (n: number) => Row | null;
}

/** The ratings of the first user, and the index of an item that is not among them. */
function first(model: Recommender): { items: Int32Array; values: Float64Array } {
  const { offsets, indices, values } = model.ratings.rows;
  return { items: indices.slice(0, offsets[1]), values: values.slice(0, offsets[1]) };
}

/** The influence of each rating by folding in once without each, by the rating's index. */
function oneByOne(model: Recommender, item: number): number[] {
  const { items, values } = first(model);
  const { itemIds } = model.ratings;
  const given = Array.from(items, (item, n) => [itemIds.at(item), values[n]] as const);
  const score = (some: typeof given): number => model.scores(model.transform(some))[item];
  const whole = score(given);
  return given.map((_, n) => whole - score(given.filter((_, other) => other !== n)));
}

function explained(model: Recommender, item: number): number[] {
  const { userIds, itemIds } = model.ratings;
  const { because } = model.explain(userIds.at(0), itemIds.at(item));
  return Array.from(
    first(model).items,
    (item) => because.find((reason) => reason.item === itemIds.at(item))!.influence,
  );
}

const exact: [string, Recommender, Ratings][] = [
  ["BiasOnly", new BiasOnly(), positive],
  ["BiasedMF", new BiasedMF({ features: 5, seed: 1 }), positive],
  ["BiasedMF without regularization", new BiasedMF({ features: 5, regularization: 0, seed: 1 }), positive],
  ["SVDPlusPlus", new SVDPlusPlus({ features: 5, seed: 1 }), positive],
  ["ALS", new ALS({ features: 5, seed: 1 }), positive],
  [
    "ALS with regularization by count",
    new ALS({ features: 5, scaleRegularization: true, regularization: 0.15, seed: 1 }),
    positive,
  ],
  ["ALS without", new ALS({ regularization: 0, biasRegularization: 0, features: 3, seed: 1 }), positive],
  ["NonnegativeMF", new NonnegativeMF({ features: 5, seed: 1 }), positive],
  ["NonnegativeMF without", new NonnegativeMF({ features: 5, regularization: 0, seed: 1 }), positive],
  ["BayesianMF", new BayesianMF({ features: 3, epochs: 30, seed: 1 }), positive],
  ["ImplicitALS", new ImplicitALS({ features: 8, seed: 1 }), counted],
  ["ImplicitALS without", new ImplicitALS({ features: 8, regularization: 0, seed: 1 }), counted],
];

const summed: typeof exact = [["EASE", new EASE({ regularization: 20 }), counted]];

describe.each([...exact, ...summed])("%s", (_name, model, ratings) => {
  test("explains each rating by the score without it, to nine digits", () => {
    model.fit(ratings);
    for (const item of [2, 30]) {
      const expected = oneByOne(model, item);
      const largest = Math.max(...expected.map(Math.abs));
      explained(model, item).forEach((influence, n) =>
        expect(Math.abs(influence - expected[n])).toBeLessThanOrEqual(1e-9 * largest),
      );
    }
  });
});

test.each(exact.slice(1).filter(([name]) => !name.includes("without")))(
  "%s needs no fold-in for it but the whole one",
  (_name, model, ratings) => {
    const inside = model.fit(ratings, { epochs: 2 }) as unknown as Inside;
    const { items, values } = first(model);
    const shortcut = inside.shortcutWithout.call(model, items, values);
    items.forEach((_, n) => expect(shortcut(n)).not.toBeNull());
  },
);

test.each(exact.slice(1))(
  "%s explains a user's only rating, and one that outweighs all others",
  (_name, model) => {
    const implicit = model instanceof ImplicitALS;
    model.fit(
      Ratings.from([
        ["Ada", "Alien", implicit ? 1e6 : 100],
        ["Ada", "Heat", 1],
        ["Ben", "Heat", 2],
        ["Ben", "Alien", 1],
        ["Cem", "Heat", 3],
      ]),
      { epochs: 1 },
    );
    const expected = oneByOne(model, 1);
    const largest = Math.max(...expected.map(Math.abs));
    explained(model, 1).forEach((influence, n) =>
      expect(Math.abs(influence - expected[n])).toBeLessThanOrEqual(1e-9 * largest),
    );
    expect(model.explain("Cem", "Alien").because).toHaveLength(1);
  },
);

/** The influence of each rating on the item at index 2 by leaving out its steps, by the rating's index. */
function withoutSteps(model: BPR | LogisticMF): number[] {
  const { items, values } = first(model);
  const inside = model as unknown as Inside;
  const without = inside.shortcutWithout.call(model, items, values);
  const k = model.settings.features;
  const factors = model.itemFactors.values.subarray(2 * k, 3 * k);
  const score = ({ userFactors, userBiases = new Float64Array(1) }: Row): number =>
    factors.reduce((sum, y, t) => sum + y * userFactors[t], userBiases[0]);
  const whole = score(inside.foldIn.call(model, "user", items, values));
  return Array.from(items, (_, n) => whole - score(without(n)!));
}

describe.each([
  ["BPR", BPR, 0.1],
  ["LogisticMF", LogisticMF, 0.2],
] as const)("%s, by going back along the steps", (_name, Model, tolerance) => {
  test("explains many ratings nearly as leaving out the steps of each does", () => {
    const model = new Model({ features: 6, seed: 1 }).fit(counted);
    const [expected, found] = [withoutSteps(model), explained(model, 2)];
    expect(expected.length).toBeGreaterThan(50);
    const square = (list: number[]): number => list.reduce((sum, x) => sum + x * x, 0);
    const apart = (shift: number): number =>
      square(found.map((x, n) => x - expected[(n + shift) % found.length])) / square(expected);
    expect(Math.sqrt(apart(0))).toBeLessThan(tolerance);
    // A control: the influences of other ratings are not near.
    expect(apart(1)).toBeGreaterThan(0.25);
  });

  test("explains few ratings as leaving out the steps of each does", () => {
    const few = counts(30, 60, 0.3, 4);
    const model = new Model({ features: 6, seed: 1 }).fit(few);
    const expected = withoutSteps(model);
    expect(expected.length).toBeLessThan(51);
    explained(model, 2).forEach((influence, n) => expect(influence).toBeCloseTo(expected[n], 10));
  });
});

test("each rating's steps are left out where they are too large to go back along", () => {
  const model = new LogisticMF({ features: 3, epochs: 1, alpha: 20, seed: 1 }).fit(counted);
  const expected = withoutSteps(model);
  expect(expected.length).toBeGreaterThan(50);
  explained(model, 2).forEach((influence, n) => expect(influence).toBeCloseTo(expected[n], 8));
});
