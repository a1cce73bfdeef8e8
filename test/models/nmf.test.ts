import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jupyterDisplay, NMF, TrainingInterrupted } from "../../src";
import { PAYLOAD_MIME, checkPayload } from "../../src/view";
import type { NMFLoss, NMFOptions, NMFSolver } from "../../src";
import { bytes, NAMES, table as twoTastes } from "./contract/table-terms";
import { createRandom, uniform } from "../../src/matrix/random";

type Cells = (number | null)[][];

/** Three ways of solving: the solver, and its loss. */
const WAYS: [NMFSolver, NMFLoss][] = [["cd", "frobenius"], ["mu", "frobenius"], ["mu", "kullback-leibler"]]; // prettier-ignore

const ratings = [[5, 3, 0, 1], [4, 0, 0, 1], [1, 1, 0, 5], [1, 0, 3, 4], [0, 1, 5, 4]]; // prettier-ignore
const init = {
  L: [[0.5, 0.2], [0.3, 0.9], [0.7, 0.4], [0.1, 0.8], [0.6, 0.6]], // prettier-ignore
  U: [[0.9, 0.4, 0.2, 0.7], [0.3, 0.5, 0.8, 0.1]], // prettier-ignore
};

/** scikit-learn 1.9's results after 5 iterations from `init`, with tol=0: error, one row of L, U. */
const SKLEARN: [NMFSolver, NMFLoss, number, number[], number[][]][] = [
  ["cd", "frobenius", 3.963637860294042, [0.005690434480560058, 3.477637561232392],
    [[1.010640643653025, 0.4113210566923599, 0, 0.40717770157795424], [0, 0.1227391523431835, 1.2207949901110928, 1.4091523105505441]]],
  ["mu", "frobenius", 4.90731982431549, [0.9160521023762515, 5.071772676493051],
    [[1.1465816475404995, 0.5040817205446652, 0.035804808979464586, 0.8639044424504022], [0.005212360826310143, 0.04270804159528939, 0.935049019985614, 0.6571494073656973]]],
  ["mu", "kullback-leibler", 3.680958655884047, [0.5560872248848348, 5.9878563386576005],
    [[1.0834583943438278, 0.44000163163374517, 0.0002145885112436436, 0.8459703143599383], [0.00612201083580544, 0.05527717906123002, 0.7924325376292191, 0.6400015203010616]]],
]; // prettier-ignore

/** Products of random parts, with noise; a third of the cells may be unknown, but none of the first column and row. */
function table(rows: number, columns: number, seed: number, unknown: boolean): Cells {
  const random = createRandom(seed);
  const [L, U] = [uniform(random, 0, 2, rows * 2), uniform(random, 0, 2, 2 * columns)];
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const value = L[2 * i] * U[j] + L[2 * i + 1] * U[columns + j] + random();
      return unknown && i > 0 && j > 0 && random() < 1 / 3 ? null : value;
    }),
  );
}

/** Twice the objective, cell by cell. */
function objective(nmf: NMF, data: Cells): number {
  const { loss, regularization } = nmf.settings;
  const product = nmf.reconstruct();
  const squares = (values: Float64Array): number => values.reduce((sum, x) => sum + x * x, 0);
  let sum = 0;
  data.forEach((row, i) =>
    row.forEach((x, j) => {
      if (x === null) return;
      const p = product.get(i, j);
      sum += loss === "frobenius" ? (x - p) ** 2 : 2 * ((x > 0 ? x * Math.log(x / p) : 0) - x + p);
      sum += regularization * (squares(nmf.L.row(i)) + squares(nmf.U.column(j)));
    }),
  );
  return sum;
}

