import { describe, expect, test } from "vitest";
import { carryOver } from "../../src/models/recommender/parameters";
import type { ParameterShape, Parameters } from "../../src/models/recommender/parameters";
import { Ratings } from "../../src/ratings/ratings";
import { PlainProduct } from "./contract/plain-product";

const lists = { users: ["Ada", "Ben", "Cem"], items: ["Alien", "Dune"] };
const before = Ratings.from(
  [
    ["Ada", "Alien", 5],
    ["Cem", "Alien", 4],
  ],
  lists,
);
const more = Ratings.from([["Ben", "Dune", 3]]);

describe("a warm start", () => {
  const shapes: ParameterShape[] = [
    { name: "userFactors", per: "user", width: 2 },
    { name: "itemBiases", per: "item", width: 1 },
    { name: "globalMean", per: "model", width: 1 },
  ];

  test("takes over the users and items that the model was trained on, at any index, and no others", () => {
    const from: Parameters = {
      userFactors: Float64Array.of(1, 2, 0, 0, 5, 6),
      itemBiases: Float64Array.of(7, 0),
      globalMean: Float64Array.of(4),
    };
    const ratings = Ratings.from([["Zoe", "Dune", 1]], {
      users: ["Cem", "Ben", "Zoe", "Ada"],
      items: ["Dune", "Alien"],
    });
    const parameters: Parameters = {
      userFactors: new Float64Array(8).fill(9),
      itemBiases: new Float64Array(2).fill(9),
      globalMean: new Float64Array(1),
    };
    carryOver({ ratings: before, parameters: from, shapes }, { ratings, parameters, shapes });
    // Ben and Dune were known, but had no rating: their zeros were not learnt.
    expect([...parameters["userFactors"]]).toEqual([5, 6, 9, 9, 9, 9, 1, 2]);
    expect([...parameters["itemBiases"]]).toEqual([9, 7]);
    expect([...parameters["globalMean"]]).toEqual([4]);
  });

  test("takes over nothing that each training finds anew, however wide it was", () => {
    const anew = (width: number): ParameterShape[] => [
      { name: "itemWeights", per: "item", width, foundAnew: true },
    ];
    const parameters = { itemWeights: new Float64Array(4) };
    carryOver(
      { ratings: before, parameters: { itemWeights: Float64Array.of(1, 2, 3) }, shapes: anew(3) },
      { ratings: before, parameters, shapes: anew(2) },
    );
    expect([...parameters.itemWeights]).toEqual([0, 0, 0, 0]);
  });

  test("learns a user and an item that were known without a rating", () => {
    const model = new PlainProduct({ features: 2, epochs: 5, seed: 1 }).fit(before);
    expect(model.scores("Ben")).toEqual(new Float64Array(2));
    model.partialFit(more, { epochs: 100 });
    expect(model.predict("Ben", "Dune")).toBeCloseTo(3, 1);
  });
});
