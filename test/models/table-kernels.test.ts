import { afterEach, describe, expect, test, vi } from "vitest";
import { MatrixFactorization, NMF, TrainingInterrupted } from "../../src";
import { atOnce } from "../../src/kernels/run";
import { Matrix } from "../../src/matrix/matrix";
import { createRandom, uniform } from "../../src/matrix/random";
import { gramDescent, takesKernel } from "../../src/models/matrix-factorization/gram-kernel";
import type { GramDescent } from "../../src/models/matrix-factorization/gram-kernel";
import { PanelProblem } from "../../src/models/nmf/panels";
import { unscaledProblem } from "../../src/models/nmf/problem";
import { squaredError } from "../../src/numerics/dense";
import { byGram } from "../../src/numerics/gradient-iteration";

/** Shapes that no panel, strip or part of the work divides: rows, columns, features. */
const SHAPES = [
  [1, 1, 1],
  [1, 9, 1],
  [8, 1, 3],
  [5, 7, 13],
  [6, 3, 4],
  [7, 12, 6],
  [40, 31, 7],
  [130, 200, 11],
  [301, 97, 20],
] as const;

interface Problem {
  D: Float64Array;
  L: Float64Array;
  U: Float64Array;
}

/** Random numbers of this size. */
function problem(rows: number, columns: number, features: number, size = 1): Problem {
  const random = createRandom(rows + 10 * columns + 100 * features);
  return {
    D: uniform(random, size, 4 * size, rows * columns),
    L: uniform(random, 0.1, 0.9, rows * features).map((x) => x * Math.sqrt(size)),
    U: uniform(random, 0.1, 0.9, features * columns).map((x) => x * Math.sqrt(size)),
  };
}

const copy = ({ D, L, U }: Problem): Problem => ({ D, L: L.slice(), U: U.slice() });

/** One iteration at one go, of a table with so many cells; gives the sum of squared errors. */
const iterate = (kernel: GramDescent, cells: number, learningRate: number, regularization = 0): number =>
  cells * kernel.iterate(regularization)({ ...atOnce(), learningRate });

/** The largest difference, as a share of the largest number. */
function apart(found: Float64Array, expected: Float64Array): number {
  const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return found.reduce((most, x, k) => Math.max(most, Math.abs(x - expected[k])), 0) / (largest || 1);
}

describe("gradient descent by kernels", () => {
  test.each(SHAPES)("is that of the reference for %d × %d, %d features", (rows, columns, features) => {
    for (const regularization of [0, 0.3]) {
      const [ours, theirs] = [0, 0].map(() => copy(problem(rows, columns, features)));
      const kernel = gramDescent(ours.D, ours, rows, features, columns);
      const reference = byGram(theirs.D, theirs.L, theirs.U, rows, features, columns, regularization);
      for (let k = 0; k < 3; k++) {
        const expected = reference(0.02);
        const found = iterate(kernel, rows * columns, 0.02, regularization);
        expect(Math.abs(found / expected - 1)).toBeLessThan(1e-11);
        expect(Math.abs(kernel.squaredError(atOnce()) / expected - 1)).toBeLessThan(1e-12);
      }
      expect(apart(ours.L, theirs.L)).toBeLessThan(1e-12);
      expect(apart(ours.U, theirs.U)).toBeLessThan(1e-12);
    }
  });

  test.each([1e-100, 1e-8, 1e8, 1e100])("holds numbers of the size %d", (size) => {
    const [rows, columns, features] = [33, 40, 8];
    const [ours, theirs] = [0, 0].map(() => copy(problem(rows, columns, features, size)));
    const kernel = gramDescent(ours.D, ours, rows, features, columns);
    const reference = byGram(theirs.D, theirs.L, theirs.U, rows, features, columns);
    const rate = 0.02 / size;
    for (let k = 0; k < 3; k++)
      expect(Math.abs(iterate(kernel, rows * columns, rate) / reference(rate) - 1)).toBeLessThan(1e-10);
    expect(apart(ours.L, theirs.L)).toBeLessThan(1e-12);
  });

  test("goes on as if nothing had been after an iteration that ran away", () => {
    const [rows, columns, features] = [33, 40, 8];
    const given = copy(problem(rows, columns, features));
    const [ours, theirs] = [copy(given), copy(given)];
    const kernel = gramDescent(ours.D, ours, rows, features, columns);
    for (let k = 0; k < 20; k++) iterate(kernel, rows * columns, 1e30);
    expect(ours.L.some(Number.isNaN)).toBe(true);
    ours.L.set(given.L);
    ours.U.set(given.U);
    const expected = byGram(theirs.D, theirs.L, theirs.U, rows, features, columns)(0.02);
    expect(Math.abs(iterate(kernel, rows * columns, 0.02) / expected - 1)).toBeLessThan(1e-11);
    expect(apart(ours.U, theirs.U)).toBeLessThan(1e-12);
  });

  test("begins the same in memory that a larger table has left full of NaN", () => {
    const train = (rows: number, columns: number, rate: number): Problem => {
      const given = copy(problem(rows, columns, 8));
      const kernel = gramDescent(given.D, given, rows, 8, columns);
      for (let k = 0; k < 20; k++) iterate(kernel, rows * columns, rate);
      kernel.rest();
      return given;
    };
    const found = [0, 1].map((after) => {
      // The first stands in new memory, since the other's is far too small.
      if (after) train(35, 44, 1e30);
      else train(7, 8, 0.02);
      return train(31, 40, 0.02);
    });
    expect(found[1]).toEqual(found[0]);
  });

  test("knows the loss of a nearly perfect fit to its last digits", () => {
    const [rows, columns, features] = [40, 50, 5];
    const { D, L, U } = problem(rows, columns, features);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        let sum = 1e-7 * Math.cos(i * j);
        for (let t = 0; t < features; t++) sum += L[i * features + t] * U[t * columns + j];
        D[i * columns + j] = sum;
      }
    const loss = iterate(gramDescent(D, { L, U }, rows, features, columns), rows * columns, 1e-3);
    expect(loss).toBeGreaterThan(0);
    expect(Math.abs(loss / squaredError(D, L, U, rows, columns, features) - 1)).toBeLessThan(1e-6);
  });
});

