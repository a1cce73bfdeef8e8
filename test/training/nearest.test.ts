import { describe, expect, test } from "vitest";
import { BiasedMF, NMF } from "../../src";
import { nearestName } from "../../src/training/nearest";

describe("a name that does not exist", () => {
  const known = ["features", "epochs", "learningRate", "regularization", "initScale", "seed"];
  test.each([
    ["Surprise's name", "n_factors", "features"],
    ["Surprise's name for a rate", "lr_all", "learningRate"],
    ["implicit's name", "iterations", "epochs"],
    ["scikit-learn's name", "random_state", "seed"],
    ["a letter too many", "featurees", "features"],
    ["another spelling", "regularisation", "regularization"],
    ["Python's spelling", "learning_rate", "learningRate"],
  ])("gets the name that is meant: %s", (_, name, meant) => {
    expect(nearestName(name, known)).toBe(meant);
  });
  test("means a name that exists there", () => {
    expect(nearestName("k", ["count", "excludeSeen"])).toBe("count");
    expect(nearestName("k", known)).toBe("features");
    expect(nearestName("n_iter", ["features", "iterations"])).toBe("iterations");
  });
  test("is refused by the models, with the name that is meant", () => {
    expect(() => new BiasedMF({ iterations: 3 } as never)).toThrow('did you mean "epochs"?');
    expect(() => new NMF({ n_components: 3 } as never)).toThrow('did you mean "features"?');
  });
});
