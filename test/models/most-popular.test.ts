import { expect, test } from "vitest";
import { MostPopular } from "../../src/models/most-popular";
import { Ratings } from "../../src/ratings/ratings";
import { inside } from "./implicit-samples";

const some = Ratings.from(
  [
    ["Ada", "Alien", 1],
    ["Ben", "Alien", 7],
    ["Cem", "Alien", 1],
    ["Cem", "Heat", 1],
  ],
  { items: ["Alien", "Heat", "Brazil"] },
);

test("the score is how many users have the item, whatever they gave it", () => {
  const model = new MostPopular().fit(some);
  expect([...model.itemCounts.values]).toEqual([3, 1, 0]);
  expect(model.predict("Ada", "Alien")).toBe(3);
  expect(model.predict("Ben", "Brazil")).toBe(0);
  expect(model.explain("Ada", "Heat").parts).toEqual([{ name: "users of the item", value: 1 }]);
});

test("the loss is −ln of the share of each item, with one added to each count", () => {
  const model = new MostPopular().fit(some);
  expect(model.history.loss).toEqual([-(3 * Math.log(4 / 7) + Math.log(2 / 7)) / 4]);
  const heldOut = Ratings.from([["Ada", "Brazil", 1]], { users: some.userIds, items: some.itemIds });
  expect(inside(model).lossOn(heldOut.rows)).toBeCloseTo(Math.log(7), 12);
});

test("a new user gets the same scores, a new item the number of its users", () => {
  const { foldIn, score, itemRow } = inside(new MostPopular().fit(some));
  const user = foldIn("user", Int32Array.of(2), Float64Array.of(1));
  expect([0, 1, 2].map((i) => score(user, itemRow(i)))).toEqual([3, 1, 0]);
  expect(score(user, foldIn("item", Int32Array.of(0, 2), Float64Array.of(1, 1)))).toBe(2);
});

test("newcomers, and nobody in particular, get what is most popular; who is to be known can be an error", () => {
  const model = new MostPopular().fit(some);
  const entries = [3, 1, 0].map((score, n) => ({
    ...{ id: ["Alien", "Heat", "Brazil"][n], title: ["Alien", "Heat", "Brazil"][n], score },
  }));
  for (const list of [model.recommend(), model.recommend("Zoe"), model.recommend(model.transform([]))])
    expect([list.entries, list.isBaseline]).toEqual([entries, true]);
  expect(model.recommendAll({ users: ["Zoe", "Ada"] }).baselines).toEqual([0]);
  expect(model.recommend("Ada").ids).toEqual(["Heat", "Brazil"]);
  expect(() => model.recommend("Zoe", { unknown: "throw" })).toThrow('user is "Zoe"');
  expect(() => model.recommend(undefined, { items: ["Zulu"] })).toThrow('items[0] is "Zulu"');
});