describe.each([
  ["cd", "frobenius"],
  ["mu", "frobenius"],
  ["mu", "kullback-leibler"],
] as const)("nonnegative factorization by kernels, %s, %s", (solver, loss) => {
  test.each(SHAPES)("is that of the reference for %d × %d, %d features", (rows, columns, features) => {
    for (const regularization of [0, 0.3]) {
      const options = { solver, loss, regularization };
      const both = [0, 0].map(() => copy(problem(rows, columns, features)));
      // Zeros stay where they are, or are left; a feature that is zero in U alone, and a row and a column of zeros.
      for (const { D, L, U } of both) {
        L[0] = 0;
        if (features > 2) U.fill(0, columns, 2 * columns);
        if (rows > 6) D.fill(0, 0, columns);
        if (columns > 6) for (let i = 0; i < rows; i++) D[i * columns] = 0;
      }
      const parts = both.map(({ D, L, U }) => [new Matrix(rows, columns, D), new Matrix(rows, features, L), new Matrix(features, columns, U)] as const); // prettier-ignore
      const kernel = new PanelProblem(...parts[0], options);
      const reference = unscaledProblem(...parts[1], options);
      kernel.updateL(atOnce());
      reference.updateL(atOnce());
      expect(apart(both[0].L, both[1].L)).toBeLessThan(1e-12);
      for (let k = 0; k < 3; k++) {
        const [ours, theirs] = [kernel.update(atOnce()), reference.update(atOnce())];
        const size = both[1].D.reduce((sum, x) => sum + x * x, 0);
        expect(Math.abs(ours.squared - theirs.squared) / size).toBeLessThan(1e-13);
        expect(Math.abs(ours.lowered - theirs.lowered) / size).toBeLessThan(1e-13);
        expect(Math.abs(kernel.errors(atOnce()).lowered - theirs.lowered) / size).toBeLessThan(1e-13);
      }
      expect(apart(both[0].L, both[1].L)).toBeLessThan(1e-11);
      expect(apart(both[0].U, both[1].U)).toBeLessThan(1e-11);
    }
  });
});

const [ROWS, COLUMNS, FEATURES] = [350, 250, 30];
const { D } = problem(ROWS, COLUMNS, FEATURES);
const large = Array.from({ length: ROWS }, (_, i) => Array.from(D.subarray(i * COLUMNS, (i + 1) * COLUMNS)));
const trained = {
  MatrixFactorization: (threads: number) =>
    new MatrixFactorization(large, FEATURES, { seed: 3 }).trainModel({
      learningRate: 0.02,
      iterations: 4,
      threads,
    }),
  "coordinate descent": (threads: number) =>
    new NMF({ features: FEATURES, iterations: 4, seed: 3 }).fit(large, { threads }),
  "multiplicative updates": (threads: number) =>
    new NMF({ features: FEATURES, iterations: 4, seed: 3, solver: "mu" }).fit(large, { threads }),
  "the divergence": (threads: number) =>
    new NMF({ features: FEATURES, iterations: 4, seed: 3, loss: "kullback-leibler" }).fit(large, { threads }),
};

