import { describe, expect, test } from "vitest";
import { datasets } from "../../src/datasets/datasets";
import { DivergenceError, ValueError } from "../../src/errors";
import { crossValidate } from "../../src/evaluation/cross-validate";
import { evaluate } from "../../src/evaluation/evaluate";
import { itemMap } from "../../src/evaluation/item-map";
import { HybridMF } from "../../src/models/hybrid-mf";
import type { HybridMFOptions } from "../../src/models/hybrid/options";
import { ModelFileError } from "../../src/models/shared/model-file-error";
import { Ratings } from "../../src/ratings/ratings";
import { contract } from "./contract/contract";
import { made } from "./made-features";

contract("HybridMF", { Model: HybridMF, options: { features: 2, epochs: 20 }, implicit: true });
contract("HybridMF by pairs", {
  Model: HybridMF,
  options: { features: 2, epochs: 30, loss: "bpr", learningRate: 0.2 },
  implicit: true,
});
contract("HybridMF by log-odds", {
  Model: HybridMF,
  options: { features: 2, epochs: 30, loss: "logistic", learningRate: 0.1 },
  implicit: true,
});
contract("HybridMF of ratings", {
  Model: HybridMF,
  options: { features: 2, epochs: 40, loss: "squared", learningRate: 0.1 },
  lossAfterEpoch: false,
  scales: "its own",
});
contract("HybridMF with features", {
  Model: HybridMF,
  options: {
    ...{ features: 2, epochs: 20 },
    itemFeatures: { Brazil: ["space", "dark"], Dune: ["space"], Emma: { love: 2, dark: -0.5 }, Ida: [] },
    userFeatures: { Ada: { age: "30" }, Ben: { age: "40", likes: ["books", "films"] } },
  },
  implicit: true,
  known: { users: 2, items: 4 },
});

/** Sixty people who like films of one of three genres, one film in six of which nobody has seen. */
const { likes, stars, genres, cold, fans } = made();
const options = { features: 4, epochs: 30, seed: 1 } satisfies HybridMFOptions;
const trained = (more: HybridMFOptions = {}): HybridMF =>
  new HybridMF({ ...options, ...more }).fit(likes, { itemFeatures: genres });

describe("items that nobody has rated", () => {
  test.each(["warp", "bpr", "logistic"] as const)("are recommended by their genres, with %s", (loss) => {
    const model = trained({ loss, learningRate: 0.1 });
    for (const [genre, people] of Object.entries(fans)) {
      const right = cold.filter((film) => genres.get(film)!.includes(genre));
      const others = cold.filter((film) => !right.includes(film));
      for (const person of people) {
        const of = (films: string[]): number[] => films.map((film) => model.predict(person, film));
        expect(Math.min(...of(right))).toBeGreaterThan(Math.max(...of(others)));
      }
    }
  });

  test("are not known to be disliked: those of a genre that is liked stand before films of others", () => {
    const list = trained().recommend(fans.war[0], { count: 5 });
    expect(list.ids.some((film) => cold.includes(String(film)))).toBe(true);
    expect(list.ids.every((film) => genres.get(String(film))!.includes("war"))).toBe(true);
  });

  test("are rated by their genres, on the scale of the ratings", () => {
    const model = new HybridMF({ ...options, loss: "squared" }).fit(stars, { itemFeatures: genres });
    const [loved, hated] = ["war", "love"].map((genre) =>
      cold.find((film) => genres.get(film)![0] === genre)!,
    );
    expect(model.predict(fans.war[0], loved)).toBeGreaterThan(3.5);
    expect(model.predict(fans.war[0], hated)).toBeLessThan(2.5);
  });

  test("lie among those of their genre, in lists of neighbours and on the map", () => {
    const model = trained();
    const film = cold.find((each) => genres.get(each)![0] === "love")!;
    const near = model.similarItems(film, { count: 5 }).ids;
    expect(near.every((each) => genres.get(String(each))![0] === "love")).toBe(true);
    const { points } = itemMap(model);
    expect(points).toHaveLength(genres.size);
    expect(nearestOn(points, film, (each) => !cold.includes(each))).toMatch(/^love/);
  });

  test("count as held-out items in an evaluation", () => {
    const heldOut = Ratings.from([[fans.war[0], cold.find((film) => genres.get(film)![0] === "war")!, 1]]);
    const { precision, unknown } = evaluate(trained(), heldOut, { metrics: ["precision"], k: 10 });
    expect(unknown).toBe(0);
    expect(precision).toBeCloseTo(0.1, 12);
  });
});

