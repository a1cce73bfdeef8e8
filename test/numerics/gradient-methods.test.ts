import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactorlabError, MatrixFactorization, ValueError } from "../../src";
import type { TrainOptions } from "../../src";

type Method = NonNullable<TrainOptions["method"]>;
const METHODS: Method[] = ["coordinate", "batch", "stochastic"];

/** Shapes on both sides of the size from which Gram matrices are cheaper; λ; cells that may be unknown. */
const problems = fc
  .record({
    rows: fc.integer({ min: 1, max: 7 }),
    columns: fc.integer({ min: 1, max: 7 }),
    features: fc.integer({ min: 1, max: 4 }),
    regularization: fc.constantFrom(0, 0.3),
    seed: fc.integer({ min: 0 }),
    holes: fc.boolean(),
  })
  .chain((shape) => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    const cell = shape.holes ? fc.oneof({ weight: 3, arbitrary: number }, fc.constant(null)) : number;
    const row = fc.array(cell, { minLength: shape.columns, maxLength: shape.columns });
    const data = fc.array(row, { minLength: shape.rows, maxLength: shape.rows });
    return fc.record({ ...mapConstant(shape), data });
  })
  .filter(({ data }) => data.flat().some((x) => x !== null));

function mapConstant<T extends object>(values: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  const entries = Object.entries(values).map(([key, value]) => [key, fc.constant(value)]);
  return Object.fromEntries(entries) as { [K in keyof T]: fc.Arbitrary<T[K]> };
}

type Cell = [row: number, column: number];

function knownCellsOf({ data }: MatrixFactorization): Cell[] {
  const all = Array.from(data.values, (_, p): Cell => [Math.floor(p / data.columns), p % data.columns]);
  return all.filter(([i, j]) => !Number.isNaN(data.get(i, j)));
}

/** One cell's part of the objective, penalty included. */
function costOf(fac: MatrixFactorization, [i, j]: Cell, regularization: number): number {
  let [product, penalty] = [0, 0];
  for (let t = 0; t < fac.features; t++) {
    const [l, u] = [fac.L.get(i, t), fac.U.get(t, j)];
    product += l * u;
    penalty += l * l + u * u;
  }
  return (fac.data.get(i, j) - product) ** 2 + regularization * penalty;
}

/** Minus the derivative of `cost` by one entry, by central differences. */
function slope(values: Float64Array, at: number, cost: () => number): number {
  const h = 1e-5;
  const before = values[at];
  values[at] = before + h;
  const up = cost();
  values[at] = before - h;
  const down = cost();
  values[at] = before;
  return (down - up) / (2 * h);
}

/** All entries of both factors in the original notebook's order, each with the known cells that depend on it. */
function entries(fac: MatrixFactorization): { values: Float64Array; at: number; cells: Cell[] }[] {
  const known = knownCellsOf(fac);
  const { L, U } = fac;
  const ofL = Array.from(L.values, (_, at) => ({
    values: L.values,
    at,
    cells: known.filter(([i]) => i === Math.floor(at / L.columns)),
  }));
  const ofU = Array.from(U.values, (_, at) => ({
    values: U.values,
    at,
    cells: known.filter(([, j]) => j === at % U.columns),
  }));
  return [...ofL, ...ofU];
}

/** One iteration as the option's sentence has it, each gradient by central differences. */
function slowIteration(fac: MatrixFactorization, method: Method, rate: number, regularization: number): void {
  const mean = ({ values, at, cells }: ReturnType<typeof entries>[number]): number => {
    const cost = (): number => cells.reduce((sum, cell) => sum + costOf(fac, cell, regularization), 0);
    return cells.length === 0 ? 0 : slope(values, at, cost) / cells.length;
  };
  if (method === "coordinate") {
    for (const entry of entries(fac)) entry.values[entry.at] += rate * mean(entry);
  } else {
    const all = entries(fac).map((entry) => ({ ...entry, step: rate * mean(entry) }));
    for (const { values, at, step } of all) values[at] += step;
  }
}

