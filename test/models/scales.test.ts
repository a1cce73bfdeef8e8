import { describe, expect, test } from "vitest";
import { DivergenceError, FactorlabError } from "../../src";
import * as library from "../../src";
import { cosines } from "../../src/models/shared/cosine";
import { scaleOf } from "../../src/numerics/scale";

const BASE = [
  [1, 2, 3, 0.5],
  [2, 4, 6, 1],
  [3, 1, 2, 2],
  [1, 1, 4, 3],
  [0.5, 2, 2, 5],
];
const SCALES = [
  ...[2 ** -1070, 1e-310, 1e-300, 1e-200, 1e-160, 1e-100, 1e-16, 1e-9],
  ...[1, 1e9, 1e16, 1e100, 1e150, 1e154, 1e200, 1e307],
];
/** Larger numbers have squares that no loss can hold. */
const MOST_SQUARED = 1e150;

const cells = (scale: number): number[][] => BASE.map((row) => row.map((x) => x * scale));

/** How far L·U is from the data, as a share of them. */
function distance(
  model: { reconstruct(): { values: Float64Array } },
  data: readonly (readonly (number | null)[])[],
  scale: number,
): number {
  const made = model.reconstruct().values;
  let [error, size] = [0, 0];
  data.flat().forEach((cell, k) => {
    if (cell === null) return;
    error += (made[k] / scale - cell / scale) ** 2;
    size += (cell / scale) ** 2;
  });
  return Math.sqrt(error / size);
}

/** What each way of factorizing a table makes of data: how far it is from them. */
const TABLES: Record<string, (data: number[][], scale: number) => number> = {
  "NMF by coordinate descent": (data, scale) => distance(nmf().fit(data), data, scale),
  "NMF by multiplication": (data, scale) => distance(nmf({ solver: "mu" }).fit(data), data, scale),
  "NMF of the divergence": (data, scale) =>
    distance(nmf({ loss: "kullback-leibler" }).fit(data), data, scale),
  "NMF from random factors": (data, scale) => distance(nmf({ init: "random" }).fit(data), data, scale),
  "NMF from nndsvd": (data, scale) => distance(nmf({ init: "nndsvd" }).fit(data), data, scale),
  "NMF with unknown cells": (data, scale) => {
    const holes = data.map((row, i) => row.map((x, j) => (i === 1 && j === 1 ? null : x)));
    return distance(nmf().fit(holes), holes, scale);
  },
  "NMF that gets more rows": (data, scale) =>
    distance(nmf().fit(data.slice(0, 4)).partialFit(data.slice(4)), data, scale),
  "NMF that is saved and read": (data, scale) =>
    distance(library.NMF.fromJSON(JSON.stringify(nmf().fit(data))), data, scale),
  "NMF's new rows": (data, scale) => newRows(nmf().fit(data), data, scale),
  "NMF's reconstruction error": (data, scale) => nmf().fit(data).reconstructionError / scale,
  TruncatedSVD: (data, scale) => distance(svd().fit(data), data, scale),
  "TruncatedSVD's new rows": (data, scale) => newRows(svd().fit(data), data, scale),
  "TruncatedSVD's reconstruction error": (data, scale) => svd().fit(data).reconstructionError / scale,
  "TruncatedSVD's largest value": (data, scale) => svd().fit(data).singularValues[0] / scale,
  "TruncatedSVD's explained variance": (data) => svd().fit(data).explainedVarianceRatio[0],
  "neighbours in NMF's factors": (data) => nmf({ init: "random" }).fit(data).similarUsers(0).entries[0].score,
  "neighbours in TruncatedSVD's factors": (data) => svd().fit(data).similarUsers(0).entries[3].score,
  "MatrixFactorization's new rows": (data, scale) => newRows(given(data, scale), data, scale),
};