describe("newcomers", () => {
  const model = trained();

  test("an item is known by its features alone, as if it had been there", () => {
    const film = cold[0];
    const again = model.transformItem([], { features: genres.get(film)! });
    for (const person of [fans.war[0], fans.love[0]])
      expect(model.predict(person, again)).toBeCloseTo(model.predict(person, film), 6);
    expect(model.similarItems(again, { count: 3 }).ids).toHaveLength(3);
    expect(String(again)).toBe("new item with 0 ratings");
  });

  test("ratings say more than features do, and both say more than one", () => {
    const features = ["war"];
    const liked = fans.love.map((person) => [person, 1] as const);
    const [bare, both] = [model.transformItem([], { features }), model.transformItem(liked, { features })];
    expect(model.predict(fans.love[0], both)).toBeGreaterThan(model.predict(fans.love[0], bare));
  });

  test("a user is known by features alone", () => {
    const ages = Object.fromEntries(
      Object.entries(fans).flatMap(([genre, all]) => all.map((who) => [who, [`likes ${genre}`]])),
    );
    const own = new HybridMF(options).fit(likes, { itemFeatures: genres, userFeatures: ages });
    const person = own.transform([], { features: ["likes love"] });
    const list = own.recommend(person, { count: 5 });
    expect(list.ids.every((film) => genres.get(String(film))![0] === "love")).toBe(true);
    own.addUsers({ Zoe: "likes war" });
    expect(
      own.recommend("Zoe", { count: 5 }).ids.every((film) => genres.get(String(film))![0] === "war"),
    ).toBe(true);
  });

  test("without features and ratings are what all are in the mean, or of whom no bias is known", () => {
    const means = model.scores(model.transform([], {}));
    const all = [...likes.userIds].map((person) => model.scores(person));
    means.forEach((score, i) =>
      expect(score).toBeCloseTo(all.reduce((sum, scores) => sum + scores[i], 0) / all.length, 10),
    );
    const ofRatings = new HybridMF({ ...options, loss: "squared" }).fit(stars, { itemFeatures: genres });
    const place = ofRatings.ratings.itemIds.indexOf(cold[0]);
    const usual = ofRatings.globalMean + ofRatings.itemBiases[place];
    expect(ofRatings.scores(ofRatings.transform([]))[place]).toBeCloseTo(usual, 12);
    expect(ofRatings.predict("Zoe", cold[0], { unknown: "baseline" })).toBeCloseTo(usual, 12);
    expect(() => model.transform(null as never, { features: [] })).toThrow(/given is null/);
  });

  test("items are added without training, by name, and nothing else changes", () => {
    const own = trained();
    const before = own.scores(fans.war[0]);
    own.addItems({ "The new one": ["war"] });
    const after = own.scores(fans.war[0]);
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toBeCloseTo(
      own.predict(fans.war[0], own.transformItem([], { features: ["war"] })),
      6,
    );
    expect(own.recommend(fans.war[0], { count: 12 }).ids).toContain("The new one");
    expect(HybridMF.fromJSON(JSON.stringify(own)).predict(fans.war[0], "The new one")).toBe(after.at(-1));
    expect(itemMap(own).points.at(-1)!.item).toBe("The new one");
  });

  test("of an item that is added again, the features are replaced", () => {
    const own = trained();
    const film = cold.find((each) => genres.get(each)![0] === "war")!;
    own.addItems(new Map([[film, ["love"]]]));
    expect(own.ratings.items).toBe(genres.size);
    expect(own.predict(fans.love[0], film)).toBeGreaterThan(own.predict(fans.war[0], film));
  });

  test("a feature that nobody had in training is refused, with the one that was meant", () => {
    for (const ask of [
      () => model.transformItem([], { features: ["lve"] }),
      () => model.addItems({ New: ["lve"] }),
    ])
      expect(ask).toThrow(
        /has the feature "lve", expected one of the 3 features of the training, such as "love"/,
      );
    expect(() => model.transform([], { features: ["x"] })).toThrow(/one of the 0 features of the training$/);
    expect(() => model.transformItem([], { feature: ["love"] } as never)).toThrow(/unknown option "feature"/);
  });

  test("one who is asked for has a place on the map, and the others keep theirs", () => {
    const film = model.transformItem([], { features: ["love"] });
    const [plain, { points }] = [itemMap(model), itemMap(model, { items: [film, cold[0]] })];
    expect(points.slice(0, -1)).toEqual(plain.points);
    expect(points.at(-1)).toMatchObject({ item: "the new item", title: "the new item" });
    expect(nearestOn(points, "the new item", () => true)).toMatch(/^love/);
    expect(itemMap(model, { count: 5, items: [cold[0]] }).points.at(-1)!.item).toBe(cold[0]);
    expect(() => itemMap(model, { items: ["Zulu"] })).toThrow(/items\[0\] is "Zulu"/);
    const person = model.transform([["love 1", 1]]);
    expect(() => itemMap(model, { items: [person] })).toThrow(
      /items\[0\] is a new user, expected a new item/,
    );
  });
});

