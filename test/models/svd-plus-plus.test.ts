import { expect, test } from "vitest";
import { SVDPlusPlus } from "../../src/models/svd-plus-plus";
import { Ratings } from "../../src/ratings/ratings";
import { tasteRatings } from "./contract/contract";
import { stochastic } from "./stochastic";

stochastic(SVDPlusPlus);

const ratings = tasteRatings(false);
const options = { features: 2, epochs: 5, learningRate: 0.03, seed: 1 };

test("a prediction is μ + b_u + b_i + q_i·(p_u + Σ y_j / √|N(u)|), after every epoch", () => {
  const model = new SVDPlusPlus(options);
  const user = ratings.userIds.indexOf("Eva");
  const item = ratings.itemIds.indexOf("Heat");
  const rated = [...ratings].filter(({ user: id }) => id === "Eva").map((rating) => rating.item);
  for (const { epoch } of model.trainingEvents(ratings)) {
    let score = model.globalMean + model.userBiases[user] + model.itemBiases[item];
    for (let t = 0; t < 2; t++) {
      const sum = rated.reduce<number>(
        (total, id) => total + model.implicitFactors.get(ratings.itemIds.indexOf(id), t),
        0,
      );
      const vector = model.userFactors.get(user, t) + sum / Math.sqrt(rated.length);
      score += vector * model.itemFactors.get(item, t);
    }
    expect(model.scores("Eva")[item], `epoch ${epoch}`).toBeCloseTo(score, 12);
  }
});

test("a new user's z comes from the items given, and a new item says nothing of users", () => {
  const model = new SVDPlusPlus(options).fit(ratings);
  const { userImplicitFactors } = model.transform([
    ["Alien", 5],
    ["Heat", 3],
  ]).parameters;
  const y = model.implicitFactors;
  const [alien, heat] = ["Alien", "Heat"].map((id) => ratings.itemIds.indexOf(id));
  userImplicitFactors.forEach((z, t) =>
    expect(z).toBeCloseTo((y.get(alien, t) + y.get(heat, t)) / Math.SQRT2, 12),
  );
  const { implicitFactors } = model.transformItem([["Ada", 5]]).parameters;
  expect([...implicitFactors]).toEqual([0, 0]);
});

test("training goes on with the items that a user has rated meanwhile", () => {
  const model = new SVDPlusPlus(options).fit(ratings);
  model.partialFit(Ratings.from([["Ada", "Zulu", 5]]), { epochs: 1 });
  const items = [...model.ratings].filter(({ user }) => user === "Ada").map(({ item }) => item);
  expect(items).toContain("Zulu");
  const sum = items.reduce<number>(
    (total, id) => total + model.implicitFactors.get(model.ratings.itemIds.indexOf(id), 0),
    0,
  );
  expect(model.userImplicitFactors.get(0, 0)).toBeCloseTo(sum / Math.sqrt(items.length), 12);
});

test("the defaults are 20 features, 20 epochs, rate 0.007, regularization 0.02", () => {
  expect(new SVDPlusPlus({ seed: 3 }).settings).toEqual({
    features: 20,
    epochs: 20,
    learningRate: 0.007,
    regularization: 0.02,
    initScale: 0.05,
    seed: 3,
  });
});
