import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/evaluation/evaluate";
import { itemMap } from "../../src/evaluation/item-map";
import { ALS } from "../../src/models/als";
import { ImplicitALS } from "../../src/models/implicit-als";
import { Ratings } from "../../src/ratings/ratings";

const rows = [0, 1, 2, 3, 4, 5].flatMap((u) =>
  [0, 1, 2, 3].map((n) => [`u${u}`, `i${(u + n) % 6}`, 1 + ((u * n) % 5)] as const),
);
const ratings = Ratings.from(rows);
const trained = new ALS({ features: 3, epochs: 4, seed: 1 }).fit(ratings);

/** What training elsewhere leaves: ids and parameters. */
function without<Model extends ALS | ImplicitALS>(
  model: Model,
  Class: typeof ALS | typeof ImplicitALS,
): Model {
  const none = new Int32Array(0);
  const ids = Ratings.fromIndices({
    ...{
      users: ratings.userIds,
      items: ratings.itemIds,
      user: none,
      item: none,
      rating: new Float64Array(0),
    },
    ...{ timestamp: null, scale: ratings.scale, titles: [["i1", "Alien"]], elsewhere: "a safe place" },
  });
  const parameters = (model as unknown as { parameters: Record<string, Float64Array> }).parameters;
  return (Class as typeof ALS).fromParameters(model.settings, model.epoch, ids, parameters) as Model;
}

describe("a model whose ratings are elsewhere", () => {
  const model = without(trained, ALS);

  it("predicts, and lists without leaving anything out, as one that has them", () => {
    expect(model.predict("u1", "i0")).toBe(trained.predict("u1", "i0"));
    const all = { excludeSeen: false, count: 6 };
    expect(model.recommend("u1", all).entries.map(({ id }) => id)).toEqual(
      trained.recommend("u1", all).entries.map(({ id }) => id),
    );
    expect(model.recommendAll(all).of("u4")?.entries[0].score).toBe(
      trained.recommend("u4", all).entries[0].score,
    );
    expect(model.similarUsers("u1").entries).toEqual(trained.similarUsers("u1").entries);
    expect(model.transform([["i1", 5]]).parameters).toEqual(trained.transform([["i1", 5]]).parameters);
    expect(itemMap(model).points.map(({ title }) => title)).toContain("Alien");
    expect(String(model)).toContain("6 users × 6 items, epoch 4");
  });

  it("says where they are, wherever they would be wanted", () => {
    expect(() => model.recommend("u1")).toThrow(
      'the ratings of user "u1" are not in this model, but in a safe place; expected excludeSeen: false, or a model with them, as model.withRatings(ratings) makes one',
    );
    expect(() => model.recommendAll({ users: ["u2"] })).toThrow(/"u2".*a safe place/);
    expect(() => model.recommend("u1", { reasons: true, excludeSeen: false })).toThrow(
      /expected reasons: false/,
    );
    expect(() => model.partialFit(ratings)).toThrow(/are in a safe place/);
    expect(() => evaluate(model, ratings, { metrics: ["ndcg"] })).toThrow(
      /lists cannot be measured.*a safe place/,
    );
    expect(evaluate(model, ratings, { metrics: ["rmse"] }).rmse).toBe(
      evaluate(trained, ratings, { metrics: ["rmse"] }).rmse,
    );
    expect(String(model.explain("u1", "i1"))).toContain(
      "Which ratings speak for it is not known here: they are in a safe place.",
    );
    expect(model.explain("u1", "i1").parts).toEqual(trained.explain("u1", "i1").parts);
  });

  it("takes those of some users back, and knows them alone", () => {
    const known = model.withRatings(Ratings.from(rows.filter(([user]) => user === "u1")));
    const [mine, theirs] = [known, trained].map((each) => each.recommend("u1", { reasons: true }).entries);
    expect(mine.map(({ id, score }) => [id, score])).toEqual(theirs.map(({ id, score }) => [id, score]));
    expect(known.explain("u1", "i5").because).toEqual(
      trained
        .explain("u1", "i5")
        .because.map((reason) => ({ ...reason, title: reason.item === "i1" ? "Alien" : reason.title })),
    );
    expect(() => known.recommend("u2")).toThrow(/a safe place/);
    expect(() => model.recommend("u1")).toThrow(/a safe place/);
    expect(() => trained.withRatings(ratings)).toThrow(/one that has all of its ratings/);
  });

  it("is saved and loaded as such, as JSON and as safetensors", async () => {
    for (const again of [
      ALS.fromJSON(JSON.stringify(model)),
      await ALS.fromSafetensors(await model.toSafetensors()),
    ]) {
      expect(again.ratings.elsewhere).toBe("a safe place");
      expect(again.predict("u1", "i0")).toBe(model.predict("u1", "i0"));
      expect(() => again.recommend("u1")).toThrow(/a safe place/);
    }
    const record = { ...model.toJSON(), checksum: "" };
    expect(() => ALS.fromJSON({ ...record, ratings: { ...record.ratings, elsewhere: 7 } })).toThrow();
  });

  it("gives newcomers the mean of all users, where scores are products alone", () => {
    const implicit = new ImplicitALS({ features: 2, epochs: 3, seed: 1 }).fit(ratings);
    const copy = without(implicit, ImplicitALS);
    const nobody = { unknown: "baseline" } as const;
    expect(copy.predict("nobody", "i1", nobody)).toBe(implicit.predict("nobody", "i1", nobody));
  });
});

it("ratings that are all here say so", () => {
  expect(ratings.elsewhere).toBeNull();
});