function nmf(more: Partial<library.NMFOptions> = {}): library.NMF {
  return new library.NMF({ features: 2, seed: 1, ...more });
}
function svd(): library.TruncatedSVD {
  return new library.TruncatedSVD({ features: 2, seed: 1 });
}
/** A factorization with factors of the scale of the data. */
function given(data: number[][], scale: number): library.MatrixFactorization {
  const root = Math.sqrt(scale);
  const times = (rows: number[][]): number[][] => rows.map((row) => row.map((x) => x * root));
  const L = times([[1, 0.5], [0.3, 1], [1, 1], [0.2, 0.9], [0.7, 0.1]]); // prettier-ignore
  const U = times([[1, 0.3, 0.6, 0.2], [0.4, 1, 0.1, 0.8]]); // prettier-ignore
  return new library.MatrixFactorization(data, 2, { init: { L, U } });
}
/** How far the rows that are folded in are from the data. */
function newRows(model: library.TableModel<number[][]>, data: number[][], scale: number): number {
  const L = model.transform(data);
  const { U } = model;
  const values = Float64Array.from(data.flat(), (_, k) => {
    const [i, j] = [Math.floor(k / 4), k % 4];
    return L.values[2 * i] * U.values[j] + L.values[2 * i + 1] * U.values[4 + j];
  });
  return distance({ reconstruct: () => ({ values }) }, data, scale);
}

const tableCases = Object.keys(TABLES).flatMap((name) => SCALES.map((scale) => [name, scale] as const));

test("there are 288 cases of tables", () => {
  expect(tableCases).toHaveLength(288);
});

test.each(tableCases)("%s of data of about %d is as good as of data of about 1", (name, scale) => {
  const usual = TABLES[name](BASE, 1);
  const works = TABLES[name];
  if (scale > MOST_SQUARED && !name.includes("SVD") && !name.startsWith("Matrix")) {
    expect(() => works(cells(scale), scale)).toThrow(/data leads to numbers that are too large to hold/);
    return;
  }
  // Of the smallest numbers, a few bits are left.
  expect(Math.abs(works(cells(scale), scale) / usual - 1)).toBeLessThan(scale < 1e-310 ? 0.05 : 0.03);
});

describe("rows of very different sizes in one table", () => {
  const sizes = [1, 1e-200, 1e-100, 1e-12, 1e-150];
  const data = BASE.map((row, i) => row.map((x) => x * sizes[i]));
  const residual = (row: readonly number[], product: readonly number[], size: number): number =>
    Math.sqrt(row.reduce((sum, x, j) => sum + ((x - product[j]) / size) ** 2, 0));

  test.each(["cd", "mu"] as const)("are each fitted to U as well as they can be by NMF with %s", (solver) => {
    const model = nmf({ solver, features: 3, tolerance: 0, iterations: 3000 }).fit(data);
    const made = model.reconstruct();
    data.forEach((row, i) => {
      const best = model.transform([row]);
      const products = row.map((_, j) =>
        [0, 1, 2].reduce((sum, t) => sum + best.values[t] * model.U.row(t)[j], 0),
      );
      const least = residual(row, products, sizes[i]);
      expect(residual(row, [...made.row(i)], sizes[i])).toBeLessThan(1.01 * least + 1e-3);
    });
  });

  test.each([1e-310, 1e-200, 1e-12, 1, 1e12, 1e200, 1e307])(
    "have neighbours by their direction alone, also among those of about %d",
    (size) => {
      const rows = [[3, 4], [4, 3], [-3, -4], [0, 0]]; // prettier-ignore
      for (const other of [1e-310, 1e-200, 1, 1e200, 1e307]) {
        const values = Float64Array.from(rows.flat(), (x, k) => x * (k % 4 < 2 ? other : size));
        const found = cosines(Float64Array.of(3 * size, 4 * size), values);
        [1, 0.96, -1, 0].forEach((cosine, k) => expect(found[k]).toBeCloseTo(cosine, 9));
      }
    },
  );
});