describe("features", () => {
  const few = Ratings.from([["Ada", "Alien", 1], ["Ben", "Heat", 1], ["Ben", "Alien", 1], ["Ada", "Emma", 1]]); // prettier-ignore
  const fit = (itemFeatures: never, more: HybridMFOptions = {}): HybridMF =>
    new HybridMF({ ...options, ...more }).fit(few, { itemFeatures });
  const bytes = (model: HybridMF): string => JSON.stringify(model.toJSON().parameters);

  test("come as a Map, an object, pairs, or a table that is read, to the same bytes", () => {
    const object = { Alien: ["space", "dark"], Heat: ["dark"], Dune: ["space"] };
    const table = Ratings.from([["Alien", "space", 1], ["Alien", "dark", 1], ["Heat", "dark", 1], ["Dune", "space", 1]]); // prettier-ignore
    const weights = { Alien: { space: 1, dark: 1 }, Heat: new Map([["dark", true]]), Dune: "space" };
    const all = [object, new Map(Object.entries(object)), Object.entries(object), table, weights];
    const found = all.map((given) => bytes(fit(given as never)));
    expect(new Set(found).size).toBe(1);
    expect(fit(table as never).ratings.itemIds.has("Dune")).toBe(true);
  });

  test("have names, which attributes of a record make", () => {
    const model = fit({
      Alien: { year: 1979, genre: ["horror", "space"], colour: true, sound: false, by: "Scott" },
    } as never);
    expect(model.itemFeatureNames).toEqual(["year", "genre: horror", "genre: space", "colour", "by: Scott"]);
    expect([model.itemFeatureFactors.rows, model.itemFeatureFactors.columns]).toEqual([5, 4]);
    expect(model.itemFeatureBiases).toHaveLength(5);
    expect([model.userFeatureNames, model.userFeatureFactors.rows, model.userFeatureBiases]).toEqual([
      [],
      0,
      new Float64Array(0),
    ]);
  });

  test("make the sums that items are: Σ w·e over their features, of length 1", () => {
    const model = fit({ Alien: { space: 3, dark: -4 } } as never, { itemIdentity: false });
    const [space, dark] = [0, 1].map((row) => model.itemFeatureFactors.row(row));
    const alien = model.itemFactors.row(model.ratings.itemIds.indexOf("Alien"));
    alien.forEach((q, t) => expect(q).toBeCloseTo(0.6 * space[t] - 0.8 * dark[t], 12));
    // Nothing is known of it.
    expect(model.itemFactors.row(model.ratings.itemIds.indexOf("Heat")).every((q) => q === 0)).toBe(true);
    const plain = fit({ Alien: { space: 3, dark: -4 } } as never, { itemIdentity: false, normalize: false });
    const [space1, dark1] = [0, 1].map((row) => plain.itemFeatureFactors.row(row));
    plain.itemFactors.row(0).forEach((q, t) => expect(q).toBeCloseTo(3 * space1[t] - 4 * dark1[t], 10));
  });

  test("count as often as they are named, and one of weight 0 not at all", () => {
    const twice = fit({ Alien: ["space", "space"], Heat: { dark: 0 } } as never);
    expect(bytes(twice)).toBe(bytes(fit({ Alien: { space: 2 } } as never)));
  });

  test("that no rated item has stay at zero, and say nothing of new items", () => {
    const model = fit({ Alien: ["space"], Unseen: ["odd"] } as never);
    expect(model.itemFeatureFactors.row(1).every((e) => e === 0)).toBe(true);
    expect(model.itemFeatureFactors.row(0).every((e) => e !== 0)).toBe(true);
    expect(model.predict("Ada", "Unseen")).toBe(0);
  });

  test("of the constructor are those of every training that has none of its own", () => {
    const model = new HybridMF({ ...options, itemFeatures: { Alien: ["space"] } });
    expect(model.fit(few).itemFeatureNames).toEqual(["space"]);
    expect(model.settings).not.toHaveProperty("itemFeatures");
    expect(model.fit(few, { itemFeatures: { Heat: ["dark"] } }).itemFeatureNames).toEqual(["dark"]);
    expect(model.fit(few).itemFeatureNames).toEqual(["space"]);
    const { mean } = crossValidate(
      () => new HybridMF({ ...options, epochs: 2, itemFeatures: genres }),
      likes,
      { metrics: ["auc"] },
    );
    expect(mean.auc).toBeGreaterThan(0.5);
  });

  test("stay with a training that goes on, and those that are given join them", () => {
    const model = fit({ Alien: ["space"], Heat: ["dark", "space"] } as never);
    const before = model.itemFeatureFactors.row(0).slice();
    const more = Ratings.from([["Ada", "Dune", 1]]);
    model.partialFit(more, {
      epochs: 1,
      schedule: () => 1e-12,
      itemFeatures: { Dune: ["sand", "space"], Heat: ["sand"] },
    });
    expect(model.itemFeatureNames).toEqual(["space", "dark", "sand"]);
    model.itemFeatureFactors.row(0).forEach((e, t) => expect(e).toBeCloseTo(before[t], 5));
    model.partialFit(more, { epochs: 1 });
    expect(model.itemFeatureNames).toEqual(["space", "dark", "sand"]);
  });

  test("of a training that is refused are forgotten", () => {
    const model = fit({ Alien: ["space"] } as never);
    const before = JSON.stringify(model);
    expect(() => model.fit(model.ratings, { itemFeatures: { Alien: ["dark"] }, epochs: 0 })).toThrow(
      /epochs is 0/,
    );
    expect(JSON.stringify(model)).toBe(before);
    expect(model.itemFeatureNames).toEqual(["space"]);
  });

  test.each([
    [
      { Alien: { space: NaN } },
      'itemFeatures["Alien"].space is NaN, expected a finite number within ±1000000000000',
    ],
    [{ Alien: { space: Infinity } }, 'itemFeatures["Alien"].space is Infinity, expected a finite number'],
    [{ Alien: { space: null } }, 'itemFeatures["Alien"].space is null, expected a finite number'],
    [{ Alien: ["space", ""] }, 'itemFeatures["Alien"][1] is empty text, expected the name of a feature'],
    [{ Alien: [null] }, 'itemFeatures["Alien"][0] is null, expected the name of a feature'],
    [{ Alien: null }, 'itemFeatures["Alien"] is null, expected a list of names, or weights by names'],
    [{ Alien: { space: { is: 1 } } }, 'itemFeatures["Alien"].space is an object, expected a finite number'],
    [new Map<unknown, unknown>([[1, "a"], ["1", "b"]]), 'itemFeatures["1"] is there once more, expected each id once'], // prettier-ignore
    [[["Alien"]], "itemFeatures[0] is a list of 1, expected an id and its features"],
    [["Alien"], 'itemFeatures[0] is "Alien", expected an id and its features'],
    [new Map([[NaN, "a"]]), "the item of itemFeatures[NaN] is NaN, expected an id"],
    [null, "itemFeatures is null, expected features by ids"],
    ["Alien", 'itemFeatures is "Alien", expected features by ids'],
    [new Float64Array(3), "itemFeatures is a list of 3, expected features by ids"],
  ])("%o are refused, and the place is named", (given, message) => {
    for (const ask of [() => fit(given as never), () => new HybridMF({ itemFeatures: given as never })]) {
      expect(ask).toThrow(ValueError);
      expect(ask).toThrow(message);
    }
  });

  test("misspelt options are refused, with the one that was meant", () => {
    expect(() => fit(undefined as never, { loss: "hinge" as never })).toThrow(
      /loss is "hinge", expected one of "warp"/,
    );
    const model = new HybridMF(options);
    expect(() => model.fit(few, { item_features: {} } as never)).toThrow(/did you mean "itemFeatures"/);
    expect(() => model.fit(few, { genres: {} } as never)).toThrow(/did you mean "itemFeatures"/);
    expect(() => model.fit(null as never, { itemFeatures: {} })).toThrow(/ratings is null/);
    for (const [name, value] of [
      ["maxSampled", 0],
      ["negatives", 1.5],
      ["learningRate", 0],
      ["regularization", -1],
      ["itemIdentity", 1],
      ["userIdentity", "no"],
      ["normalize", null],
      ["features", 0],
    ] as const)
      // prettier-ignore
      if (value !== null) expect(() => new HybridMF({ [name]: value })).toThrow(`${name} is`);
  });

  test("are counted where the model says what it is", () => {
    const model = fit({ Alien: ["space", "dark"] } as never);
    expect(String(model)).toContain("2 users × 3 items, 2 features of items, epoch 30, WARP loss");
    expect(String(model.fit(few, { userFeatures: { Ada: "f" } }))).toContain(
      "3 items, 1 feature of users, epoch 30",
    );
    expect(String(model.fit(few))).toContain("2 users × 3 items, epoch 30");
  });

  test("that are missing where nothing else is learned are warned of", () => {
    const [warning, ...others] = fit({ Alien: ["space"] } as never, { itemIdentity: false }).warnings;
    expect(others).toEqual([]);
    expect(warning.code).toBe("nothing-known");
    expect(warning.message).toMatch(/^2 of 3 items have no features, and itemIdentity is false/);
    expect(fit({ Alien: ["space"] } as never).warnings).toEqual([]);
    const { ratings } = datasets.films();
    expect(new HybridMF(options).fit(ratings).warnings[0].message).toMatch(
      /With loss: "squared" they are ratings\.$/,
    );
    expect(new HybridMF({ ...options, loss: "squared" }).fit(ratings).warnings).toEqual([]);
  });

  test("are saved with the model, and damaged ones are refused", () => {
    const model = fit({ Alien: ["space", "dark"], Unseen: { dark: -0.3 } } as never);
    const again = HybridMF.fromJSON(JSON.stringify(model));
    expect(again.itemFeatureNames).toEqual(["space", "dark"]);
    expect(again.transformItem([], { features: { dark: -0.3 } }).parameters).toEqual(
      model.transformItem([], { features: { dark: -0.3 } }).parameters,
    );
    expect(() => HybridMF.fromJSON({ ...model.toJSON(), features: {} })).toThrow(ModelFileError);
  });
});

