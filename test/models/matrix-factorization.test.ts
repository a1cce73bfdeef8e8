import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DivergenceError, MatrixFactorization, ShapeError, ValueError } from "../../src";
import type { MatrixFactorizationOptions, MatrixInput, TrainOptions, FactorlabError } from "../../src";
import { tableContract } from "./contract/table-contract";
import { mostly, own, thrownBy } from "./contract/table-terms";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);

describe("the two runs of the original notebook", () => {
  it("two features come close to the matrix", () => {
    const product = new MatrixFactorization(data, 2, { seed: 7 })
      .trainModel({ learningRate: 0.1 })
      .reconstruct();
    product
      .toArray()
      .forEach((row, i) => row.forEach((x, j) => expect(Math.abs(x - data[i][j])).toBeLessThan(0.01)));
  });

  it("thirteen features reach the original matrix", () => {
    const product = new MatrixFactorization(data, 13, { seed: 7 })
      .trainModel({ learningRate: 0.1 })
      .reconstruct();
    product.toArray().forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(data[i][j], 9)));
  });
});

describe("starting factors", () => {
  it("are drawn from [0.1, 0.9), L first, row by row", () => {
    const { L, U } = new MatrixFactorization(data, 50, { seed: 1 });
    const drawn = [...L.values, ...U.values];
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...drawn)).toBeLessThan(0.9);
    expect(drawn.reduce((a, b) => a + b) / drawn.length).toBeCloseTo(0.5, 1);
  });

  it("are the same bytes for the same seed, today and on every machine", () => {
    const { L, U } = new MatrixFactorization(data, 2, { seed: 10 });
    expect([...L.values.slice(0, 3)]).toEqual([0.3552262014158659, 0.4608258748708358, 0.8175887844148912]);
    expect(new MatrixFactorization(data, 2, { seed: 10 }).U.values).toEqual(U.values);
  });

  it("differ from seed to seed; a seed that was drawn can be used again", () => {
    const seeds = [0, 1, -1, 2, 11, 111, 12, 1212, 2 ** 53 - 1];
    const firsts = seeds.map((seed) => new MatrixFactorization(data, 2, { seed }).L.get(0, 0));
    expect(new Set(firsts).size).toBe(seeds.length);
    const unseeded = new MatrixFactorization(data, 2);
    const again = new MatrixFactorization(data, 2, { seed: unseeded.seed ?? undefined });
    expect(again.L.values).toEqual(unseeded.L.values);
    expect(new MatrixFactorization(data, 2).seed).not.toBe(unseeded.seed);
  });

  it("are copied where they are given", () => {
    const L = data.map(() => [0.5]);
    const U = [[0.1, 0.2, 0.3]];
    const fac = new MatrixFactorization(data, 1, { init: { L, U } }).trainModel();
    expect(L).toEqual(data.map(() => [0.5]));
    expect(U).toEqual([[0.1, 0.2, 0.3]]);
    expect(fac.seed).toBeNull();
  });
});

