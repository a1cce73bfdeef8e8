import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NMF, ShapeError, ValueError } from "../../src";
import { tableContract } from "./contract/table-contract";
import { mostly, own, thrownBy } from "./contract/table-terms";
import type { CellsInput, NMFOptions, FactorlabError } from "../../src";

describe("bad input to NMF is a typed error that names argument, position, and what was given and expected", () => {
  const make = (options: unknown) => () => new NMF(options as NMFOptions);
  const fit =
    (data: unknown, options: object = {}) =>
    () =>
      new NMF({ features: 1, seed: 1, ...options }).fit(data as CellsInput);
  const start = (L: unknown, U: unknown) => () =>
    new NMF({ features: 1, init: { L, U } as never }).fit([[1, 2], [3, 4]]); // prettier-ignore

  it.each<[string, () => unknown, typeof FactorlabError, string]>([
    ["no options", make(undefined), ValueError, "options is missing"],
    ["no features", make({}), ValueError, "features is missing, expected a whole number from 1"],
    ["a solver that is not there", make({ features: 1, solver: "sgd" }), ValueError, 'solver is "sgd", expected one of "cd", "mu"'], // prettier-ignore
    ["a loss that is not there", make({ features: 1, loss: "kl" }), ValueError, 'loss is "kl", expected one of "frobenius", "kullback-leibler"'], // prettier-ignore
    ["coordinate descent for the divergence", make({ features: 1, solver: "cd", loss: "kullback-leibler" }), ValueError, 'solver is "cd", expected "mu"'], // prettier-ignore
    ["a start that is not there", make({ features: 1, init: "svd" }), ValueError, 'init is "svd", expected one of "nndsvd", "nndsvda", "random"'], // prettier-ignore
    ["init null", make({ features: 1, init: null }), ValueError, "init is null"],
    ["init of other names", make({ features: 1, init: { W: 1 } }), ValueError, 'unknown option "W"'],
    ["init and seed", make({ features: 1, seed: 1, init: { L: [[1]], U: [[1]] } }), ValueError, "seed and init are both given"], // prettier-ignore
    ["no iterations", make({ features: 1, iterations: 0 }), ValueError, "iterations is 0"],
    ["1.5 iterations", make({ features: 1, iterations: 1.5 }), ValueError, "iterations is 1.5"],
    ["tolerance −1", make({ features: 1, tolerance: -1 }), ValueError, "tolerance is -1, expected a finite number ≥ 0"], // prettier-ignore
    ["regularization −1", make({ features: 1, regularization: -1 }), ValueError, "regularization is -1"],
    ["regularization NaN", make({ features: 1, regularization: NaN }), ValueError, "regularization is NaN"],
    ["a misspelt option", make({ features: 1, regularisation: 1 }), ValueError, 'did you mean "regularization"?'], // prettier-ignore
    ["scikit-learn's name", make({ features: 1, tol: 1 }), ValueError, 'unknown option "tol"'],
    ["numbers whose squares overflow", fit([[1e308, 1]]), ValueError, "data leads to numbers that are too large to hold"], // prettier-ignore
    ["more features than singular vectors", fit([[1, 2]], { features: 2, init: "nndsvd" }), ValueError, "features is 2, expected at most 1"], // prettier-ignore
    ["init that is too large beside tiny data", () => new NMF({ features: 1, init: { L: [[0]], U: [[1e200, 0]] } }).fit([[null, 5e-324]]), ValueError, "leads to numbers that are too large to hold"], // prettier-ignore
    ["init of another shape", start([[1]], [[1, 1]]), ShapeError, "init.L is 1 × 1, expected 2 × 1"],
    [
      "init below zero",
      start([[1], [1]], [[1, -1]]),
      ValueError,
      "init.U[0][1] is -1, expected a number ≥ 0",
    ],
    ["init without U", start([[1], [1]], undefined), ShapeError, "init.U is missing"],
    ["init too large", start([[1e200], [1]], [[1e200, 1]]), ValueError, "init leads to numbers that are too large"], // prettier-ignore
  ])("%s", (_name, call, kind, message) => {
    const error = thrownBy(call) as FactorlabError;
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(message);
    expect(error.argument).toBeTruthy();
    expect(error.expected).toBeDefined();
  });
});

const cells = (rows: number, columns: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.constantFrom(0, 1, 0.3, 1e200), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }); // prettier-ignore

const ofNMF = {
  features: mostly(1, 2, 5),
  solver: mostly(undefined, "cd", "mu"),
  loss: mostly(undefined, "frobenius", "kullback-leibler"),
  iterations: mostly(1, 7),
  tolerance: mostly(undefined, 0, 1),
  regularization: mostly(undefined, 0, 0.1, 1e300),
};

const nmf = (options: object = {}): NMF => new NMF({ features: 2, seed: 7, ...options });

tableContract({
  name: "NMF",
  fit: (data, options = {}) => {
    const { labels, ...rest } = options as { labels?: object };
    return nmf("init" in rest && typeof rest.init === "object" ? { ...rest, seed: undefined } : rest).fit(
      data as never,
      { labels },
    );
  },
  fromJSON: (json) => NMF.fromJSON(json),
  blank: nmf,
  exactly: { iterations: 5000, tolerance: 0, regularization: 0.1 },
  trainOn: (model) => own(NMF, model).partialFit([[1, 2, 3, 4, 5]]),
  takesUnknown: true,
  takesNegative: false,
  findsZeros: true,
  dependsOnSeed: true,
  strangeOptions: fc.oneof(
    fc.record({ ...ofNMF, init: mostly(undefined, "nndsvd", "nndsvda", "random") }),
    fc.integer({ min: 1, max: 4 }).chain((rows) =>
      fc.record({
        ...ofNMF,
        features: fc.constant(1),
        init: fc.record({ L: cells(rows, 1), U: cells(1, 3) }),
      }),
    ),
  ),
});
