import { describe, expect, test } from "vitest";
import { ImplicitALS } from "../../src/models/implicit-als";
import type { ImplicitALSOptions } from "../../src/models/implicit-als";
import type { Ratings } from "../../src/ratings/ratings";
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

function objective(model: ImplicitALS, ratings: Ratings): number {
  const { userFactors, itemFactors, settings } = model;
  const penalty = squares(userFactors.values) + squares(itemFactors.values);
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