describe("gradients agree with central differences to 1e-6, penalty and unknown cells included", () => {
  it.each(["coordinate", "batch"] as const)("%s", (method) => {
    fc.assert(
      fc.property(problems, ({ data, features, seed, regularization }) => {
        const rate = 0.05;
        const fac = new MatrixFactorization(data, features, { seed });
        const slow = new MatrixFactorization(data, features, { seed });
        fac.trainModel({ method, regularization, learningRate: rate, iterations: 1 });
        slowIteration(slow, method, rate, regularization);
        for (const [a, b] of [
          [fac.L, slow.L],
          [fac.U, slow.U],
        ])
          // prettier-ignore
          a.values.forEach((x, p) => expect(Math.abs(x - b.values[p]) / rate).toBeLessThan(1e-6));
      }),
      { numRuns: 100 },
    );
  });

  it("stochastic: a matrix with one known cell moves along that cell's gradient alone", () => {
    fc.assert(
      fc.property(problems, fc.nat(), ({ data, features, seed, regularization }, pick) => {
        const rate = 0.05;
        const known = data.flat().flatMap((x, p) => (x === null ? [] : [p]));
        const chosen = known[pick % known.length];
        const one = data.map((row, i) => row.map((x, j) => (i * row.length + j === chosen ? x : null)));
        const fac = new MatrixFactorization(one, features, { seed });
        const slow = new MatrixFactorization(one, features, { seed });
        fac.trainModel({ method: "stochastic", regularization, learningRate: rate, iterations: 1 });
        slowIteration(slow, "batch", rate, regularization);
        for (const [a, b] of [
          [fac.L, slow.L],
          [fac.U, slow.U],
        ])
          // prettier-ignore
          a.values.forEach((x, p) => expect(Math.abs(x - b.values[p]) / rate).toBeLessThan(1e-6));
      }),
      { numRuns: 100 },
    );
  });

  it("stochastic: for tiny steps, the cells' gradients of an iteration add up to those of the sum", () => {
    const data = [[1, null, 3], [0, 2, -1], [2, 1, null]]; // prettier-ignore
    const [rate, regularization] = [1e-7, 0.3];
    const fac = new MatrixFactorization(data, 2, { seed: 5 });
    const start = new MatrixFactorization(data, 2, { seed: 5 });
    fac.trainModel({ method: "stochastic", regularization, learningRate: rate, iterations: 1 });
    const moved = [...fac.L.values, ...fac.U.values];
    entries(start).forEach(({ values, at, cells }, p) => {
      const cost = (): number => cells.reduce((sum, cell) => sum + costOf(start, cell, regularization), 0);
      expect(Math.abs((moved[p] - values[at]) / rate - slope(values, at, cost))).toBeLessThan(1e-5);
    });
  });
});

describe.each(METHODS)("the method %s", (method) => {
  const data = [[5, 3, null, 1], [4, null, 1, 1], [1, 1, 5, 4], [1, null, 4, 4]]; // prettier-ignore
  const trained = (options: TrainOptions, iterations: number = 2000): MatrixFactorization =>
    new MatrixFactorization(data, 2, { seed: 3 }).trainModel({ method, learningRate: 0.02, iterations, ...options }); // prettier-ignore

  it("comes close to the data without a penalty, and to small factors with one", () => {
    expect(trained({}).loss).toBeLessThan(0.02);
    const penalized = trained({ regularization: 0.5 });
    const size = ({ L, U }: MatrixFactorization): number => Math.hypot(...L.values, ...U.values);
    expect(size(penalized)).toBeLessThan(0.9 * size(trained({})));
    expect(penalized.loss).toBeGreaterThan(0.1);
  });

  it("ends in the same place in two parts as in one, and is the same to the last byte for the same seed", () => {
    const options = { method, learningRate: 0.02, regularization: 0.1 } as const;
    const whole = trained(options, 30);
    const parts = trained(options, 10).trainModel({ ...options, iterations: 20 });
    expect(parts.L.values).toEqual(whole.L.values);
    expect(parts.U.values).toEqual(whole.U.values);
    expect(parts.history.loss).toEqual(whole.history.loss);
  });

  it("goes back to the best factors when it runs away", () => {
    const fac = new MatrixFactorization(data, 2, { seed: 3 });
    expect(() => fac.trainModel({ method, learningRate: 3 })).toThrow(/diverged/);
    expect([...fac.L.values, ...fac.U.values].every(Number.isFinite)).toBe(true);
  });
});

