import fc from "fast-check";
import { describe } from "vitest";
import { MatrixFactorization, NMF, TruncatedSVD } from "../../../src";
import { denseContract } from "./dense-contract";
import { checkOwnWays } from "./dense-rows";

const wrong = fc.constantFrom<unknown>(0, -1, 2.5, NaN, "2", null);
const mostly = (...right: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...right) }, wrong);

/** A model of the contract as one of its own class. */
function own<Model>(Class: abstract new (...given: never[]) => Model, model: unknown): Model {
  if (model instanceof Class) return model;
  throw new Error(`expected a ${Class.name}`);
}

denseContract({
  name: "MatrixFactorization",
  fit: (data, options = {}) => {
    const { features, learningRate, regularization, method, ...rest } = { features: 2, seed: 7, ...options } as never as Record<string, never>; // prettier-ignore
    const fac = new MatrixFactorization(data as never, features, rest);
    return fac.trainModel({ iterations: 150, learningRate, regularization, method });
  },
  fromJSON: (json) => MatrixFactorization.fromJSON(json),
  trainOn: (model) => own(MatrixFactorization, model).trainModel({ iterations: 3 }),
  takesUnknown: true,
  takesNegative: true,
  findsZeros: false,
  dependsOnSeed: true,
  strangeOptions: fc.record({
    features: mostly(1, 2, 5),
    learningRate: mostly(undefined, 0.01, 0.001, 1e6),
    regularization: mostly(undefined, 0, 0.1, 1e300),
    method: mostly(undefined, "coordinate", "batch", "stochastic"),
    initRange: mostly(undefined, undefined, [0, 1], [-1000, 1000]),
  }),
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

denseContract({
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

const svd = (options: object = {}): TruncatedSVD => new TruncatedSVD({ features: 2, seed: 7, ...options });

denseContract({
  name: "TruncatedSVD",
  fit: (data, options = {}) => {
    const { labels, ...rest } = options as { labels?: object };
    return svd(rest).fit(data as never, { labels });
  },
  fromJSON: (json) => TruncatedSVD.fromJSON(json),
  blank: svd,
  trainOn: (model) => own(TruncatedSVD, model).partialFit([[1, 2, 3, 4, 5]]),
  takesUnknown: false,
  takesNegative: true,
  findsZeros: true,
  // It finds the same factors from any seed, but for rounding.
  dependsOnSeed: false,
  strangeOptions: fc.record({
    features: mostly(1, 2),
    powerIterations: mostly(undefined, 0, 1),
    oversamples: mostly(undefined, 0, 1),
  }),
});

describe("what only one model of tables does", checkOwnWays);