describe("losses", () => {
  test.each([
    ["warp", "WARP loss", false],
    ["bpr", "pairwise log loss", false],
    ["logistic", "log loss", false],
    ["squared", "RMSE", true],
  ] as const)("%s is called %s", (loss, name, isOfRatings) => {
    const model = new HybridMF({ ...options, loss });
    expect([model.lossName, model.predictsRatings]).toEqual([name, isOfRatings]);
  });

  test("of ratings mean the same on every scale", () => {
    const on = (factor: number, shift: number): number => {
      const all = [...stars].map(({ user, item, rating }) => [user, item, rating * factor + shift] as const);
      const scale = [factor + shift, 5 * factor + shift] as const;
      const model = new HybridMF({ ...options, loss: "squared" }).fit(Ratings.from(all, { scale }), {
        itemFeatures: genres,
      });
      return model.history.loss.at(-1)! / factor;
    };
    const usual = on(1, 0);
    for (const [factor, shift] of [
      [0.25, -0.25],
      [100, 7],
      [1e6, 0],
    ])
      // prettier-ignore
      expect(on(factor, shift) / usual).toBeCloseTo(1, 5);
  });

  test("a score is b_u + b_i + p_u·q_i, and with ratings μ as well", () => {
    for (const [loss, ratings] of [
      ["logistic", likes],
      ["squared", stars],
    ] as const) {
      const model = new HybridMF({ ...options, loss }).fit(ratings, { itemFeatures: genres });
      const [p, q] = [model.userFactors.row(3), model.itemFactors.row(5)];
      const product = p.reduce((sum, x, t) => sum + x * q[t], 0);
      const score = model.globalMean + model.userBiases[3] + model.itemBiases[5] + product;
      expect(model.scores(ratings.userIds.at(3))[5]).toBeCloseTo(score, 12);
      expect(model.globalMean).toBe(loss === "squared" ? ratings.mean : 0);
      expect(model.userBiases.some((b) => b !== 0)).toBe(true);
    }
    expect(trained().userBiases.every((b) => b === 0)).toBe(true);
  });

  test("what the ratings of a user with many add up to is what they all do", () => {
    const many = Array.from({ length: 12 }, (_, u) =>
      Array.from({ length: 80 }, (_, i) => [u, i, 1] as const).filter(([, i]) => (u + i) % 4 > 0),
    ).flat();
    const model = new HybridMF(options).fit(Ratings.from(many));
    const given = many.filter(([u]) => u === 0).map(([, i]) => [i, 1] as const);
    expect(given.length).toBeGreaterThan(50);
    const { because } = model.explain(0, 3);
    const whole =
      model.predict(model.transform(given), 3) - model.itemBiases[model.ratings.itemIds.indexOf(3)];
    expect(because.reduce((sum, { influence }) => sum + influence, 0)).toBeCloseTo(whole, 5);
  });

  test("features that are far too large say that training diverged, or train", () => {
    const large = new Map(
      [...genres].map(([film, names]) => [film, Object.fromEntries(names.map((name) => [name, 1e12]))]),
    );
    const model = new HybridMF({ ...options, normalize: false });
    try {
      model.fit(likes, { itemFeatures: large });
    } catch (error) {
      expect(error).toBeInstanceOf(DivergenceError);
    }
    expect(Number.isFinite(model.predict(fans.war[0], cold[0]))).toBe(true);
  });
});

/** The nearest of the items on a map to the one of this id. */
function nearestOn(
  points: readonly { item: unknown; x: number; y: number }[],
  id: string,
  isMeant: (item: string) => boolean,
): string {
  const from = points.find(({ item }) => item === id)!;
  const near = points
    .filter(({ item }) => item !== id && isMeant(String(item)))
    .map(({ item, x, y }) => ({ item: String(item), away: Math.hypot(x - from.x, y - from.y) }));
  return near.sort((a, b) => a.away - b.away)[0].item;
}
