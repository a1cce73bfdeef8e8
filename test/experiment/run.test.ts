import { jupyterDisplay, MatrixFactorization } from "factorlab";
import { checkPayload, modelOf, PAYLOAD_MIME, replayOf, runToEnd, startOf } from "factorlab/view";
import type { Experiment, FactorizationPayload } from "factorlab/view";
import { describe, expect, test } from "vitest";

const original: Experiment = {
  data: Array.from({ length: 6 }, () => [1, 2, 3]),
  features: 2,
  learningRate: 0.1,
  iterations: 700,
  seed: 7,
  initRange: [0.1, 0.9],
};

/** A model's payload, as it comes out of a notebook file. */
function saved(fac: MatrixFactorization): FactorizationPayload {
  const payload = checkPayload(JSON.parse(JSON.stringify(fac[jupyterDisplay]()[PAYLOAD_MIME])));
  if (payload.kind !== "factorization") throw new Error(payload.kind);
  return payload;
}

describe("an experiment", () => {
  test("ends with the very numbers of the model", () => {
    const fac = modelOf(original).trainModel({ learningRate: 0.1, iterations: 700 });
    const { frames } = runToEnd(startOf(original));
    expect(frames.at(-1)).toMatchObject({ iteration: 700, L: fac.L.values, U: fac.U.values });
  });

  test("keeps at most 200 frames, all of the first ones, and the last", () => {
    for (const iterations of [1, 10, 199, 200, 5000]) {
      const { frames } = runToEnd(startOf({ ...original, iterations }));
      const numbers = frames.map((frame) => frame.iteration);
      expect(numbers.length).toBeLessThanOrEqual(200);
      expect(numbers.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(0, iterations + 1));
      expect(numbers.at(-1)).toBe(iterations);
      expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
      expect(numbers.length).toBeGreaterThan(Math.min(iterations, 60));
    }
  });

  test("shows how it ran away where it diverges", () => {
    const { divergedAt, frames, iteration, loss } = runToEnd(startOf({ ...original, learningRate: 0.6 }));
    expect(divergedAt).toBeGreaterThan(0);
    expect(iteration).toBeLessThan(divergedAt!);
    expect(loss.iterations.at(-1)).toBe(divergedAt! - 1);
    expect(frames.every(({ L }) => Array.from(L).every(Number.isFinite))).toBe(true);
  });
});

describe("a saved output", () => {
  test("is replayed to the same bytes, whatever trainings it went through", () => {
    const fac = new MatrixFactorization([[1, null, 3], [4, 5, 6]], 2, { seed: 1 }); // prettier-ignore
    fac.trainModel({ learningRate: 0.01, iterations: 30 });
    fac.trainModel({ learningRate: 0.05, iterations: 40 });
    const payload = saved(fac);
    expect(payload.replay?.stages).toEqual([
      { learningRate: 0.01, iterations: 30 },
      { learningRate: 0.05, iterations: 40 },
    ]);
    const last = runToEnd(replayOf(payload)!).frames.at(-1)!;
    expect(Array.from(last.L)).toEqual(payload.L.values);
    expect(Array.from(last.U)).toEqual(payload.U.values);
  });

  test("is replayed to the same bytes with other methods and a penalty", () => {
    const fac = new MatrixFactorization([[1, null, 3], [4, 5, 6]], 2, { seed: 9 }); // prettier-ignore
    fac.trainModel({ learningRate: 0.01, iterations: 10, regularization: 0.1 });
    fac.trainModel({ learningRate: 0.02, iterations: 10, method: "batch" });
    fac.trainModel({ learningRate: 0.02, iterations: 10, method: "stochastic", regularization: 0.2 });
    const payload = saved(fac);
    expect(payload.replay?.stages).toEqual([
      { learningRate: 0.01, iterations: 10, regularization: 0.1 },
      { learningRate: 0.02, iterations: 10, method: "batch" },
      { learningRate: 0.02, iterations: 10, method: "stochastic", regularization: 0.2, seed: 9 },
    ]);
    const last = runToEnd(replayOf(payload)!).frames.at(-1)!;
    expect(Array.from(last.L)).toEqual(payload.L.values);
    expect(Array.from(last.U)).toEqual(payload.U.values);
  });

  test("is replayed to the state that a diverged training went back to", () => {
    const fac = new MatrixFactorization(original.data, 2, { seed: 7 }).trainModel({ iterations: 5 });
    expect(() => fac.trainModel({ learningRate: 3 })).toThrow(/diverged/);
    const payload = saved(fac);
    const last = runToEnd(replayOf(payload)!).frames.at(-1)!;
    expect(last.iteration).toBe(fac.iteration);
    expect(Array.from(last.L)).toEqual(payload.L.values);
  });

  test("is still replayed after many short trainings down to rounding errors", () => {
    const fac = new MatrixFactorization([[1, 2], [2, 4]], 1, { seed: 1 }); // prettier-ignore
    for (let k = 0; k < 500; k++) fac.trainModel({ iterations: 1 });
    expect(fac.loss).toBeLessThan(1e-25);
    expect(saved(fac).replay?.stages).toHaveLength(500);
  });

  test("has no replay log where somebody changed the factors between two trainings", () => {
    const fac = new MatrixFactorization(original.data, 2, { seed: 7 }).trainModel({ iterations: 5 });
    fac.L.values[0] += 1;
    fac.trainModel({ iterations: 5 });
    expect(saved(fac).replay).toBeUndefined();
  });

  test("has no replay log where it was averaged into blocks", () => {
    const data = Array.from({ length: 400 }, (_, i) => [i, 2 * i]);
    expect(saved(new MatrixFactorization(data, 1, { seed: 1 })).replay).toBeUndefined();
  });
});
