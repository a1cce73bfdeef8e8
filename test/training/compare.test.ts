import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jupyterDisplay, lossCurves, MatrixFactorization } from "../../src";
import { checkPayload, PAYLOAD_MIME, said } from "../../src/view";
import type { TrainedModels } from "../../src";
import type { LossViewPayload } from "../../src/view";
import { nameRuns } from "../../src/training/run-names";

const data = [[1, 2, 3], [2, 4, 6]]; // prettier-ignore

function trained(features: number, seed: number, learningRate: number, iterations = 5): MatrixFactorization {
  return new MatrixFactorization(data, features, { seed }).trainModel({ learningRate, iterations });
}

function payloadOf(...models: TrainedModels[]): LossViewPayload {
  return lossCurves(...models)[jupyterDisplay]()[PAYLOAD_MIME] as LossViewPayload;
}

const namesOf = (...models: TrainedModels[]): string[] =>
  payloadOf(...models).runs.map(({ name }) => said(name));

describe("loss curves of several models", () => {
  it("are named after their differences, and after nothing else", () => {
    expect(namesOf(trained(2, 1, 0.1), trained(2, 2, 0.1))).toEqual(["seed 1", "seed 2"]);
    expect(namesOf(trained(1, 1, 0.1), trained(2, 1, 0.1))).toEqual(["1 feature", "2 features"]);
    expect(namesOf(trained(2, 1, 0.1), trained(2, 1, 0.05))).toEqual([
      "learning rate 0.1",
      "learning rate 0.05",
    ]);
    expect(namesOf([trained(2, 1, 0.1), trained(2, 2, 0.1), trained(2, 1, 0.05)])).toEqual([
      "learning rate 0.1, seed 1",
      "learning rate 0.1, seed 2",
      "learning rate 0.05, seed 1",
    ]);
  });

  it("are named after their length where nothing else differs, and are numbered where nothing does", () => {
    expect(namesOf(trained(2, 1, 0.1), trained(2, 1, 0.1, 9))).toEqual(["5 iterations", "9 iterations"]);
    const model = trained(2, 1, 0.1);
    expect(namesOf(model, model)).toEqual(["run 1", "run 2"]);
    expect(namesOf(model, model, trained(2, 2, 0.1))).toEqual(["seed 1, run 1", "seed 1, run 2", "seed 2"]);
  });

  it("say where a model was not trained, or not drawn from a seed", () => {
    const untrained = new MatrixFactorization(data, 1, { seed: 1 });
    const given = new MatrixFactorization(data, 1, { init: { L: [[1], [1]], U: [[1, 1, 1]] } });
    given.trainModel({ iterations: 1 });
    expect(namesOf(untrained, given)).toEqual(["not trained, seed 1", "learning rate 0.1, given start"]);
  });

  it("keep the names that they are given, and hold each model's losses as they were", () => {
    const slow = trained(2, 1, 0.01);
    const curves = lossCurves({ slow, fast: trained(2, 1, 0.1) });
    const before = [...slow.history.loss];
    slow.trainModel({ iterations: 3 });
    const payload = curves[jupyterDisplay]()[PAYLOAD_MIME] as LossViewPayload;
    expect(payload.runs.map(({ name }) => name)).toEqual(["slow", "fast"]);
    expect(payload.runs[0].loss.values).toEqual(before);
    expect(checkPayload(payload)).toEqual(payload);
    expect(String(curves)).toMatch(/^Loss curve of slow \(.* to .*\), fast \(/);
  });

  it("mark where a model ran away", () => {
    const wild = new MatrixFactorization(data, 2, { seed: 1 });
    expect(() => wild.trainModel({ learningRate: 5 })).toThrow("diverged");
    const { divergedAt } = wild.history;
    expect(divergedAt).toBeGreaterThan(0);
    const bundle = lossCurves(wild, trained(2, 1, 0.1))[jupyterDisplay]();
    expect((bundle[PAYLOAD_MIME] as LossViewPayload).runs.map((run) => run.divergedAt)).toEqual([
      divergedAt,
      undefined,
    ]);
    expect(bundle["image/svg+xml"]).toContain(">diverged<");
    expect(bundle["image/svg+xml"]).not.toMatch(/NaN|Infinity/);
    wild.trainModel({ iterations: 1 });
    expect(wild.history.divergedAt, "the next training begins anew").toBeNull();
  });

  it.each([
    [[], "models holds 0 models, expected 1 to 50 models"],
    [[{}], "models holds 0 models"],
    [[7], "models is 7, expected a model with a history"],
    [[trained(1, 1, 0.1), "a"], 'models[1] is "a"'],
    [[[null]], "models[0] is null"],
    [[{ mine: { history: [1] } }], "models.mine is"],
    [[Array(51).fill(trained(1, 1, 0.1))], "models holds 51 models"],
  ])("refuse anything that is not a model: %#", (models, message) => {
    expect(() => lossCurves(...(models as TrainedModels[]))).toThrow(message);
  });
});

describe("the names of runs", () => {
  const settings = fc.record({
    features: fc.integer({ min: 1, max: 3 }),
    learningRate: fc.option(fc.constantFrom(0.1, 0.05)),
    seed: fc.option(fc.integer({ min: 1, max: 3 })),
    iteration: fc.integer({ min: 0, max: 2 }),
  });

  it("are all different, and there is one for each", () => {
    fc.assert(
      fc.property(fc.array(settings, { maxLength: 12 }), (runs) => {
        const names = nameRuns(runs).map((name) => said(name));
        expect(names).toHaveLength(runs.length);
        expect(new Set(names).size).toBe(runs.length);
        expect(names.every((name) => name.length > 0)).toBe(true);
      }),
    );
  });

  it("do not mention what all runs share", () => {
    fc.assert(
      fc.property(fc.array(settings, { minLength: 2, maxLength: 6 }), settings, (runs, shared) => {
        const names = nameRuns(runs.map((run) => ({ ...run, seed: shared.seed }))).map((name) => said(name));
        expect(names.join()).not.toMatch(/seed|given start/);
      }),
    );
  });
});
