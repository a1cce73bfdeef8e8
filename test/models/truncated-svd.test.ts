import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jupyterDisplay, Matrix, TruncatedSVD, ValueError } from "../../src";
import { tableContract } from "./contract/table-contract";
import { mostly, own, table, thrownBy } from "./contract/table-terms";
import type { MatrixInput, TruncatedSVDOptions, FactorlabError } from "../../src";
import { createRandom, uniform } from "../../src/matrix/random";
import { singularValues } from "../../src/numerics/singular-values";

const random = (rows: number, columns: number, seed: number): Matrix =>
  new Matrix(rows, columns, uniform(createRandom(seed), -2, 3, rows * columns));

const rootOfSquares = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));

describe("truncated SVD", () => {
  it("gives 3√5 and √5 for [[3, 0], [4, 5]], and the vectors of Strang's book", () => {
    // Strang, "Linear Algebra and Learning from Data", 2019, I.8: v₁ = (1, 1)/√2, u₁ = (1, 3)/√10.
    const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit([
      [3, 0],
      [4, 5],
    ]);
    expect(svd.singularValues[0]).toBeCloseTo(3 * Math.sqrt(5), 12);
    expect(svd.singularValues[1]).toBeCloseTo(Math.sqrt(5), 12);
    expect(svd.U.row(0)[0]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(svd.U.row(0)[1]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(svd.L.get(0, 0)).toBeCloseTo((3 * Math.sqrt(5)) / Math.sqrt(10), 12);
    expect(svd.L.get(1, 0)).toBeCloseTo((9 * Math.sqrt(5)) / Math.sqrt(10), 12);
    expect(svd.reconstructionError).toBeLessThan(1e-12);
  });

  it("finds the exact singular values of small matrices, orthonormal rows of U, and the best error", () => {
    const shapes = fc.record({
      rows: fc.integer({ min: 1, max: 12 }),
      columns: fc.integer({ min: 1, max: 12 }),
      seed: fc.integer({ min: 0 }),
    });
    fc.assert(
      fc.property(shapes, ({ rows, columns, seed }) => {
        const data = random(rows, columns, seed);
        const features = 1 + (seed % Math.min(rows, columns));
        const exact = singularValues(data.values, rows, columns);
        const svd = new TruncatedSVD({ features, seed }).fit(data);
        svd.singularValues.forEach((x, t) => expect(Math.abs(x - exact[t])).toBeLessThan(1e-10));
        const best = rootOfSquares(exact.slice(features));
        expect(Math.abs(svd.reconstructionError - best)).toBeLessThan(1e-10);
        for (let s = 0; s < features; s++) {
          for (let t = 0; t < features; t++) {
            const dot = svd.U.row(s).reduce((sum, x, j) => sum + x * svd.U.get(t, j), 0);
            expect(Math.abs(dot - (s === t ? 1 : 0))).toBeLessThan(1e-12);
          }
          expect(Math.abs(rootOfSquares(svd.L.column(s)) - svd.singularValues[s])).toBeLessThan(1e-10);
          expect(Math.max(...svd.U.row(s))).toBe(Math.max(...svd.U.row(s).map(Math.abs)));
        }
      }),
    );
  });

  it("comes close to the best error where singular values hardly fall, closer with more power iterations", () => {
    const data = random(120, 80, 5);
    const best = rootOfSquares(singularValues(data.values, 120, 80).slice(12));
    const share = (powerIterations?: number): number =>
      new TruncatedSVD({ features: 12, powerIterations, seed: 3 }).fit(data).reconstructionError / best;
    expect(share()).toBeLessThan(1.005);
    expect(share(30)).toBeLessThan(1.0005);
    expect(share(30)).toBeGreaterThan(1 - 1e-12);
  });

  it("transforms the fitted rows to L, and new rows by U", () => {
    const data = random(9, 5, 2);
    const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit(data);
    svd.transform(data).values.forEach((x, p) => expect(Math.abs(x - svd.L.values[p])).toBeLessThan(1e-12));
    const row = svd.transform([[1, 0, 0, 0, 0]]);
    expect([...row.values]).toEqual([...svd.U.column(0)]);
  });

  it("is, after more rows were added, that of all of them, to the last bit", () => {
    const whole = table(false) as number[][];
    const svd = (): TruncatedSVD => new TruncatedSVD({ features: 3, seed: 7 });
    const parts = svd().fit(whole.slice(0, 4)).partialFit(whole.slice(4, 5)).partialFit(whole.slice(5));
    expect(JSON.stringify(parts)).toBe(JSON.stringify(svd().fit(whole)));
  });

  it("explains all the variance with all the features, and none of a matrix that does not vary", () => {
    const ratios = new TruncatedSVD({ features: 5, seed: 1 }).fit(random(9, 5, 2)).explainedVarianceRatio;
    expect(ratios.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const flat = new TruncatedSVD({ features: 1, seed: 1 }).fit([[1, 2], [1, 2]]); // prettier-ignore
    expect([...flat.explainedVarianceRatio]).toEqual([0]);
  });

  it("explains as much as scikit-learn says", () => {
    // sklearn 1.9: TruncatedSVD(2, algorithm="arpack").fit([[1, 2, 3], [4, 5, 6], [7, 8, 10], [0, 1, 0]]).
    const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit([[1, 2, 3], [4, 5, 6], [7, 8, 10], [0, 1, 0]]); // prettier-ignore
    const sklearn = [0.9894020813458703, 0.00523723640205838];
    svd.explainedVarianceRatio.forEach((x, t) => expect(x).toBeCloseTo(sklearn[t], 10));
  });

  it("is zeros with orthonormal directions for zeros, and exact for tiny and huge numbers", () => {
    const zero = new TruncatedSVD({ features: 2, seed: 1 }).fit([[0, 0, 0], [0, 0, 0]]); // prettier-ignore
    expect([...zero.singularValues, ...zero.L.values, zero.reconstructionError].every((x) => x === 0)).toBe(
      true,
    );
    expect(rootOfSquares(zero.U.row(0))).toBeCloseTo(1, 12);
    for (const scale of [1e-300, 1e300]) {
      const svd = new TruncatedSVD({ features: 1, seed: 1 }).fit([[3 * scale, 0], [4 * scale, 5 * scale]]); // prettier-ignore
      expect(svd.singularValues[0] / scale).toBeCloseTo(3 * Math.sqrt(5), 10);
      expect(svd.reconstructionError / scale).toBeCloseTo(Math.sqrt(5), 10);
    }
  });

  it("shows itself as data ≈ L·U", () => {
    const svd = new TruncatedSVD({ features: 1, seed: 4 }).fit([[1, 2], [2, 4]]); // prettier-ignore
    expect(String(svd)).toContain("Truncated SVD: 2 × 2, 1 feature, seed 4");
    expect(Object.keys(svd[jupyterDisplay]())).toContain("application/vnd.factorlab.v1+json");
    expect(String(new TruncatedSVD({ features: 1 }))).toContain("not fitted yet");
  });
});

describe("bad input to TruncatedSVD is a typed error that names argument, position, and what was given and expected", () => {
  const make = (options: unknown) => () => new TruncatedSVD(options as TruncatedSVDOptions);
  const fit = (data: unknown) => () => new TruncatedSVD({ features: 1, seed: 1 }).fit(data as MatrixInput);

  it.each<[string, () => unknown, typeof FactorlabError, string]>([
    ["no options", make(undefined), ValueError, "options is missing"],
    ["no features", make({}), ValueError, "features is missing"],
    ["negative power iterations", make({ features: 1, powerIterations: -1 }), ValueError, "powerIterations is -1"], // prettier-ignore
    ["half an oversample", make({ features: 1, oversamples: 0.5 }), ValueError, "oversamples is 0.5"],
    ["a misspelt option", make({ feature: 1 }), ValueError, 'did you mean "features"?'],
    ["more features than singular values", () => new TruncatedSVD({ features: 3 }).fit([[1, 2], [3, 4]]), ValueError, "features is 3, expected at most 2"], // prettier-ignore
    ["numbers that overflow", fit([[1e308, 1e308], [1e308, 1e308]]), ValueError, "too large to hold"], // prettier-ignore
  ])("%s", (_name, call, kind, message) => {
    const error = thrownBy(call) as FactorlabError;
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(message);
    expect(error.argument).toBeTruthy();
    expect(error.expected).toBeDefined();
  });
});

const svd = (options: object = {}): TruncatedSVD => new TruncatedSVD({ features: 2, seed: 7, ...options });

tableContract({
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
