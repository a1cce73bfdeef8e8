import { runInThisContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { FactorlabError, MatrixFactorization, TrainingInterrupted } from "../../src";
import { checkPayload } from "../../src/view";
import type { TrainingProgress } from "../../src";
import { factorizationPayload } from "../../src/payload/build";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);
const wave = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 40 }, (_, j) => 3 + Math.sin(i + 2 * j)),
);
const global = globalThis as { [key: string | symbol]: unknown };
const stop = Symbol.for("factorlab.stop");

afterEach(() => {
  global[stop] = undefined;
});

/** Puts the kernel's interrupt flag in place. */
function placeInterruptFlag(): Int32Array {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  global[stop] = flag;
  return flag;
}

function caught(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The model is as it is after as many iterations, and trains on to where an undivided training ends. */
function expectWhole(
  fac: MatrixFactorization,
  rows: number[][],
  features: number,
  learningRate: number,
): void {
  const done = fac.iteration;
  const same = new MatrixFactorization(rows, features, { seed: 4 });
  if (done > 0) same.trainModel({ iterations: done, learningRate });
  expect(fac.L.values).toEqual(same.L.values);
  expect(fac.U.values).toEqual(same.U.values);
  if (done > 0) expect(fac.history).toEqual(same.history);
  fac.trainModel({ iterations: 20, learningRate });
  same.trainModel({ iterations: 20, learningRate });
  expect(fac.L.values).toEqual(same.L.values);
  expect(fac.history).toEqual(same.history);
}

describe("the kernel's interrupt flag stops training between two iterations", () => {
  it("in the events", () => {
    const flag = placeInterruptFlag();
    const fac = new MatrixFactorization(data, 2, { seed: 4 });
    const error = caught(() => {
      for (const { iteration } of fac.trainingEvents({ iterations: 5000 }))
        if (iteration === 1234) flag[0] = 1;
    });
    expect(error).toBeInstanceOf(TrainingInterrupted);
    expect(error).toBeInstanceOf(FactorlabError);
    expect(error).toMatchObject({ name: "KeyboardInterrupt", iteration: 1234, iterations: 5000 });
    expect((error as Error).message).toBe(
      "training was stopped at iteration 1,234 of 5,000; the model keeps the factors of that iteration",
    );
    flag[0] = 0;
    expect(fac.iteration).toBe(1234);
    expectWhole(fac, data, 2, 0.1);
  });

  it("in trainModel, at once where it is set already", () => {
    placeInterruptFlag()[0] = 1;
    const fac = new MatrixFactorization(data, 2, { seed: 4 });
    expect(caught(() => fac.trainModel())).toMatchObject({ name: "KeyboardInterrupt", iteration: 0 });
    global[stop] = undefined;
    expectWhole(fac, data, 2, 0.1);
  });

  it("in train, whose output says so", async () => {
    const flag = placeInterruptFlag();
    const fac = new MatrixFactorization(wave, 10, { seed: 4 });
    const seen: TrainingProgress[] = [];
    const onProgress = (progress: TrainingProgress): void => {
      seen.push(progress);
      if (progress.iteration > 0) flag[0] = 1;
    };
    const error: unknown = await fac
      .train({ iterations: 1e6, learningRate: 0.05, onProgress })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ name: "KeyboardInterrupt", iteration: fac.iteration, iterations: 1e6 });
    expect(seen.at(-1)).toMatchObject({ state: "stopped", iteration: fac.iteration, iterations: 1e6 });
    expect(fac.iteration).toBeGreaterThan(0);
    flag[0] = 0;
    expectWhole(fac, wave, 10, 0.05);
  });
});

