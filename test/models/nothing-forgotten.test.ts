import { describe, expect, test } from "vitest";
import * as library from "../../src";
import type { FittedParameters } from "../../src/models/recommender/parameters";
import { rowAt } from "../../src/models/recommender/parameters";
import type { Recommender } from "../../src";
import { Ratings } from "../../src";

const USERS = [...Array.from({ length: 12 }, (_, u) => `u${u}`), "lonely"];
const ITEMS = [...Array.from({ length: 8 }, (_, i) => `i${i}`), "never"];
const rated: [string, string, number][] = USERS.slice(0, 12).flatMap((user, u) =>
  ITEMS.slice(0, 8).flatMap((item, i): [string, string, number][] =>
    (u * i + u + i) % 3 === 0 ? [] : [[user, item, 1.5 + ((u * i) % 4)]],
  ),
);
const LISTS = { users: USERS, items: ITEMS };
const all = Ratings.from(rated, LISTS);
/** Ratings of two users and two items alone. */
const few: [string, string, number][] = [
  ["u1", "i3", 4],
  ["u2", "i1", 3],
];
const more = Ratings.from([...few, ["new", "i1", 2], ["u2", "new", 3]]);

/** Each model, with what it needs to have taken a few steps. */
const MODELS: Record<string, () => Recommender> = {
  ALS: () => new library.ALS({ features: 3, epochs: 5, seed: 1 }),
  ImplicitALS: () => new library.ImplicitALS({ features: 3, epochs: 5, seed: 1 }),
  BPR: () => new library.BPR({ features: 3, epochs: 20, learningRate: 0.1, seed: 1 }),
  LogisticMF: () => new library.LogisticMF({ features: 3, epochs: 5, seed: 1 }),
  BiasedMF: () => new library.BiasedMF({ features: 3, epochs: 5, seed: 1 }),
  SVDPlusPlus: () => new library.SVDPlusPlus({ features: 3, epochs: 5, seed: 1 }),
  NonnegativeMF: () => new library.NonnegativeMF({ features: 3, epochs: 5, seed: 1 }),
  BiasOnly: () => new library.BiasOnly(),
  HybridMF: () => new library.HybridMF({ features: 3, epochs: 5, seed: 1 }),
};

/** A step so short that nothing is learned or unlearned in it, where a model has one. */
const still = { epochs: 1, schedule: () => 1e-12 };

const again = (model: Recommender): Recommender =>
  (model.constructor as unknown as { fromJSON(json: string): Recommender }).fromJSON(JSON.stringify(model));

/** What happens to a model after its training on `all`, which leaves some users and items without ratings. */
const STORIES: Record<string, (model: Recommender) => Recommender> = {
  "other ratings are added": (model) => model.partialFit(more, still),
  "no ratings are added": (model) =>
    model.partialFit(
      all.select(() => false),
      still,
    ),
  "its own ratings are added again": (model) => model.partialFit(all, still),
  "other ratings are added twice": (model) => model.partialFit(more, still).partialFit(more, still),
  "it goes on with few ratings": (model) =>
    model.fit(Ratings.from(few, LISTS), { ...still, warmStart: true }),
  "it goes on with few ratings, and others are added": (model) =>
    model.fit(Ratings.from(few, LISTS), { ...still, warmStart: true }).partialFit(more, still),
  "it goes on with few ratings, is saved and read, and others are added": (model) =>
    again(model.fit(Ratings.from(few, LISTS), { ...still, warmStart: true })).partialFit(more, still),
  "it is saved and read, and other ratings are added": (model) => again(model).partialFit(more, still),
  "it goes on with few ratings and other indices": (model) =>
    model
      .fit(Ratings.from(few, { users: [...USERS].reverse(), items: [...ITEMS].reverse() }), {
        ...still,
        warmStart: true,
      })
      .partialFit(more, still),
  "it is stopped after one epoch, resumed from a file, and others are added": (model) => {
    const events = model.trainingEvents(Ratings.from(few, LISTS), { ...still, epochs: 2, warmStart: true });
    events.next();
    return again(model).resume(still).partialFit(more, still);
  },
  "titles and times are added": (model) =>
    model.partialFit(Ratings.from([["u1", "i3", 4, 17]], { titles: [["i3", "The third"]] }), still),
};

