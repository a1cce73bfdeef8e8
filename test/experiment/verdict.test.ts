import { describe, expect, it } from "vitest";
import { EXPERIMENT_DEFAULTS } from "../../src/experiment/experiment";
import { presets } from "../../src/experiment/presets";
import type { PresetId } from "../../src/experiment/presets";
import { rankFacts } from "../../src/experiment/rank";
import type { Experiment } from "../../src/experiment/types";
import { verdict } from "../../src/experiment/verdict";
import { workingRate } from "../../src/experiment/working-rate";
import { train, traceOf } from "./train";

const preset = (id: PresetId): Experiment => presets.find((each) => each.id === id)!.experiment;
const judge = (changes: Partial<Experiment>, id: PresetId = "original"): string => {
  const experiment = { ...preset(id), ...changes };
  return verdict(experiment, train(experiment)).state;
};

describe("the limits that the data set", () => {
  it("the original notebook's matrix has rank 1, and one feature reaches it", () => {
    expect(rankFacts(preset("original").data, 1)).toEqual({ rank: 1, reachable: 0 });
  });

  it("the identity of size 5 keeps one fifth of its mean square for each feature that is missing", () => {
    const facts = rankFacts(preset("identity").data, 3);
    expect(facts?.rank).toBe(5);
    expect(facts?.reachable).toBeCloseTo(2 / 25, 12);
  });

  it("the table of rank 2 has rank 2 although its numbers are rounded nowhere", () => {
    expect(rankFacts(preset("rank-2").data, 2)).toEqual({ rank: 2, reachable: 0 });
  });

  it("a matrix with a blank has no rank, zeros have rank 0", () => {
    expect(rankFacts([[1, null]], 1)).toBeNull();
    expect(rankFacts([[0, 0]], 1)).toEqual({ rank: 0, reachable: 0 });
  });

  it("no training gets below the loss that is said to be the best", () => {
    const experiment = { ...preset("noise"), iterations: 20_000 };
    const { loss, rank } = verdict(experiment, train(experiment));
    expect(loss).toBeGreaterThanOrEqual(rank!.reachable * (1 - 1e-9));
    expect(loss).toBeLessThan(rank!.reachable * 1.01);
  });
});

describe("the verdict", () => {
  it("tells apart how trainings of one matrix end", () => {
    expect(judge({})).toBe("converged");
    expect(judge({ iterations: 5000 })).toBe("exact");
    expect(judge({ iterations: 20 })).toBe("falling");
    expect(judge({ learningRate: 1 })).toBe("diverged");
    expect(judge({ learningRate: 1e-6 })).toBe("stalled");
  });

  it("of what was never trained goes by the loss that its factors have", () => {
    const { frames } = train({ ...preset("original"), iterations: 1 });
    const empty = { iterations: [], values: [] };
    const untrained = {
      frames: frames.slice(0, 1),
      loss: empty,
      iteration: 0,
      divergedAt: null,
      ended: true,
    };
    const found = verdict(preset("original"), untrained);
    expect(found).toMatchObject({ state: "untrained", loss: frames[0].loss, startLoss: frames[0].loss });
  });

  it("too few features converge to what they can reach", () => {
    const experiment = { ...preset("identity"), iterations: 20_000 };
    const found = verdict(experiment, train(experiment));
    expect(found.state).toBe("converged");
    expect(found.loss).toBeCloseTo(found.rank!.reachable, 3);
  });

  it("a loss that goes up and down oscillates, one that trembles in its last digits does not", () => {
    const { data } = preset("noise");
    const experiment = { ...EXPERIMENT_DEFAULTS, data };
    const wave = (size: number): number[] =>
      Array.from({ length: 100 }, (_, k) => 2 + (k % 2 === 0 ? size : -size));
    expect(verdict(experiment, traceOf(wave(0.5))).state).toBe("oscillating");
    expect(verdict(experiment, traceOf(wave(1e-6))).state).not.toBe("oscillating");
  });

  it("gives its evidence: losses, the fall at the end, blanks", () => {
    const halving = Array.from({ length: 21 }, (_, k) => 2 ** (20 - k));
    const found = verdict({ ...preset("ratings"), features: 1 }, traceOf(halving));
    expect(found).toMatchObject({ loss: 1, startLoss: 2 ** 20, fall: 0.75, unknown: 6, rank: null });
  });

  it("there is none without iterations", () => {
    expect(verdict(preset("original"), traceOf([4])).state).toBe("untrained");
  });

  it("the loss of a training that ran away is its best", () => {
    expect(verdict(preset("original"), traceOf([4, 3, 9, 1e9], 4)).loss).toBe(3);
  });

  it("divergence names its iteration and rate", () => {
    const experiment = { ...preset("original"), learningRate: 3 };
    expect(verdict(experiment, train(experiment))).toMatchObject({
      state: "diverged",
      divergedAt: expect.any(Number),
      learningRate: 3,
    });
  });
});

describe("a rate that works", () => {
  it("is the one there is, where that works", () => {
    expect(workingRate(preset("original"), train)).toBe(0.1);
  });

  it("is found where the one there is diverges, in three digits, and reaches the data", () => {
    const experiment = { ...preset("original"), learningRate: 1 };
    const rate = workingRate(experiment, train)!;
    expect(rate).toBe(Number(rate.toPrecision(3)));
    const found = { ...experiment, learningRate: rate };
    expect(verdict(found, train(found)).state).toBe("exact");
  });

  it("is found where the one there is hardly moves, also with unknown cells", () => {
    for (const id of ["original", "ratings"] as const) {
      const experiment = { ...preset(id), learningRate: 1e-6 };
      expect(verdict(experiment, train(experiment)).state).toBe("stalled");
      const found = { ...experiment, learningRate: workingRate(experiment, train)! };
      expect(verdict(found, train(found)).loss).toBeLessThan(0.11);
    }
  });

  it("is null where no rate works, after a bounded number of trainings", () => {
    let runs = 0;
    const never = (): ReturnType<typeof traceOf> => {
      runs++;
      return traceOf([1], 1);
    };
    expect(workingRate(preset("original"), never)).toBeNull();
    expect(runs).toBeLessThanOrEqual(40);
    expect(workingRate({ ...preset("original"), learningRate: Number.MIN_VALUE }, never)).toBeNull();
  });
});