describe.each(Object.entries(trained))("threads of %s", (_, train) => {
  test("do not change a byte, however many they are", () => {
    expect(takesKernel(ROWS, COLUMNS, FEATURES)).toBe(true);
    const alone = train(1);
    for (const threads of [2, 3, 8]) {
      const together = train(threads);
      expect(together.L.values).toEqual(alone.L.values);
      expect(together.U.values).toEqual(alone.U.values);
      expect(together.history.loss).toEqual(alone.history.loss);
    }
  });

  test.each([0, 1.5, 257, NaN, "2", null])("may not be %s", (threads) => {
    expect(() => train(threads as number)).toThrow(/^threads is .*expected a whole number from 1 to 256/);
  });
});

describe("a stop within an iteration", () => {
  /** A signal that is aborted when it is looked at for the n-th time. */
  const abortedAt = (count: number): { readonly aborted: boolean } => {
    let looks = 0;
    return {
      get aborted() {
        return ++looks >= count;
      },
    };
  };

  test("leaves MatrixFactorization at the last whole one, from where it goes on to the same bytes", async () => {
    const how = { learningRate: 0.02, threads: 2 };
    const model = new MatrixFactorization(large, FEATURES, { seed: 3 });
    const stopped = model.train({ ...how, iterations: 40, display: false, signal: abortedAt(50) });
    await expect(stopped).rejects.toThrow(TrainingInterrupted);
    const { iteration } = model;
    expect(iteration).toBeLessThan(40);
    model.trainModel({ ...how, iterations: 40 - iteration });
    const whole = new MatrixFactorization(large, FEATURES, { seed: 3 }).trainModel({
      ...how,
      iterations: 40,
    });
    expect(model.L.values).toEqual(whole.L.values);
    expect(model.U.values).toEqual(whole.U.values);
    expect(model.history.loss).toEqual(whole.history.loss);
    expect(model.replay).not.toBeNull();
  });

  test("leaves NMF at the last whole one", async () => {
    const settings = { features: FEATURES, seed: 3, tolerance: 0, init: "random" } as const;
    const model = new NMF({ ...settings, iterations: 40 });
    const stopped = model.train(large, { display: false, signal: abortedAt(400) });
    await expect(stopped).rejects.toThrow(TrainingInterrupted);
    const { iteration } = model;
    expect(iteration).toBeGreaterThan(0);
    const whole = new NMF({ ...settings, iterations: iteration }).fit(large);
    expect(model.L.values).toEqual(whole.L.values);
    expect(model.U.values).toEqual(whole.U.values);
  });
});

describe("a stop before the first iteration", () => {
  test("ends the search for NMF's starting vectors, and leaves the model as it was", async () => {
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > 30;
      },
    };
    const model = new NMF({ features: FEATURES, seed: 3, iterations: 5 }).fit(large);
    const before = model.L.values.slice();
    const stopped = model.train(large, { display: false, signal });
    await expect(stopped).rejects.toThrow(/stopped at iteration 0 of 5/);
    expect(model.L.values.every((x, k) => x === before[k])).toBe(true);
    expect(model.iteration).toBe(5);
  });
});

const { WebAssembly: theirs } = globalThis as unknown as {
  WebAssembly: { readonly Memory: new (limits: object) => object };
};

describe("a page that may not share memory", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  /** The library as it is loaded now. */
  async function trainedThere(): Promise<MatrixFactorization> {
    vi.resetModules();
    const { MatrixFactorization: Own } = await import("../../src/models/matrix-factorization");
    return new Own(large, FEATURES, { seed: 3 }).trainModel({
      learningRate: 0.02,
      iterations: 4,
      threads: 8,
    });
  }

  test.each([
    [
      "has no SharedArrayBuffer, though it makes such memory",
      () => vi.stubGlobal("SharedArrayBuffer", undefined),
    ],
    ["refuses it", () => vi.stubGlobal("WebAssembly", { ...namesOf(theirs), Memory: Unshared })],
  ])("that %s trains to the same bytes", async (_, make) => {
    const expected = trained.MatrixFactorization(1);
    make();
    const { L, U } = await trainedThere();
    expect(L.values).toEqual(expected.L.values);
    expect(U.values).toEqual(expected.U.values);
  });
});

const namesOf = (object: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.getOwnPropertyNames(object).map((name) => [name, (object as Record<string, unknown>)[name]]),
  );

class Unshared extends theirs.Memory {
  constructor(limits: { shared?: boolean }) {
    if (limits.shared === true) throw new TypeError("shared memory is not allowed here");
    super(limits);
  }
}
