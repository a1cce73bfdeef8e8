import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactorlabError, NMF, NotFittedError, ShapeError, ValueError } from "../../src";
import type { CellsInput, NMFOptions } from "../../src";

describe("bad input to NMF is a typed error that names argument, place, got and expected", () => {
  const make = (options: unknown) => () => new NMF(options as NMFOptions);
  const fit =
    (data: unknown, options: object = {}) =>
    () =>
      new NMF({ features: 1, seed: 1, ...options }).fit(data as CellsInput);
  const trained = new NMF({ features: 1, seed: 1 }).fit([[1, 2], [3, 4]]); // prettier-ignore
  const start = (L: unknown, U: unknown) => () =>
    new NMF({ features: 1, init: { L, U } as never }).fit([[1, 2], [3, 4]]); // prettier-ignore

  it.each<[string, () => unknown, typeof FactorlabError, string]>([
    ["no options", make(undefined), ValueError, "options is missing"],
    ["no features", make({}), ValueError, "features is missing, expected a whole number from 1"],
    ["0 features", make({ features: 0 }), ValueError, "features is 0"],
    ["2.5 features", make({ features: 2.5 }), ValueError, "features is 2.5"],
    ["−1 features", make({ features: -1 }), ValueError, "features is -1"],
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
    ["a seed of text", make({ features: 1, seed: "a" }), ValueError, 'seed is "a"'],
    ["a seed beyond exact numbers", make({ features: 1, seed: 2 ** 60 }), ValueError, "seed is"],
    ["a misspelt option", make({ features: 1, regularisation: 1 }), ValueError, 'did you mean "regularization"?'], // prettier-ignore
    ["scikit-learn's name", make({ features: 1, tol: 1 }), ValueError, 'unknown option "tol"'],
    ["__proto__", make(JSON.parse('{"features": 1, "__proto__": 1}')), ValueError, '"__proto__"'],
    ["no rows", fit([]), ShapeError, "data has no rows"],
    ["no columns", fit([[]]), ShapeError, "data[0] has no columns"],
    ["a ragged matrix", fit([[1, 2], [3]]), ShapeError, "data[1] has 1 column"],
    ["a hole", fit([[1, 2], new Array(2)]), ValueError, "data[1][0] is missing"],
    ["infinity", fit([[1, Infinity]]), ValueError, "data[0][1] is Infinity"],
    ["text", fit([["3"]]), ValueError, 'data[0][0] is "3"'],
    ["a BigInt", fit([[1n]]), ValueError, "data[0][0] is the BigInt 1n"],
    ["a list of numbers", fit([1, 2]), ShapeError, "data[0] is 1"],
    ["three dimensions", fit([[[1]]]), ShapeError, "data[0][0] is a list of 1"],
    ["a length that does not fit", fit({ rows: 2, columns: 2, values: [1] }), ShapeError, "data.values has 1 numbers"], // prettier-ignore
    ["unknown cells only", fit([[null, NaN]]), ValueError, "data has unknown cells only"],
    [
      "a number below zero",
      fit([
        [1, 2],
        [3, -4],
      ]),
      ValueError,
      "data[1][1] is -4, expected a number ≥ 0",
    ],
    ["numbers whose squares overflow", fit([[1e308, 1]]), ValueError, "data leads to numbers that are too large to hold"], // prettier-ignore
    ["more features than singular vectors", fit([[1, 2]], { features: 2, init: "nndsvd" }), ValueError, "features is 2, expected at most 1"], // prettier-ignore
    ["init of another shape", start([[1]], [[1, 1]]), ShapeError, "init.L is 1 × 1, expected 2 × 1"],
    [
      "init below zero",
      start([[1], [1]], [[1, -1]]),
      ValueError,
      "init.U[0][1] is -1, expected a number ≥ 0",
    ],
    ["init without U", start([[1], [1]], undefined), ShapeError, "init.U is missing"],
    ["init too large", start([[1e200], [1]], [[1e200, 1]]), ValueError, "init leads to numbers that are too large"], // prettier-ignore
    ["L before fit", () => new NMF({ features: 1 }).L, NotFittedError, "L is not there yet, expected a model that is fitted"], // prettier-ignore
    ["loss before fit", () => new NMF({ features: 1 }).loss, NotFittedError, "call fit(data) first"],
    ["transform before fit", () => new NMF({ features: 1 }).transform([[1]]), NotFittedError, "call fit(data) first"], // prettier-ignore
    ["rows of another width", () => trained.transform([[1, 2, 3]]), ShapeError, "rows has 3 columns, expected 2, as the data"], // prettier-ignore
    ["rows below zero", () => trained.transform([[1, -2]]), ValueError, "rows[0][1] is -2"],
  ])("%s", (_name, call, kind, message) => {
    const error = thrownBy(call) as FactorlabError;
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(message);
    expect(error.argument).toBeTruthy();
    expect(error.expected).toBeDefined();
  });

  it("a fit that fails leaves the model as it was", () => {
    const before = trained.L.values.slice();
    expect(() => trained.fit([[-1]])).toThrow(ValueError);
    expect(trained.L.values).toEqual(before);
    expect(trained.data.toArray()).toEqual([[1, 2], [3, 4]]); // prettier-ignore
  });

  it("whatever comes in, it is a typed error or a finite model; the input stays, the same seed gives the same bytes", () => {
    const cell = fc.oneof(
      { weight: 60, arbitrary: fc.double({ min: 0, max: 1e3, noNaN: true }) },
      { weight: 20, arbitrary: fc.constantFrom(0, -0, 1e150, 5e-324, 1e-160, 1e-200, null, NaN) },
      fc.constantFrom(1e308, -1, Infinity, "3"),
    );
    const cells = (rows: number, columns: number): fc.Arbitrary<unknown[][]> => {
      const row = fc.array(cell, { minLength: columns, maxLength: columns });
      return fc.array(row, { minLength: rows, maxLength: rows });
    };
    const wrong = fc.constantFrom<unknown>(0, -1, 2.5, NaN, "2", null);
    const mostly = (...right: unknown[]): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...right) }, wrong);
    const problems = fc
      .record({ rows: fc.integer({ min: 0, max: 4 }), columns: fc.integer({ min: 0, max: 4 }) })
      .chain(({ rows, columns }) =>
        fc.record({
          data: cells(rows, columns),
          seed: fc.integer(),
          given: fc.record({
            features: mostly(1, 2, 5),
            solver: mostly(undefined, "cd", "mu"),
            loss: mostly(undefined, "frobenius", "kullback-leibler"),
            iterations: mostly(1, 7),
            tolerance: mostly(undefined, 0, 1),
            regularization: mostly(undefined, 0, 0.1, 1e300),
          }),
          init: fc.oneof(
            mostly(undefined, "nndsvd", "nndsvda", "random"),
            fc.record({ L: cells(rows, 1), U: cells(1, columns) }),
          ),
        }),
      );
    let models = 0;
    fc.assert(
      fc.property(problems, ({ data, given, seed, init }) => {
        const before = structuredClone({ data, init });
        const isGiven = typeof init === "object" && init !== null;
        const options = { ...given, init, ...(isGiven ? { features: 1 } : { seed }) } as NMFOptions;
        const fit = (): NMF => new NMF(options).fit(data as CellsInput);
        try {
          const nmf = fit();
          models++;
          const found = [...nmf.L.values, ...nmf.U.values, nmf.loss, nmf.reconstructionError];
          expect(found.every((x) => Number.isFinite(x) && x >= 0)).toBe(true);
          expect(fit().L.values).toEqual(nmf.L.values);
          expect(fit().U.values).toEqual(nmf.U.values);
          expect(nmf.transform(data as CellsInput).values.every(Number.isFinite)).toBe(true);
        } catch (error) {
          if (!(error instanceof FactorlabError)) throw error;
        }
        expect({ data, init }).toEqual(before);
      }),
      { numRuns: 1500 },
    );
    expect(models).toBeGreaterThan(300);
  }, 20_000);
});

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
