import { describe, expect, it } from "vitest";
import { PayloadError } from "../../src";
import { checkPayload } from "../../src/view";
import { trainingPayload } from "../../src/payload/build-training";
import type { TrainingLike } from "../../src/payload/build-training";

const good = {
  version: 1,
  kind: "training",
  state: "running",
  start: 0,
  iteration: 1,
  iterations: 10,
  divergedAt: null,
  learningRate: 0.1,
  loss: { iterations: [0, 1], values: [3, 0.5] },
  timing: { seconds: 0.2, iterationsPerSecond: 5, secondsLeft: 1.8 },
};

const iterations = Array.from({ length: 100_001 }, (_, k) => k);
const long: TrainingLike = {
  ...{ state: "running", start: 0, iteration: 100_000, iterations: 200_000, divergedAt: null },
  ...{ learningRate: 0.1, timing: good.timing },
  history: { iterations, loss: iterations.map((k) => 1 / (k + 1)) },
};

describe("a training's payload keeps to its size", () => {
  it("the curve has few points while it runs, at the end as many as every loss curve; the last is exact", () => {
    const running = trainingPayload(long);
    const done = trainingPayload({ ...long, state: "done" });
    expect(running.loss.values.length).toBeLessThanOrEqual(120);
    expect(running.loss.values.length).toBeGreaterThan(80);
    expect(done.loss.values.length).toBeGreaterThan(300);
    for (const { loss } of [running, done]) {
      expect([loss.iterations[0], loss.iterations.at(-1)]).toEqual([0, 100_000]);
      expect(loss.values.at(-1)).toBe(1 / 100_001);
    }
    expect(JSON.stringify(running).length).toBeLessThan(6000);
    expect(JSON.stringify(done).length).toBeLessThan(25_000);
  });

  it("it passes the check, also after a trip through a file", () => {
    const payload = trainingPayload(long);
    expect(checkPayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  });
});

describe("a training's payload from a stranger", () => {
  it("goes through with its known fields only", () => {
    const hostile = JSON.parse(
      JSON.stringify(good).replaceAll("{", '{"__proto__":{"polluted":1},"constructor":{},"html":"<b>",'),
    ) as unknown;
    expect(checkPayload(hostile)).toEqual(good);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("may have more iterations than a matrix has rows", () => {
    const many = { ...good, iteration: 3_000_000, iterations: 2 ** 31 };
    expect(checkPayload(many)).toEqual(many);
  });

  it.each<[string, object, string]>([
    ["no state", { state: undefined }, 'state is missing, expected "running"'],
    ["another state", { state: "constructor" }, 'state is "constructor"'],
    ["an iteration before the start", { start: 2 }, "iteration is 1, expected a whole number from 2 to 10"],
    [
      "an iteration beyond the end",
      { iteration: 11 },
      "iteration is 11, expected a whole number from 0 to 10",
    ],
    ["half an iteration", { iteration: 0.5 }, "iteration is 0.5"],
    ["no iterations at all", { iterations: 0 }, "iterations is 0, expected a whole number from 1"],
    ["endless iterations", { iterations: Infinity }, "iterations is Infinity"],
    ["iterations as text", { iterations: "<b>" }, 'iterations is "<b>"'],
    [
      "a divergence of one that runs",
      { divergedAt: 1 },
      'divergedAt is 1, expected null, as state is "running"',
    ],
    [
      "a divergence nowhere",
      { state: "diverged" },
      "divergedAt is null, expected a whole number from 1 to 10",
    ],
    ["a learning rate with markup", { learningRate: "<img>" }, 'learningRate is "<img>"'],
    ["a learning rate of zero", { learningRate: 0 }, "learningRate is 0"],
    ["no losses", { loss: undefined }, "loss is missing"],
    ["a negative loss", { loss: { iterations: [0], values: [-1] } }, "loss.values[0] is -1"],
    ["no timing", { timing: undefined }, "timing is missing"],
    ["timing without seconds", { timing: { ...good.timing, seconds: null } }, "timing.seconds is null"],
    ["a time before the beginning", { timing: { ...good.timing, seconds: -1 } }, "timing.seconds is -1"],
    [
      "a speed of NaN",
      { timing: { ...good.timing, iterationsPerSecond: NaN } },
      "timing.iterationsPerSecond is NaN",
    ],
    ["a time of an age", { timing: { ...good.timing, secondsLeft: 1e300 } }, "timing.secondsLeft is 1e+300"],
    [
      "time left as markup",
      { timing: { ...good.timing, secondsLeft: "<b>" } },
      'timing.secondsLeft is "<b>"',
    ],
  ])("%s", (_name, changes, message) => {
    const payload = { ...good, ...changes };
    expect(() => checkPayload(payload)).toThrow(PayloadError);
    expect(() => checkPayload(payload)).toThrow(message);
  });
});