describe("nonnegative factorization follows scikit-learn", () => {
  it.each(SKLEARN)("%s, %s: the same factors after five iterations", (solver, loss, error, row, U) => {
    const nmf = new NMF({ features: 2, solver, loss, init, iterations: 5, tolerance: 0 }).fit(ratings);
    expect(nmf.reconstructionError).toBeCloseTo(error, 10);
    nmf.L.row(4).forEach((x, t) => expect(x).toBeCloseTo(row[t], 10));
    nmf.U.values.forEach((x, p) => expect(x).toBeCloseTo(U.flat()[p], 10));
    expect(nmf.seed).toBeNull();
  });

  it.each(WAYS)("%s, %s: cells that are all known, one by one, give the same", (solver, loss) => {
    const data = table(6, 5, 3, false);
    const whole = new NMF({ features: 2, solver, loss, init: "random", seed: 2, iterations: 20 }).fit(data);
    // One unknown row more makes it go cell by cell, and has nothing to say.
    const more = { L: [...startOf(whole, data).L, [1, 1]], U: startOf(whole, data).U };
    const cells = new NMF({ features: 2, solver, loss, init: more, iterations: 20 });
    cells.fit([...data, data[0].map(() => null)]);
    cells.U.values.forEach((x, p) => expect(x).toBeCloseTo(whole.U.values[p], 9));
  });
});

/** The starting factors of a model. */
function startOf({ settings }: NMF, data: Cells): { L: number[][]; U: number[][] } {
  const { features, seed } = settings;
  const nmf = new NMF({ features, init: "random", seed: seed ?? 0 });
  nmf.trainingEvents(data);
  return { L: nmf.L.toArray(), U: nmf.U.toArray() };
}