/** What a model knows of a user or an item, but for what follows from the ratings that are there. */
function learned(model: Recommender, per: "user" | "item", id: string): number[] {
  const { ratings, parameters, shapes } = (model as unknown as { trained: FittedParameters }).trained;
  const k = (per === "user" ? ratings.userIds : ratings.itemIds).indexOf(id);
  // How far AdaGrad has come grows with each step, however short it is.
  const own = shapes.filter(({ name }) => name !== "userImplicitFactors" && !name.endsWith("Squares"));
  return Object.values(rowAt(own, parameters, per, k)).flatMap((values) => [...values]);
}

const cases = Object.keys(MODELS).flatMap((name) =>
  Object.keys(STORIES).map((story) => [name, story] as const),
);

test("there are 99 cases", () => {
  expect(cases).toHaveLength(99);
});

describe.each(cases)("%s keeps what it learned when %s", (name, story) => {
  const before = MODELS[name]().fit(all);
  const after = STORIES[story](MODELS[name]().fit(all));

  test("of users and items that are not rated then", () => {
    const gone = [
      ...["never", "i0", "i7"].map((id) => ["item", id] as const),
      ...["lonely", "u5", "u9"].map((id) => ["user", id] as const),
    ];
    for (const [per, id] of gone) {
      const was = learned(before, per, id);
      // Models that solve for the factors of what is rated solve for these again where their ratings are still there.
      const rows = after.ratings[per === "user" ? "rows" : "columns"];
      const k = after.ratings[per === "user" ? "userIds" : "itemIds"].indexOf(id);
      if (rows.offsets[k + 1] > rows.offsets[k] && !("learningRate" in after.settings)) continue;
      learned(after, per, id).forEach((x, t) => expect(x).toBeCloseTo(was[t], 5));
    }
  });
});

test.each(["BPR", "LogisticMF"])(
  "%s learns that nobody likes an item from negatives alone, and knows it after new ratings",
  (name) => {
    const model = MODELS[name]().fit(all);
    const place = model.ratings.itemIds.indexOf("never");
    const bias = (): number => (model as unknown as { itemBiases: Float64Array }).itemBiases[place];
    const was = bias();
    expect(was).toBeLessThan(-1);
    model.partialFit(more, { epochs: 2 });
    expect(bias()).toBeLessThan(0.8 * was);
    // Its first rating goes on from there too.
    model.partialFit(Ratings.from([["u1", "never", 1]]), still);
    expect(bias()).toBeLessThan(0.8 * was);
  },
);

describe("BayesianMF", () => {
  const fitted = (): library.BayesianMF =>
    new library.BayesianMF({ features: 2, epochs: 6, burnIn: 2, thinning: 1, seed: 1 }).fit(all);
  const draws = (model: library.BayesianMF, id: string): number[] => learned(model, "item", id).slice(0, 4);

  test("keeps the draws of an item that nobody rates", () => {
    const model = fitted();
    const was = draws(model, "never");
    model.partialFit(more, { epochs: 1 });
    // One of the four is new.
    expect(draws(model, "never").filter((x) => was.includes(x))).toHaveLength(3);
  });

  test("folds in an item with its first rating, as it does with one that is new", () => {
    const model = fitted().partialFit(Ratings.from([["u1", "never", 5]]), { epochs: 1 });
    const other = fitted();
    const was = draws(other, "never");
    expect(draws(model, "never").filter((x) => was.includes(x))).toHaveLength(0);
    expect(draws(model, "never").every((x) => x !== 0)).toBe(true);
  });
});