describe("training", () => {
  it("never changes the data", () => {
    const frozen = Object.freeze(data.map((row) => Object.freeze([...row])));
    const fac = new MatrixFactorization(frozen, 3, { seed: 1 }).trainModel();
    expect(frozen).toEqual(data);
    expect(fac.data.toArray()).toEqual(data);
  });

  it("yields one event an iteration and can be left at any of them", () => {
    const fac = new MatrixFactorization(data, 2, { seed: 10 });
    for (const event of fac.trainingEvents({ iterations: 700 })) {
      expect(event).toMatchObject({ type: "iteration", iterations: 700, learningRate: 0.1 });
      expect(event.loss).toBe(fac.history.loss.at(-1));
      if (event.iteration === 5) break;
    }
    expect(fac.iteration).toBe(5);
    expect(fac.history.iterations).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("ends in the same place in two parts as in one, to the last bit", () => {
    const whole = new MatrixFactorization(data, 2, { seed: 4 }).trainModel({ iterations: 30 });
    const parts = new MatrixFactorization(data, 2, { seed: 4 });
    parts.trainModel({ iterations: 10 }).trainModel({ iterations: 20 });
    expect(parts.L.values).toEqual(whole.L.values);
    expect(parts.history).toEqual(whole.history);
  });

  it("reports the loss of the factors as they stand", () => {
    const fac = new MatrixFactorization(data, 2, { seed: 4 });
    for (const { loss } of fac.trainingEvents({ iterations: 20 })) {
      const error = fac.reconstruct().values.map((x, k) => (x - fac.data.values[k]) ** 2);
      expect(loss).toBeCloseTo(error.reduce((a, b) => a + b) / error.length, 12);
    }
  });

  it("goes to zero for a matrix of zeros", () => {
    const fac = new MatrixFactorization([[0, 0], [0, 0]], 1, { seed: 1 }).trainModel({ iterations: 5000 }); // prettier-ignore
    expect(fac.history.loss.at(-1)).toBeLessThan(1e-6);
  });
});

describe("a single gradient", () => {
  it("is minus the derivative of the cell's squared error, by central differences", () => {
    const fac = new MatrixFactorization([[1, -2, 0.5], [3, 0, 1]], 2, { seed: 3 }); // prettier-ignore
    const h = 1e-6;
    const slope = (values: Float64Array, at: number, row: number, column: number): number => {
      const before = values[at];
      const [up, down] = [h, -h].map((d) => {
        values[at] = before + d;
        return (fac.data.get(row, column) - fac.reconstruct().get(row, column)) ** 2;
      });
      values[at] = before;
      return -(up - down) / (2 * h);
    };
    for (let u = 0; u < 2; u++) {
      for (let i = 0; i < 3; i++) {
        for (let t = 0; t < 2; t++) {
          const wrtL = fac.singleGradient(u, i, { wrtUserIdx: t });
          const wrtU = fac.singleGradient(u, i, { wrtItemIdx: t });
          expect(Math.abs(wrtL - slope(fac.L.values, u * 2 + t, u, i))).toBeLessThan(1e-6);
          expect(Math.abs(wrtU - slope(fac.U.values, t * 3 + i, u, i))).toBeLessThan(1e-6);
        }
      }
    }
  });
});

describe("divergence", () => {
  const diverge = (fac: MatrixFactorization, options: TrainOptions): DivergenceError => {
    const error = thrownBy(() => fac.trainModel(options));
    expect(error).toBeInstanceOf(DivergenceError);
    return error as DivergenceError;
  };

  it("names iteration and learning rate, and leaves the best factors", () => {
    const fac = new MatrixFactorization(data, 2, { seed: 10 });
    const { iteration, learningRate, restoredIteration, message } = diverge(fac, { learningRate: 1.5 });
    expect(learningRate).toBe(1.5);
    expect(message).toContain(`iteration ${iteration} with learningRate 1.5`);
    expect(fac.iteration).toBe(restoredIteration);
    expect(fac.history.iterations.at(-1)).toBe(restoredIteration);
    expect([...fac.L.values, ...fac.U.values].every(Number.isFinite)).toBe(true);
    expect(fac.trainModel({ learningRate: 0.1 }).history.loss.at(-1)).toBeLessThan(1e-3);
  });

  it("is found whatever its cause: overflow, the first iteration, or later ones", () => {
    diverge(new MatrixFactorization([[1e308, 1e308]], 1, { seed: 1 }), {});
    diverge(new MatrixFactorization(data, 2, { seed: 1 }), { learningRate: 1e6 });
    const trained = new MatrixFactorization([[1, 2], [3, -4]], 1, { seed: 1 }).trainModel({ iterations: 20 }); // prettier-ignore
    const before = trained.L.values.slice();
    expect(diverge(trained, { learningRate: 50 }).restoredIteration).toBe(20);
    expect(trained.L.values).toEqual(before);
  });

  it("is reported, or the loss falls: factors are never NaN, for any data and rate", () => {
    const cells = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 2 });
    const rates = fc.double({ min: 1e-6, max: 1e3, noNaN: true });
    let trained = 0;
    fc.assert(
      fc.property(
        fc.array(cells, { minLength: 1, maxLength: 4 }),
        rates,
        fc.integer(),
        (rows, learningRate, seed) => {
          const fac = new MatrixFactorization(rows, 2, { seed });
          const error = thrownBy(() => fac.trainModel({ learningRate, iterations: 50 }));
          expect(error === undefined || error instanceof DivergenceError).toBe(true);
          if (error === undefined) trained++;
          expect([...fac.L.values, ...fac.U.values, ...fac.history.loss].every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
    expect(trained).toBeGreaterThan(500);
  });
});

describe("bad input is a typed error that names argument, position, and what was given and expected", () => {
  type Call = () => unknown;
  const make = (input: unknown, features: unknown = 2, options?: unknown): Call => {
    return () =>
      new MatrixFactorization(
        input as MatrixInput,
        features as number,
        options as MatrixFactorizationOptions,
      );
  };
  const train = (options: unknown): Call => {
    return () => new MatrixFactorization(data, 2, { seed: 1 }).trainModel(options as TrainOptions);
  };
  const gradient = (...args: unknown[]): Call => {
    const fac = new MatrixFactorization(data, 2, { seed: 1 });
    return () => (fac.singleGradient as (...a: unknown[]) => number).apply(fac, args);
  };
  const L = data.map(() => [0.5, 0.5]);
  const U = [[1, 1, 1], [1, 1, 1]]; // prettier-ignore

  it.each<[string, Call, typeof FactorlabError, string]>([
    ["no features", make(data, 0), ValueError, "features is 0, expected a whole number from 1"],
    ["half a feature", make(data, 2.5), ValueError, "features is 2.5"],
    ["negative features", make(data, -1), ValueError, "features is -1"],
    ["features as text", make(data, "2"), ValueError, 'features is "2"'],
    ["features left out", () => new (MatrixFactorization as never as new (d: unknown) => unknown)(data), ValueError, "features is missing"], // prettier-ignore
    ["a seed that is no number", make(data, 2, { seed: "a" }), ValueError, 'seed is "a"'],
    ["a seed of NaN", make(data, 2, { seed: NaN }), ValueError, "seed is NaN"],
    [
      "a seed beyond exact numbers",
      make(data, 2, { seed: 2 ** 60 }),
      ValueError,
      "seed is 1152921504606847000",
    ],
    [
      "a misspelt option",
      make(data, 2, { sead: 1 }),
      ValueError,
      'unknown option "sead": did you mean "seed"?',
    ],
    ["__proto__ as an option", make(data, 2, JSON.parse('{"__proto__": 1}')), ValueError, '"__proto__"'],
    ["options that are no object", make(data, 2, 10), ValueError, "options is 10, expected an object"],
    ["options null", make(data, 2, null), ValueError, "options is null"],
    ["seed and init", make(data, 2, { seed: 1, init: { L, U } }), ValueError, "seed and init are both given"],
    ["init without U", make(data, 2, { init: { L } }), ShapeError, "init.U is missing"],
    [
      "init.L of another shape",
      make(data, 2, { init: { L: U, U } }),
      ShapeError,
      "init.L is 2 × 3, expected 6 × 2",
    ],
    ["an infinite cell", () => new MatrixFactorization([[1, Infinity]], 1), ValueError, "data[0][1] is Infinity, expected a finite number, or null where it is unknown"], // prettier-ignore
    ["unknown cells only", () => new MatrixFactorization([[null, NaN]], 1), ValueError, "data has unknown cells only, expected at least one known number"], // prettier-ignore
    ["a range upside down", make(data, 2, { initRange: [1, 0] }), ValueError, "initRange is a list of 2, expected two numbers"], // prettier-ignore
    ["a range and init", make(data, 2, { initRange: [0, 1], init: { L, U } }), ValueError, "initRange and init are both given"], // prettier-ignore
    ["too few names", make(data, 2, { labels: { rows: ["Ada"] } }), ShapeError, "labels.rows has 1 names"],
    ["names of features", make(data, 2, { labels: { features: ["x"] } as object }), ValueError, 'unknown option "features"'], // prettier-ignore
    ["init with NaN", make(data, 2, { init: { L, U: [[1, NaN, 1], [1, 1, 1]] } }), ValueError, "init.U[0][1] is NaN"], // prettier-ignore
    [
      "learning rate 0",
      train({ learningRate: 0 }),
      ValueError,
      "learningRate is 0, expected a finite number > 0",
    ],
    ["learning rate −1", train({ learningRate: -1 }), ValueError, "learningRate is -1"],
    ["learning rate NaN", train({ learningRate: NaN }), ValueError, "learningRate is NaN"],
    ["learning rate Infinity", train({ learningRate: Infinity }), ValueError, "learningRate is Infinity"],
    ["learning rate as text", train({ learningRate: "0.1" }), ValueError, 'learningRate is "0.1"'],
    [
      "no iterations",
      train({ iterations: 0 }),
      ValueError,
      "iterations is 0, expected a whole number from 1",
    ],
    ["half an iteration", train({ iterations: 1.5 }), ValueError, "iterations is 1.5"],
    ["Python's spelling", train({ learning_rate: 0.1 }), ValueError, 'did you mean "learningRate"?'],
    ["a row that is not there", gradient(6, 0, { wrtUserIdx: 0 }), ValueError, "userRow is 6, expected a whole number from 0 to 5"], // prettier-ignore
    ["a column that is not there", gradient(0, -1, { wrtUserIdx: 0 }), ValueError, "itemCol is -1"],
    ["a feature that is not there", gradient(0, 0, { wrtUserIdx: 2 }), ValueError, "wrtUserIdx is 2"],
    ["no feature at all", gradient(0, 0, {}), ValueError, "wrtItemIdx is missing"],
    ["both sides at once", gradient(0, 0, { wrtUserIdx: 0, wrtItemIdx: 0 }), ValueError, "wrt has both"],
  ])("%s", (_name, call, kind, message) => {
    const error = thrownBy(call) as FactorlabError;
    expect(error).toBeInstanceOf(kind);
    expect(error.name).toBe(kind.name);
    expect(error.message).toContain(message);
    expect(error.argument).toBeTruthy();
    expect(error.expected).toBeDefined();
  });
});

tableContract({
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
