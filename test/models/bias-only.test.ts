import { describe, expect, test } from "vitest";
import { ValueError } from "../../src/errors";
import { BiasOnly } from "../../src/models/bias-only";
import { Ratings } from "../../src/ratings/ratings";
import { contract } from "./contract/contract";

contract("BiasOnly", { Model: BiasOnly, options: {}, isBaseline: true, hasLearningRate: false });

const ratings = Ratings.from(
  [
    ["u0", "i0", 5],
    ["u0", "i1", 3],
    ["u0", "i3", 1],
    ["u1", "i0", 4],
    ["u1", "i2", 2],
    ["u1", "i3", 2],
    ["u2", "i1", 4],
    ["u2", "i2", 5],
    ["u3", "i0", 3],
  ],
  { items: ["i0", "i1", "i2", "i3"], scale: [1, 5] },
);

/** Printed by scikit-surprise 1.1.5 for the ratings above. */
const SURPRISE = {
  users: [-0.0343372200147586, -0.09015117350313068, 0.14569835228731517, -0.025829519882802472],
  items: [0.19105009590261726, 0.037016201940249883, 0.041667364730947544, -0.27666300424387963],
  predicted: 3.091257570265658,
};

describe("biases by alternating least squares", () => {
  test("are Surprise's: BaselineOnly of scikit-surprise 1.1.5 with its defaults", () => {
    const model = new BiasOnly().fit(ratings);
    SURPRISE.users.forEach((bias, u) => expect(model.userBiases[u]).toBeCloseTo(bias, 12));
    SURPRISE.items.forEach((bias, i) => expect(model.itemBiases[i]).toBeCloseTo(bias, 12));
    expect(model.predict("u2", "i3")).toBeCloseTo(SURPRISE.predicted, 12);
  });

  test("give back ratings that are sums of biases, without regularization", () => {
    const [users, items] = [
      [0.5, -0.5, 0],
      [1, -1, 0.25],
    ];
    const sums = users.flatMap((b, u) =>
      items.map((c, i) => [`u${u}`, `i${i}`, 3 + b + c] as const).filter((_, i) => u !== 2 || i !== 2),
    );
    const model = new BiasOnly({ userRegularization: 0, itemRegularization: 0, epochs: 200 });
    model.fit(Ratings.from(sums, { scale: [0, 6] }));
    expect(model.predict("u2", "i2")).toBeCloseTo(3.25, 10);
    expect(model.history.loss.at(-1)).toBeLessThan(1e-10);
  });

  test("are for a new user or item what training would find with all else fixed", () => {
    const model = new BiasOnly({ epochs: 200 }).fit(ratings);
    const [user, item] = [
      model.transform([
        ["i1", 4],
        ["i2", 5],
      ]),
      model.transformItem([
        ["u1", 2],
        ["u2", 5],
      ]),
    ];
    expect(user.parameters.userBiases[0]).toBeCloseTo(model.userBiases[2], 10);
    expect(item.parameters.itemBiases[0]).toBeCloseTo(model.itemBiases[2], 10);
  });
});

test("without regularization, users and items without a rating have no bias, rather than 0 ÷ 0", () => {
  const some = Ratings.from([["u0", "i0", 5], ["u1", "i0", 3]], { users: ["u0", "u1", "u2"], items: ["i0", "i1"] }); // prettier-ignore
  const model = new BiasOnly({ userRegularization: 0, itemRegularization: 0 }).fit(some);
  expect([model.userBiases[2], model.itemBiases[1]]).toEqual([0, 0]);
  expect(model.predict("u2", "i1")).toBe(4);
});

test.each([
  ["userRegularization", -1],
  ["userRegularization", NaN],
  ["itemRegularization", "10"],
  ["itemRegularization", Infinity],
])("%s %s is refused", (option, value) => {
  expect(() => new BiasOnly({ [option]: value })).toThrow(ValueError);
  expect(() => new BiasOnly({ [option]: value })).toThrow(`${option} is`);
});