describe("the options of training", () => {
  const data = [[1, 2], [3, null]]; // prettier-ignore

  it("shuffles the cells by a seed: the model's own, or another", () => {
    const L = (options: TrainOptions, seed: number = 1): number[] =>
      Array.from(
        new MatrixFactorization(data, 1, { seed }).trainModel({
          method: "stochastic",
          iterations: 1,
          ...options,
        }).L.values,
      );
    expect(L({})).toEqual(L({ seed: 1 }));
    const orders = Array.from({ length: 20 }, (_, seed) => String(L({ seed })));
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  it.each<[string, object, string]>([
    [
      "a method that is not there",
      { method: "adam" },
      'method is "adam", expected one of "coordinate", "batch", "stochastic"',
    ],
    ["a negative penalty", { regularization: -0.1 }, "regularization is -0.1, expected a finite number ≥ 0"],
    ["a penalty of NaN", { regularization: NaN }, "regularization is NaN"],
    ["a seed of text", { seed: "a" }, 'seed is "a"'],
    ["another spelling", { regularisation: 1 }, 'did you mean "regularization"?'],
  ])("%s", (_name, options, message) => {
    const fac = new MatrixFactorization(data, 1, { seed: 1 });
    expect(() => fac.trainModel(options as TrainOptions)).toThrow(ValueError);
    expect(() => fac.trainModel(options as TrainOptions)).toThrow(message);
  });

  it("whatever it is, a typed error or finite factors; the data stay, the same seed gives the same bytes", () => {
    const wrong = fc.constantFrom<unknown>(0, -1, 2.5, NaN, "2", null, Infinity);
    const mostly = (...right: unknown[]): fc.Arbitrary<unknown> =>
      fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...right) }, wrong);
    const options = fc.record({
      learningRate: mostly(0.1, 1e-3, 10, 1e6),
      iterations: mostly(1, 12),
      regularization: mostly(undefined, 0, 0.1, 5, 1e300),
      method: mostly(undefined, ...METHODS),
      seed: mostly(undefined, 3),
    });
    const wild = fc.constantFrom<number | null>(1e308, -1e200, 5e-324, 0, null);
    let trained = 0;
    fc.assert(
      fc.property(
        problems,
        options,
        fc.array(wild, { maxLength: 2 }),
        ({ data: cells, features, seed }, given, more) => {
          const input = cells.map((row) => [...row, ...more]);
          const before = structuredClone(input);
          const train = (): MatrixFactorization => {
            const fac = new MatrixFactorization(input, features, { seed });
            try {
              fac.trainModel(given as TrainOptions);
              trained++;
            } catch (error) {
              if (!(error instanceof FactorlabError)) throw error;
            }
            return fac;
          };
          const [a, b] = [train(), train()];
          expect([...a.L.values, ...a.U.values].every(Number.isFinite)).toBe(true);
          expect(b.L.values).toEqual(a.L.values);
          expect(b.U.values).toEqual(a.U.values);
          expect(input).toEqual(before);
        },
      ),
      { numRuns: 1000 },
    );
    expect(trained).toBeGreaterThan(300);
  }, 20_000);
});
