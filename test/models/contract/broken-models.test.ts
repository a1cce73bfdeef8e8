import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Matrix, NMF, ValueError } from "../../../src";
import type { Parameters } from "../../../src/models/recommender/parameters";
import type { Step } from "../../../src/models/recommender/recommender";
import type { Ratings } from "../../../src/ratings/ratings";
import { contract } from "./contract";
import type { ModelClass } from "./contract";
import { tableContract } from "./table-contract";
import { own } from "./table-terms";
import type { TableTerms } from "./table-terms";
import { PlainProduct } from "./plain-product";
import { failuresOf } from "./suite";

const options = { features: 2, epochs: 12, learningRate: 0.05 };
const refusal = (): ValueError =>
  new ValueError("data is here, expected nothing", { argument: "data", expected: "nothing" });

class RefusesEverything extends PlainProduct {
  protected override begin(): Step {
    throw refusal();
  }
}

/** Trains on the contract's own ratings only. */
class RefusesStrangers extends PlainProduct {
  protected override begin(ratings: Ratings, parameters: Parameters): Step {
    if (ratings.length < 15) throw refusal();
    return super.begin(ratings, parameters);
  }
}

class PredictsThree extends PlainProduct {
  protected override score(): number {
    return 3;
  }
}

class LearnsNothing extends PlainProduct {
  protected override begin(ratings: Ratings): Step {
    return () => this.lossOn(ratings.rows);
  }
}

const failures = (Model: ModelClass, isBaseline = false): Promise<string[]> =>
  failuresOf((suite) => contract(Model.name, { Model, options, isBaseline, scales: "its own" }, suite));

const STRANGERS = "it is finite whatever the ratings are, or a typed error says why not";
const ORDINARY = "ordinary ratings always train it, fold a user in and make lists";
const LEARNS = "training lowers the loss, and tells the two camps of taste apart";
const STARS = "it predicts about %d stars where everybody gives everything as many";

describe("the contract of ratings", () => {
  test("passes a model that learns", async () => {
    expect(await failures(PlainProduct)).toEqual([]);
  });

  test.each<[string, ModelClass, string[]]>([
    ["refuses everything with a typed error", RefusesEverything, [STRANGERS, ORDINARY, LEARNS, STARS]],
    ["trains on no ratings but the contract's own", RefusesStrangers, [STRANGERS, ORDINARY]],
    ["predicts 3 for everything", PredictsThree, [LEARNS, STARS]],
    ["stays as it starts", LearnsNothing, [LEARNS, STARS]],
  ])("rejects a model that %s", async (_, Model, expected) => {
    expect(await failures(Model)).toEqual(expect.arrayContaining(expected));
  });

  test("rejects a constant that calls itself a baseline", async () => {
    expect(await failures(PredictsThree, true)).toContain(STARS);
  });
});

const nmf: TableTerms = {
  name: "NMF",
  fit: (data, { labels, ...given }: { labels?: object } = {}) =>
    new NMF({ features: 2, seed: 7, ...given }).fit(data as never, { labels }),
  fromJSON: (json) => NMF.fromJSON(json),
  blank: (given) => new NMF({ features: 2, seed: 7, ...given }),
  exactly: { iterations: 5000, tolerance: 0, regularization: 0.1 },
  trainOn: (model) => own(NMF, model).partialFit([[1, 2, 3, 4, 5]]),
  takesUnknown: true,
  takesNegative: false,
  findsZeros: true,
  dependsOnSeed: true,
  strangeOptions: fc.constant({}),
};

const ORDINARY_TABLES = "ordinary tables always train it, to a lower loss than that of their mean";
const WHATEVER =
  "any input gives a typed error or a finite model; the input stays as it is, and so do the bytes";

describe("the contract of tables", () => {
  const tableFailures = (changes: Partial<TableTerms>): Promise<string[]> =>
    failuresOf((suite) => tableContract({ ...nmf, ...changes }, suite));

  test("rejects a model that refuses everything with a typed error", async () => {
    const fit = (): never => {
      throw refusal();
    };
    expect(await tableFailures({ fit })).toEqual(expect.arrayContaining([ORDINARY_TABLES, WHATEVER]));
  });

  test("rejects a model that works with no table but the contract's own", async () => {
    const fit: TableTerms["fit"] = (data, given) => {
      if (Array.isArray(data) && data.length < 7) throw refusal();
      return nmf.fit(data, given);
    };
    expect(await tableFailures({ fit })).toEqual(expect.arrayContaining([ORDINARY_TABLES, WHATEVER]));
  });

  test("rejects a model whose product is 3 everywhere", async () => {
    const fit: TableTerms["fit"] = (data, given) => {
      const model = nmf.fit(data, given);
      model.reconstruct = () =>
        new Matrix(model.L.rows, model.U.columns, new Float64Array(model.L.rows * model.U.columns).fill(3));
      model.predict = () => 3;
      return model;
    };
    expect(await tableFailures({ fit })).toContain(ORDINARY_TABLES);
  });
});