describe.each(WAYS)("training by %s for the loss %s", (solver, loss) => {
  const problems = fc.record({
    rows: fc.integer({ min: 1, max: 7 }),
    columns: fc.integer({ min: 1, max: 7 }),
    features: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0 }),
    unknown: fc.boolean(),
    regularization: fc.constantFrom(0, 0.05, 2),
  });

  it("never raises its objective, penalty included, and never leaves a number below zero", () => {
    fc.assert(
      fc.property(problems, ({ rows, columns, features, seed, unknown, regularization }) => {
        const data = table(rows, columns, seed, unknown);
        const nmf = new NMF({ features, solver, loss, init: "random", regularization, seed, iterations: 8 });
        const events = nmf.trainingEvents(data);
        for (let before = objective(nmf, data); !events.next().done;) {
          const now = objective(nmf, data);
          expect(now).toBeLessThanOrEqual(before * (1 + 1e-12) + 1e-12);
          before = now;
        }
        expect([...nmf.L.values, ...nmf.U.values].every((x) => x >= 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("ends where no entry can be moved to lower the objective, by central differences", () => {
    const data = table(6, 5, 8, true);
    const options = { features: 2, solver, loss, init: "random", regularization: 0.1, seed: 4 } as const;
    const nmf = new NMF({ ...options, iterations: 20_000, tolerance: 0 }).fit(data);
    for (const { values } of [nmf.L, nmf.U]) {
      values.forEach((x, p) => {
        const h = 1e-6;
        if (x < 1e-3) {
          // At the boundary an entry can only grow; multiplication comes near zero, and never there.
          values[p] = x + h;
          const up = objective(nmf, data);
          values[p] = x;
          expect(up - objective(nmf, data)).toBeGreaterThan(-1e-8);
          return;
        }
        values[p] = x + h;
        const up = objective(nmf, data);
        values[p] = x - h;
        const slope = (up - objective(nmf, data)) / (2 * h);
        values[p] = x;
        expect(Math.abs(slope)).toBeLessThan(1e-5);
      });
    }
  });

  it("transforms the rows of the data to the L that it has found", () => {
    const data = table(8, 6, 5, true);
    const options = { features: 2, solver, loss, init: "random", regularization: 0.1, seed: 4 } as const;
    const nmf = new NMF({ ...options, iterations: 5000, tolerance: 0 }).fit(data);
    const again = nmf.transform(data);
    again.values.forEach((x, p) => expect(Math.abs(x - nmf.L.values[p])).toBeLessThan(1e-6));
  });

  it("gives zeros for zeros, from every start", () => {
    const zeros = [[0, 0, 0], [0, 0, 0]]; // prettier-ignore
    for (const start of ["nndsvd", "nndsvda", "random"] as const) {
      const nmf = new NMF({ features: 2, solver, loss, init: start, seed: 1 }).fit(zeros);
      expect([...nmf.reconstruct().values, nmf.reconstructionError, nmf.loss].every((x) => x === 0)).toBe(
        true,
      );
    }
    expect([...new NMF({ features: 1, solver, loss, seed: 1 }).fit([[1, 2]]).transform([[0, null]]).values]).toEqual([0]); // prettier-ignore
  });

  it("finds parts that are there, also behind unknown cells", () => {
    const parts = [[1, 0, 2, 0], [0, 3, 0, 1]]; // prettier-ignore
    const data: Cells = [[1, 0, 2, 0], [0, 3, 0, 1], [2, 3, 4, 1], [1, 6, 2, 2], [3, 3, 6, 1]]; // prettier-ignore
    const cut = data.map((row, i) => row.map((x, j) => ((i === 2 && j === 1) || (i === 4 && j === 2) ? null : x))); // prettier-ignore
    const nmf = new NMF({ features: 2, solver, loss, seed: 1, init: "random", iterations: 20_000, tolerance: 0 }).fit(cut); // prettier-ignore
    expect(nmf.reconstruct().get(2, 1)).toBeCloseTo(3, 2);
    expect(nmf.reconstruct().get(4, 2)).toBeCloseTo(6, 2);
    for (const part of parts) {
      const cosines = [0, 1].map((t) => cosine(nmf.U.row(t), part));
      expect(Math.max(...cosines)).toBeGreaterThan(0.9999);
    }
  });

  it("is the same to the last byte for the same seed", () => {
    for (const start of [undefined, "nndsvd", "random"] as const) {
      const fit = (): NMF => new NMF({ features: 2, solver, loss, init: start, seed: 7 }).fit(ratings);
      const [a, b] = [fit(), fit()];
      expect(a.L.values).toEqual(b.L.values);
      expect(a.U.values).toEqual(b.U.values);
      expect(a.history).toEqual(b.history);
    }
  });
});

function cosine(a: Float64Array, b: number[]): number {
  return a.reduce((sum, x, j) => sum + x * b[j], 0) / (Math.hypot(...a) * Math.hypot(...b));
}

describe("nonnegative factorization", () => {
  it("starts near the data from singular vectors: NNDSVD of a rank-one matrix is the matrix", () => {
    const nmf = new NMF({ features: 1, init: "nndsvd", seed: 3 });
    nmf.trainingEvents([[2, 4], [3, 6]]); // prettier-ignore
    expect(nmf.iteration).toBe(0);
    nmf.reconstruct().values.forEach((x, p) => expect(x).toBeCloseTo([2, 4, 3, 6][p], 12));
  });

  it("needs fewer iterations by coordinate descent than by multiplication", () => {
    const data = table(20, 12, 1, false);
    const error = (solver: NMFSolver): number =>
      new NMF({ features: 2, solver, seed: 1, iterations: 10, tolerance: 0 }).fit(data).reconstructionError;
    expect(error("cd")).toBeLessThan(error("mu"));
  });

  it("stops where an iteration changes little, and never early with tolerance 0", () => {
    const data = table(20, 12, 1, false);
    const trained = (tolerance: number): number =>
      new NMF({ features: 2, seed: 1, iterations: 300, tolerance }).fit(data).iteration;
    expect(trained(0)).toBe(300);
    expect(trained(1e-5)).toBeLessThan(300);
    expect(trained(1e-2)).toBeLessThan(trained(1e-5));
  });

  it("yields one event an iteration, with the loss of the factors as they stand, and can be left", () => {
    const nmf = new NMF({ features: 2, seed: 1, iterations: 50, tolerance: 0 });
    for (const event of nmf.trainingEvents(ratings)) {
      expect(event).toMatchObject({ type: "iteration", iterations: 50 });
      expect(event.loss).toBeCloseTo(nmf.loss, 12);
      expect(nmf.reconstructionError).toBeCloseTo(Math.sqrt(20 * event.loss), 10);
      if (event.iteration === 5) break;
    }
    expect(nmf.iteration).toBe(5);
    expect(nmf.history.iterations).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("begins anew with each fit; an older training that goes on does not touch the newer one", () => {
    const nmf = new NMF({ features: 2, seed: 1, iterations: 20 });
    const older = nmf.trainingEvents(ratings);
    older.next();
    nmf.fit(ratings);
    const { L, iteration } = nmf;
    const before = L.values.slice();
    older.next();
    expect(nmf.L.values).toEqual(before);
    expect(nmf.iteration).toBe(iteration);
    expect(nmf.fit(ratings).L.values).toEqual(before);
  });

  it("reports a perfect fit as exactly as it is, where Gram matrices would cancel", () => {
    const exact = [[1, 2], [2, 4], [3, 6]]; // prettier-ignore
    const nmf = new NMF({ features: 1, seed: 1, init: "random", tolerance: 0 }).fit(exact);
    expect(nmf.history.loss.at(-1)).toBeLessThan(1e-28);
    expect(nmf.history.loss.every((x) => x >= 0)).toBe(true);
  });

  it("stops at an interrupt flag and keeps the factors of the last iteration", () => {
    const flag = new Int32Array(1);
    const symbols = globalThis as { [key: symbol]: unknown };
    const name = Symbol.for("factorlab.stop");
    symbols[name] = flag;
    try {
      const nmf = new NMF({ features: 2, seed: 1, iterations: 50, tolerance: 0 });
      const events = nmf.trainingEvents(ratings);
      events.next();
      flag[0] = 1;
      expect(() => events.next()).toThrow(TrainingInterrupted);
      expect(nmf.iteration).toBe(1);
      expect(nmf.reconstructionError).toBeGreaterThan(0);
    } finally {
      Reflect.deleteProperty(symbols, name);
    }
  });

  it("shows itself with a payload that a reader accepts", () => {
    const nmf = new NMF({ features: 2, seed: 1, iterations: 3 }).fit([[1, null, 2], [0, 1, 3]]); // prettier-ignore
    const payload: unknown = JSON.parse(JSON.stringify(nmf[jupyterDisplay]()[PAYLOAD_MIME]));
    expect(checkPayload(payload)).toMatchObject({ kind: "factorization", iteration: 3, learningRate: null });
    expect(String(nmf)).toMatch(
      /^Nonnegative matrix factorization: 2 × 3, 1 unknown, 2 features, seed 1, iteration 3/,
    );
    expect(String(new NMF({ features: 2 }))).toContain("not fitted yet");
  });

  it("takes its defaults from what is asked: solver from loss, start from the number of features", () => {
    expect(new NMF({ features: 2 }).settings).toMatchObject({
      solver: "cd",
      loss: "frobenius",
      iterations: 200,
    });
    expect(new NMF({ features: 2, loss: "kullback-leibler" }).settings.solver).toBe("mu");
    const many: NMFOptions = { features: 9, seed: 1, iterations: 2000 };
    expect(new NMF(many).fit(ratings).reconstructionError).toBeLessThan(0.01);
  });
});

describe("more rows and live training", () => {
  const nmf = (): NMF => new NMF({ features: 2, seed: 7, iterations: 30, tolerance: 0 });
  const data = twoTastes(true);

  it("goes on with more rows from where it stands, and its history with it", () => {
    const model = nmf().fit(data);
    const { history } = model;
    const start = model.loss;
    model.partialFit([[5, null, 5, 1, 5]]);
    expect(model.iteration).toBe(60);
    expect(model.history.iterations).toEqual(Array.from({ length: 61 }, (_, k) => k));
    expect(history.iterations).toHaveLength(31);
    expect(model.loss).toBeLessThan(2 * start + 0.1);
    expect(model.predict(7, 1)).toBeLessThan(model.predict(7, 0));
  });

  it("trains live to the same bytes, reports its progress, and stops at a signal", async () => {
    const model = nmf();
    const states: string[] = [];
    const onProgress = ({ state }: { state: string }): unknown => states.push(state);
    await model.train(data, { onProgress, labels: NAMES });
    expect(bytes(model)).toBe(bytes(nmf().fit(data)));
    expect(model.labels).toEqual(NAMES);
    expect([states[0], states.at(-1)]).toEqual(["running", "done"]);
    const signal = AbortSignal.abort("enough");
    await expect(model.train(data, { signal })).rejects.toThrow(TrainingInterrupted);
    await expect(model.train(data, { signal: 3 } as never)).rejects.toThrow("signal is 3");
    await expect(model.train(data, { sgnal: signal } as never)).rejects.toThrow('unknown option "sgnal"');
    expect(bytes(model.fit(data))).toBe(bytes(nmf().fit(data)));
  });

  it("gives way, live, to another training of the same model", async () => {
    const model = nmf();
    const first = model.train(data);
    const second = model.train(data);
    await expect(first).rejects.toThrow("stopped by another training");
    await second;
    expect(bytes(model)).toBe(bytes(nmf().fit(data)));
  });
});