describe("a signal stops train", () => {
  it("between two iterations, with its reason as the cause", async () => {
    const fac = new MatrixFactorization(wave, 10, { seed: 4 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 60);
    const training = fac.train({ iterations: 1e6, learningRate: 0.05, signal: controller.signal });
    const error = (await training.catch((reason: unknown) => reason)) as TrainingInterrupted;
    expect(error).toBeInstanceOf(TrainingInterrupted);
    expect(error).toMatchObject({ name: "AbortError", iteration: fac.iteration });
    expect((error.cause as Error).message).toBe("enough");
    expect(fac.iteration).toBeGreaterThan(0);
    expectWhole(fac, wave, 10, 0.05);
  });

  it("before it begins, where it was aborted before", async () => {
    const fac = new MatrixFactorization(data, 2, { seed: 4 });
    await expect(fac.train({ signal: AbortSignal.abort() })).rejects.toThrow("at iteration 0 of 700");
    expectWhole(fac, data, 2, 0.1);
  });
});

describe("a second training of a model", () => {
  it("takes the place of one that runs", async () => {
    const fac = new MatrixFactorization(wave, 10, { seed: 4 });
    const first = fac.train({ iterations: 1e6, learningRate: 0.05 });
    const second = fac.train({ iterations: 10, learningRate: 0.05 });
    await expect(first).rejects.toThrow("stopped by another training of the same model");
    await second;
    expectWhole(fac, wave, 10, 0.05);
  });
});

describe("a hard stop, where no catch and no finally runs", { timeout: 60_000 }, () => {
  /** Ends the JavaScript of a call after the given milliseconds, wherever it is. */
  function cutOff(call: () => unknown, milliseconds: number): void {
    global.factorlabTest = call;
    try {
      expect(() => runInThisContext("factorlabTest()", { timeout: milliseconds })).toThrow("timed out");
    } finally {
      delete global.factorlabTest;
    }
  }

  it.each([
    ["by residual", data, 13],
    ["by Gram matrices", wave, 10],
  ])("leaves a model that trains on, %s", async (_form, rows, features) => {
    const fac = new MatrixFactorization(rows, features, { seed: 4 });
    for (let stops = 0; stops < 8; stops++) {
      const before = fac.iteration;
      let ranOn = false;
      cutOff(() => {
        try {
          fac.trainModel({ iterations: 2 ** 31, learningRate: 0.05 });
        } finally {
          ranOn = true;
        }
      }, 20 + stops);
      expect(ranOn, "a control: this is the stop that skips finally").toBe(false);
      expect(fac.iteration).toBeGreaterThanOrEqual(before);
      expect([...fac.L.values, ...fac.U.values].every(Number.isFinite)).toBe(true);
      expect(checkPayload(factorizationPayload(fac))).toBeTruthy();
    }
    const done = fac.iteration;
    expect(done).toBeGreaterThan(0);
    const { L, U } = fac;
    const again = new MatrixFactorization(rows, features, { init: { L: L.toArray(), U: U.toArray() } });
    await fac.train({ iterations: 30, learningRate: 0.05 });
    again.trainModel({ iterations: 30, learningRate: 0.05 });
    expect(fac.iteration).toBe(done + 30);
    expect(fac.L.values, "nothing of before the stop is used").toEqual(again.L.values);
    expect(checkPayload(factorizationPayload(fac))).toBeTruthy();
  });

  it("in the middle of running away: the next training begins at the best factors", () => {
    const fac = new MatrixFactorization(data, 2, { seed: 4 }).trainModel({ iterations: 50 });
    const best = fac.L.values.slice();
    const events = fac.trainingEvents({ iterations: 10 });
    // This is what the stop leaves: an iteration has ruined the factors, and nothing has reported it yet.
    fac.L.values.fill(NaN);
    expect(events).toBeDefined();
    fac.trainModel({ iterations: 1 });
    const same = new MatrixFactorization(data, 2, { seed: 4 }).trainModel({ iterations: 50 });
    expect(same.L.values).toEqual(best);
    same.trainModel({ iterations: 1 });
    expect(fac.L.values).toEqual(same.L.values);
    expect(fac.history).toEqual(same.history);
  });

  it("between two lists of the history: the next training makes them one length", () => {
    const fac = new MatrixFactorization(data, 2, { seed: 4 }).trainModel({ iterations: 5 });
    fac.history.iterations.push(6);
    fac.trainModel({ iterations: 2 });
    expect(fac.history.iterations).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(fac.history.loss).toHaveLength(8);
  });
});
