import { describe, expect, it } from "vitest";
import { NMF, NonnegativeMF, Ratings, ValueError } from "../../src";
import { contract, tasteRatings } from "./contract/contract";

contract("nonnegative factorization of ratings", {
  Model: NonnegativeMF,
  options: { features: 2, epochs: 12 },
  hasLearningRate: false,
  scales: "from 0",
});

const entries: [string, string, number][] = [
  ["Ada", "Alien", 5], ["Ada", "Brazil", 3], ["Ben", "Alien", 4], ["Ben", "Casino", 1],
  ["Cem", "Brazil", 2], ["Cem", "Casino", 5], ["Dan", "Alien", 1], ["Dan", "Casino", 4],
]; // prettier-ignore

describe("nonnegative factorization of ratings", () => {
  it("follows NMF on the matrix with unknown cells, by coordinate descent with the same penalty", () => {
    const ratings = Ratings.from(entries);
    const model = new NonnegativeMF({ features: 2, epochs: 1, seed: 3, regularization: 0.1 });
    const events = model.trainingEvents(ratings);
    events.next();
    const init = { L: model.userFactors.toArray(), U: columnsOf(model.itemFactors.toArray()) };
    const more = new NonnegativeMF({ features: 2, epochs: 21, seed: 3, regularization: 0.1 }).fit(ratings);
    const data = ["Ada", "Ben", "Cem", "Dan"].map((user) =>
      ["Alien", "Brazil", "Casino"].map((item) => ratings.get(user, item) ?? null),
    );
    const nmf = new NMF({
      features: 2,
      solver: "cd",
      init,
      iterations: 20,
      tolerance: 0,
      regularization: 0.1,
    });
    nmf.fit(data);
    nmf.L.values.forEach((x, p) => expect(x).toBeCloseTo(more.userFactors.values[p], 10));
    expect(more.history.loss.at(-1)).toBeCloseTo(Math.sqrt(nmf.loss), 10);
  });

  it("has no factor below zero, and predicts the mean where there are no ratings", () => {
    const ratings = Ratings.from(entries, { users: ["Ada", "Ben", "Cem", "Dan", "Eva"] });
    const model = new NonnegativeMF({ features: 3, seed: 1 }).fit(ratings);
    const factors = [...model.userFactors.values, ...model.itemFactors.values];
    expect(factors.every((x) => x >= 0)).toBe(true);
    expect(model.predict("Eva", "Alien")).toBeCloseTo(25 / 8, 12);
    for (const score of model.scores("Eva")) expect(score).toBeCloseTo(25 / 8, 12);
  });

  it("predicts 0 for who rates everything 0 and what everybody rates 0, and the mean only where there are no ratings", () => {
    const zeros = entries.map(
      ([user, item, rating]) => [user, item, item === "Casino" ? 0 : rating] as const,
    );
    const people = ["Ada", "Ben", "Cem", "Dan", "Eva", "Fay"];
    const given = Ratings.from([...zeros, ["Eva", "Alien", 0]], { users: people });
    const model = new NonnegativeMF({ features: 2, seed: 1 }).fit(given);
    for (const again of [model, NonnegativeMF.fromJSON(JSON.stringify(model))]) {
      expect(again.predict("Ada", "Casino")).toBe(0);
      expect(again.predict("Eva", "Brazil")).toBe(0);
      expect([...again.scores("Eva")]).toEqual([0, 0, 0]);
      expect(again.predict("Fay", "Casino")).toBeCloseTo(given.mean, 12);
      const all = again.recommendAll({ excludeSeen: false });
      for (const person of people)
        expect(all.of(person)?.entries).toEqual(again.recommend(person, { excludeSeen: false }).entries);
      expect(again.predict(again.transform([["Alien", 0]]), "Brazil")).toBe(0);
      expect(again.predict("Ada", again.transformItem([["Ben", 0]]))).toBe(0);
      // Without the only rating nothing is known, so that the mean is predicted.
      expect(again.explain("Eva", "Alien").because[0]?.influence).toBeCloseTo(-given.mean, 12);
    }
  });

  it("folds a user in at the factors that training comes to", () => {
    const ratings = tasteRatings(false);
    const model = new NonnegativeMF({ features: 2, epochs: 5000, seed: 1 }).fit(ratings);
    const given = [...ratings].filter(({ user }) => user === "Ada");
    const ada = model.transform(given.map(({ item, rating }) => [item, rating] as const));
    for (const item of ["Alien", "Brazil", "Heat"])
      expect(model.predict(ada, item)).toBeCloseTo(model.predict("Ada", item), 6);
  });

  it("refuses a rating below zero, and says whose it is", () => {
    const ratings = Ratings.from([["Ada", "Alien", 5], ["Ben", "Heat", -1]]); // prettier-ignore
    const fit = (): unknown => new NonnegativeMF().fit(ratings);
    expect(fit).toThrow(ValueError);
    expect(fit).toThrow("the rating of Heat by Ben is -1, expected ratings ≥ 0");
  });
});

function columnsOf(rows: number[][]): number[][] {
  return rows[0].map((_, j) => rows.map((row) => row[j]));
}
