import { describe, expect, test } from "vitest";
import { ImplicitALS } from "../../src/models/implicit-als";
import type { ImplicitALSOptions } from "../../src/models/implicit-als";
import type { Matrix } from "../../src/matrix/matrix";
import { Ratings } from "../../src/ratings/ratings";
import { counts, inside, separation, twoTastes } from "./implicit-samples";

const some = counts(30, 22, 0.2, 5);

/** Σ confidence × (1 or 0 − x·y)² cell by cell, the slow way. */
function everyCell(model: ImplicitALS, ratings: Ratings, leaveOut?: Ratings): { sum: number; cells: number } {
  const { alpha } = model.settings;
  let sum = 0;
  let cells = 0;
  for (const user of ratings.userIds) {
    for (const item of ratings.itemIds) {
      const rating = ratings.get(user, item);
      if (rating === undefined && leaveOut?.get(user, item) !== undefined) continue;
      const wanted = rating === undefined ? 0 : 1;
      sum += (1 + alpha * (rating ?? 0)) * (wanted - model.predict(user, item)) ** 2;
      cells++;
    }
  }
  return { sum, cells };
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

/** Σ |row|², each as often as its user or item has ratings where the penalty is scaled. */
function penaltyOf({ rows, columns, values }: Matrix, offsets: Int32Array, scaled: boolean): number {
  let sum = 0;
  for (let i = 0; i < rows; i++)
    sum +=
      (scaled ? offsets[i + 1] - offsets[i] : 1) * squares(values.subarray(i * columns, (i + 1) * columns));
  return sum;
}

function objective(model: ImplicitALS, ratings: Ratings): number {
  const { userFactors, itemFactors, settings } = model;
  const { scaleRegularization: scaled } = settings;
  const penalty =
    penaltyOf(userFactors, ratings.rows.offsets, scaled) +
    penaltyOf(itemFactors, ratings.columns.offsets, scaled);
  return everyCell(model, ratings).sum + settings.regularization * penalty;
}

describe("implicit alternating least squares", () => {
  const options: ImplicitALSOptions = { features: 6, regularization: 0.5, alpha: 3, seed: 2, epochs: 25 };

  test.each(["cholesky", "cg"] as const)("never raise their objective, solved by %s", (solver) => {
    const model = new ImplicitALS({ ...options, solver });
    let before = Infinity;
    for (const event of model.trainingEvents(some)) {
      const now = objective(model, some);
      expect(now).toBeLessThanOrEqual(before * (1 + 1e-12));
      expect(event.epochs).toBe(25);
      before = now;
    }
    expect(before).toBeLessThan(0.7 * objective(new ImplicitALS({ ...options, epochs: 1 }).fit(some), some));
  });

  test.each(["cholesky", "cg"] as const)(
    "with scaleRegularization, λ counts for each rating (%s)",
    (solver) => {
      const scaled = { ...options, solver, regularization: 0.1, scaleRegularization: true };
      const model = new ImplicitALS(scaled);
      let before = Infinity;
      for (const { epochs } of model.trainingEvents(some)) {
        expect(epochs).toBe(25);
        const now = objective(model, some);
        expect(now).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = now;
      }
      // Where each has the same number of ratings, it is that multiple of λ.
      const even = Ratings.from(
        [0, 1, 2, 3, 4, 5].flatMap((u) => [0, 1, 2].map((n) => [u, (u + n) % 6, 1 + ((u * n) % 3)] as const)),
      );
      const same = new ImplicitALS({ ...scaled, scaleRegularization: false, regularization: 0.5 }).fit(even);
      const each = new ImplicitALS({ ...scaled, regularization: 0.5 / 3 }).fit(even);
      for (const [k, x] of same.itemFactors.values.entries())
        expect(each.itemFactors.values[k]).toBeCloseTo(x, 6);
      // Folding in, and what a rating adds, go by it as well.
      const user = even.rows.indices.subarray(0, 3);
      const given = Array.from(user, (i, k) => [even.itemIds.at(i), even.rows.values[k]] as const);
      expect(each.predict(each.transform(given), 0)).toBeCloseTo(same.predict(same.transform(given), 0), 6);
      const [one, other] = [each, same].map((trained) => trained.explain(trained.transform(given), 4));
      expect(one.prediction).toBeCloseTo(other.prediction, 6);
      const without = each.transform(given.slice(1));
      const left = one.because.find(({ item }) => String(item) === String(given[0][0]))!;
      expect(left.influence).toBeCloseTo(one.prediction - each.predict(without, 4), 10);
    },
  );

  test("leave no more gradient for the side that was solved last than 32-bit floats round", () => {
    const model = new ImplicitALS({ ...options, solver: "cholesky", epochs: 3 }).fit(some);
    const { alpha, regularization, features } = model.settings;
    for (let i = 0; i < some.items; i++) {
      for (let t = 0; t < features; t++) {
        let gradient = regularization * model.itemFactors.get(i, t);
        let size = Math.abs(gradient);
        for (let u = 0; u < some.users; u++) {
          const rating = some.get(some.userIds.at(u), some.itemIds.at(i));
          const score = model.predict(some.userIds.at(u), some.itemIds.at(i));
          const pull = (1 + alpha * (rating ?? 0)) * (score - (rating === undefined ? 0 : 1));
          gradient += pull * model.userFactors.get(u, t);
          size += Math.abs(pull * model.userFactors.get(u, t));
        }
        expect(Math.abs(gradient)).toBeLessThan(1e-6 * size);
      }
    }
  });

  test("report the weighted squared error of all cells", () => {
    const model = new ImplicitALS(options).fit(some);
    const { sum, cells } = everyCell(model, some);
    expect(cells).toBe(some.users * some.items);
    expect(model.history.loss.at(-1)).toBeCloseTo(sum / cells, 12);
  });

  test("leave what they were trained on out of the validation loss", () => {
    const train = some.select((k) => k % 4 !== 0);
    const heldOut = some.select((k) => k % 4 === 0);
    const model = new ImplicitALS(options).fit(train, { validation: heldOut });
    const { sum, cells } = everyCell(model, heldOut, train);
    expect(cells).toBe(some.users * some.items - train.length);
    expect(model.history.validation.at(-1)).toBeCloseTo(sum / cells, 12);
    expect(model.history.validation).toHaveLength(25);
  });

  test("end equally low by conjugate gradients as by Cholesky", () => {
    const [exact, near] = (["cholesky", "cg"] as const).map((solver) =>
      objective(new ImplicitALS({ ...options, solver, epochs: 100 }).fit(some), some),
    );
    expect(Math.abs(near / exact - 1)).toBeLessThan(0.01);
  });

  test("fold an item in to the factors that training gave it, and a user to what the items say", () => {
    const model = new ImplicitALS({ ...options, solver: "cholesky" }).fit(some);
    const { offsets, indices, values } = some.columns;
    for (let i = 0; i < some.items; i++) {
      const row = inside(model).foldIn(
        "item",
        indices.slice(offsets[i], offsets[i + 1]),
        values.slice(offsets[i], offsets[i + 1]),
      );
      row.itemFactors.forEach((value, t) =>
        expect(Math.fround(value)).toBeCloseTo(model.itemFactors.get(i, t), 10),
      );
    }
    const nobody = inside(model).foldIn("user", new Int32Array(0), new Float64Array(0));
    expect([...nobody.userFactors]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("tell two tastes apart", () => {
    expect(separation(new ImplicitALS({ features: 2, seed: 1 }).fit(twoTastes()))).toBe(1);
  });

  test("solve without regularization and with more features than items", () => {
    for (const solver of ["cholesky", "cg"] as const) {
      const model = new ImplicitALS({ features: 40, regularization: 0, solver, seed: 1 }).fit(some);
      expect(model.history.loss.at(-1)).toBeLessThan(1e-3);
      expect(model.itemFactors.values.every(Number.isFinite)).toBe(true);
    }
  });
});