test.each([2 ** -30, 1e-8, 1e-3, 1, 660, 1e15, 1e30])(
  "numbers up to %d are worked with as they are",
  (most) => {
    expect(scaleOf([0, most, -most / 3, NaN])).toBe(1);
  },
);

test.each([5e-324, 1e-310, 1e-200, 9e-10, 1.3e30, 1e200, Number.MAX_VALUE])(
  "numbers up to %d are divided by a power of four, and back without a difference",
  (most) => {
    const scale = scaleOf([most]);
    expect(Math.abs(Math.log2(scale) % 2)).toBe(0);
    expect(most / scale).toBeGreaterThanOrEqual(1);
    expect(most / scale).toBeLessThan(4);
    expect((most / scale) * scale).toBe(most);
  },
);

/** Ratings of about this size, with a fifth of the cells unknown. */
function ratings(scale: number): library.Ratings {
  return library.Ratings.fromMatrix(
    BASE.map((row, u) => row.map((x, i) => ((u + i) % 5 ? x * scale : null))),
  );
}

/** Models of ratings whose objective has no scale of its own: how large their error is. */
const OF_RATINGS: Record<string, () => library.Recommender> = {
  NonnegativeMF: () => new library.NonnegativeMF({ seed: 1, features: 2, regularization: 0, epochs: 200 }),
  BayesianMF: () => new library.BayesianMF({ seed: 1, features: 2 }),
  BiasOnly: () => new library.BiasOnly(),
  GlobalMean: () => new library.GlobalMean(),
};
const ratingScales = SCALES.filter((scale) => scale <= 1e9);
const ratingCases = Object.keys(OF_RATINGS).flatMap((name) =>
  ratingScales.map((scale) => [name, scale] as const),
);

test("there are 40 cases of ratings", () => {
  expect(ratingCases).toHaveLength(40);
});

test.each(ratingCases)(
  "%s of ratings of about %d has the errors and losses of their scale",
  (name, scale) => {
    const fit = (size: number): number[] => {
      const given = ratings(size);
      const model = OF_RATINGS[name]().fit(given, { validation: given });
      const { rmse, mae } = library.evaluate(model, given, { metrics: ["rmse", "mae"] });
      const { loss, validation } = model.history;
      return [rmse, mae, loss.at(-1)!, validation.at(-1)!].map((x) => x / size);
    };
    const [now, usual] = [fit(scale), fit(1)];
    now.forEach((x, k) => {
      // A descent may end elsewhere, but not without a fit.
      if (name === "NonnegativeMF") expect(x).toBeLessThan(0.9);
      else expect(Math.abs(x / usual[k] - 1)).toBeLessThan(scale < 1e-310 ? 0.05 : 0.001);
    });
  },
);

test.each([1e-310, 1e-200, 1e-100, 1e-16, 1, 1e9])(
  "new users of ratings of about %d get their scale",
  (scale) => {
    const model = new library.NonnegativeMF({ seed: 4, features: 2, regularization: 0 }).fit(ratings(scale));
    const user = model.transform([[1, 2 * scale], [2, 3 * scale]]); // prettier-ignore
    expect(model.predict(user, 1) / scale).toBeGreaterThan(1.5);
    expect(model.predict(user, 2) / scale).toBeLessThan(3.5);
    expect(model.explain(0, 1).because[0].influence / scale).toBeGreaterThan(1e-3);
  },
);

describe("a suggested learning rate", () => {
  const TRAINED: Record<string, (scale: number, learningRate: number) => unknown> = {
    MatrixFactorization: (scale, learningRate) =>
      new library.MatrixFactorization(cells(scale), 2, { seed: 1 }).trainModel({ learningRate }),
    "MatrixFactorization in batches": (scale, learningRate) =>
      new library.MatrixFactorization(cells(scale), 2, { seed: 1 }).trainModel({
        learningRate,
        method: "batch",
      }),
    "MatrixFactorization cell by cell": (scale, learningRate) =>
      new library.MatrixFactorization(cells(scale), 2, { seed: 1 }).trainModel({
        learningRate,
        method: "stochastic",
      }),
    "MatrixFactorization from large factors": (scale, learningRate) =>
      new library.MatrixFactorization(cells(scale), 2, { seed: 1, initRange: [900, 1000] }).trainModel({
        learningRate,
      }),
    BiasedMF: (scale, learningRate) => new library.BiasedMF({ seed: 1, learningRate }).fit(ratings(scale)),
    "BiasedMF from large factors": (scale, learningRate) =>
      new library.BiasedMF({ seed: 1, learningRate, initScale: 1e3 }).fit(ratings(scale)),
    "BiasedMF from huge factors": (scale, learningRate) =>
      new library.BiasedMF({ seed: 1, learningRate, initScale: 1e100 }).fit(ratings(scale)),
    SVDPlusPlus: (scale, learningRate) =>
      new library.SVDPlusPlus({ seed: 1, learningRate }).fit(ratings(scale)),
    BPR: (scale, learningRate) => new library.BPR({ seed: 1, learningRate }).fit(ratings(scale)),
    LogisticMF: (scale, learningRate) =>
      new library.LogisticMF({ seed: 1, learningRate }).fit(ratings(scale)),
  };
  const sizes = [1e-200, 1e-16, 1, 1e9, 1e16, 1e100, 1e150, 1e160, 1e200, 1e300];
  const cases = Object.keys(TRAINED).flatMap((name) =>
    sizes.filter((scale) => name.startsWith("Matrix") || scale <= 1e9).map((scale) => [name, scale] as const),
  );
  const caught = (train: () => unknown): unknown => {
    try {
      train();
      return null;
    } catch (error) {
      return error;
    }
  };

  test("there are 64 cases of it", () => {
    expect(cases).toHaveLength(64);
  });

  test.each(cases)("%s of data of about %d holds when it is followed, or there is none", (name, scale) => {
    for (const rate of [0.01, 1e3, 1e100, 1e300]) {
      const error = caught(() => TRAINED[name](scale, rate));
      if (error === null) continue;
      expect(error).toBeInstanceOf(FactorlabError);
      if (!(error instanceof DivergenceError)) continue;
      const { suggestedRate, message } = error;
      if (suggestedRate === null) {
        expect(message).toMatch(
          /No learning rate helps: try (data|ratings) and starting factors of a moderate scale\.$/,
        );
        expect(caught(() => TRAINED[name](scale, Number.MIN_VALUE))).toBeInstanceOf(DivergenceError);
      } else {
        expect(message).toContain(`such as ${suggestedRate}`);
        expect(caught(() => TRAINED[name](scale, suggestedRate))).toBeNull();
      }
    }
  });
});

test.each([
  ["ALS", new library.ALS({}), ["regularization", "biasRegularization"]],
  ["BiasOnly", new library.BiasOnly(), ["userRegularization", "itemRegularization"]],
  ["EASE", new library.EASE(), ["regularization"]],
  ["ImplicitALS", new library.ImplicitALS({}), ["regularization"]],
  ["NonnegativeMF", new library.NonnegativeMF({}), ["regularization"]],
  ["BayesianMF", new library.BayesianMF({}), []],
  ["GlobalMean", new library.GlobalMean(), []],
  ["MostPopular", new library.MostPopular(), []],
] as const)("a divergence of %s names options that it has", (_, model, names) => {
  const diverging = model as unknown as { begin: () => () => number };
  diverging.begin = () => () => NaN;
  let thrown: unknown;
  try {
    (model as library.Recommender).fit(ratings(1));
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DivergenceError);
  const { message, argument } = thrown as DivergenceError;
  expect(message).toContain(
    names.length > 0 ? `Try a larger ${names.join(" or ")}.` : "Try ratings of a moderate scale.",
  );
  expect(argument).toBe(names[0] ?? "ratings");
});
