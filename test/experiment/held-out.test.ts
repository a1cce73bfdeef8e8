import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MatrixFactorization, ValueError } from "../../src";
import { EXPERIMENT_DEFAULTS, readExperiment } from "../../src/experiment/experiment";
import {
  guessError,
  guesses,
  heldOutCells,
  randomCells,
  seenData,
  stillHeldOut,
  withHeldOut,
} from "../../src/experiment/held-out";
import { presets } from "../../src/experiment/presets";
import { costOf, Run, runToEnd, startOf } from "../../src/experiment/run";
import { experimentFromLink, experimentJson, experimentLink } from "../../src/experiment/share";
import { sweepPlan, sweepsOf } from "../../src/experiment/sweep";
import type { Experiment } from "../../src/experiment/types";
import { verdict } from "../../src/experiment/verdict";

const ratings: Experiment = presets.find(({ id }) => id === "ratings")!.experiment;
const hidden: Experiment = { ...ratings, iterations: 200, heldOut: [[0, 1], [2, 3], [4, 4]] }; // prettier-ignore

const anyData = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { freq: 4 }), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  )
  .filter((data) => data.flat().some((cell) => cell !== null));

describe("cells chosen at random", () => {
  test("are known ones, each once, in order, and leave every row and column something", () => {
    fc.assert(
      fc.property(anyData, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (data, share, seed) => {
        const cells = randomCells(data, share, seed);
        expect(cells).toEqual(stillHeldOut(data, cells));
        expect(cells.length).toBeLessThanOrEqual(
          Math.max(1, Math.round(share * data.flat().filter((cell) => cell !== null).length)),
        );
        const seen = seenData({ data, heldOut: cells });
        data.forEach((row, i) =>
          expect(seen[i].some((cell) => cell !== null)).toBe(row.some((cell) => cell !== null)),
        );
        data[0].forEach((_, j) =>
          expect(seen.some((row) => row[j] !== null)).toBe(data.some((row) => row[j] !== null)),
        );
        expect(randomCells(data, share, seed)).toEqual(cells);
      }),
    );
  });

  test("are a fifth of them, and others with another seed", () => {
    const data = Array.from({ length: 10 }, () => Array<number>(10).fill(1));
    expect(randomCells(data, 0.2, 7)).toHaveLength(20);
    expect(randomCells(data, 0.2, 8)).not.toEqual(randomCells(data, 0.2, 7));
  });
});

describe("what is held out", () => {
  test("is not seen by the training: whatever its values are, the factors are the same", () => {
    const other = { ...hidden, data: hidden.data.map((row) => [...row]) };
    for (const [i, j] of hidden.heldOut!) other.data[i][j] = 1000;
    const [a, b] = [hidden, other].map((each) => runToEnd(startOf(each)).frames.at(-1)!);
    expect(Array.from(b.L)).toEqual(Array.from(a.L));
    expect(Array.from(b.U)).toEqual(Array.from(a.U));
  });

  test("is measured after each iteration", () => {
    const start = startOf({ ...hidden, iterations: 20 });
    const run = new Run(start);
    while (run.advance());
    const { frames, validation, loss } = run.trace();
    expect(validation?.iterations).toEqual(loss.iterations);
    for (const frame of frames) {
      const guessed = guesses(start.heldOut!, start, frame);
      const mean = guessed.reduce((sum, value, n) => sum + (start.heldOut!.values[n] - value) ** 2 / 3, 0);
      const at = validation!.iterations.indexOf(frame.iteration);
      expect(validation!.values[at]).toBeCloseTo(mean, 12);
    }
  });

  test("keeps its lowest loss on a curve that is thinned", () => {
    const trace = runToEnd(startOf({ ...hidden, iterations: 3000 }));
    const { validation, bestAt } = trace;
    expect(validation!.values.length).toBeLessThanOrEqual(501);
    const best = validation!.values[validation!.iterations.indexOf(bestAt!)];
    expect(Math.min(...validation!.values)).toBe(best);
    const short = runToEnd(startOf({ ...hidden, iterations: bestAt! }));
    expect(short.validation!.values.at(-1)).toBe(best);
  });

  test("is a finite number also where the training diverges", () => {
    const trace = runToEnd(startOf({ ...hidden, learningRate: 50 }));
    expect(trace.divergedAt).not.toBeNull();
    expect(trace.validation!.values.every(Number.isFinite)).toBe(true);
  });

  test("is absent where all is seen", () => {
    expect(runToEnd(startOf({ ...ratings, iterations: 3 }))).not.toHaveProperty("validation");
    expect(heldOutCells(ratings)).toBeUndefined();
  });

  test("has a standard error from two cells on", () => {
    expect(guessError([1], [3])).toEqual({ loss: 4, error: null });
    // Squares 1, 9: mean 5, variance 32, and the standard error is its root over that of 2.
    expect(guessError([1, 1], [2, 4])).toEqual({ loss: 5, error: 4 });
  });

  test("is counted apart from what is unknown, and has no part in the verdict", () => {
    const judged = verdict(hidden, runToEnd(startOf(hidden)));
    expect(judged).toMatchObject({ unknown: 6, heldOut: 3, rank: null });
    const full = { ...presets[0].experiment, heldOut: [[0, 0]] } as Experiment;
    expect(verdict(full, runToEnd(startOf(full)))).toMatchObject({ unknown: 0, heldOut: 1, rank: null });
  });
});

describe("an experiment with cells held out", () => {
  test("is read with them in order, each once", () => {
    const read = readExperiment({ ...hidden, heldOut: [[4, 4], [0, 1], [4, 4]] }); // prettier-ignore
    expect(read.heldOut).toEqual([[0, 1], [4, 4]]); // prettier-ignore
    expect(readExperiment({ ...hidden, heldOut: [] })).not.toHaveProperty("heldOut");
    expect(readExperiment({ ...hidden, regularization: 0 })).not.toHaveProperty("regularization");
  });

  test.each([
    [{ heldOut: [[9, 0]] }, "heldOut[0][0] is 9, expected a whole number from 0 to 5"],
    [{ heldOut: [[0, 2]] }, "heldOut[0] is a list of 2, expected a known cell: this one is unknown"],
    [{ heldOut: [3] }, "heldOut[0] is 3, expected a row and a column"],
    [{ heldOut: "all" }, 'heldOut is "all", expected a list of cells'],
    [
      { data: [[1, 2]], heldOut: [[0, 0], [0, 1]] }, // prettier-ignore
      "heldOut has 2 cells, all that are known, expected at least one known cell that stays",
    ],
    [{ regularization: -1 }, "regularization is -1, expected a finite number ≥ 0"],
  ])("%o is refused", (change, message) => {
    expect(() => readExperiment({ ...hidden, ...change, labels: undefined })).toThrow(ValueError);
    expect(() => readExperiment({ ...hidden, ...change, labels: undefined })).toThrow(message);
  });

  test("goes through links and JSON", () => {
    const whole = { ...hidden, regularization: 0.03 };
    const link = experimentLink(whole, "https://example.org/");
    expect(link).toContain("&penalty=0.03&hidden=0,1;2,3;4,4&");
    expect(experimentFromLink(link)).toEqual(whole);
    expect(readExperiment(JSON.parse(experimentJson(whole)))).toEqual(whole);
    expect(() => experimentFromLink(link.replace("hidden=0,1", "hidden=0,x"))).toThrow(ValueError);
  });

  test("loses those that other data do not have", () => {
    const smaller = { ...hidden, data: [[1, null], [2, 3]] }; // prettier-ignore
    expect(withHeldOut(smaller, hidden.heldOut!)).not.toHaveProperty("heldOut");
    expect(withHeldOut(smaller, [[1, 1], [0, 1], [5, 0]]).heldOut).toEqual([[1, 1]]); // prettier-ignore
  });
});

describe("the sweeps", () => {
  test("are the trainings one by one", () => {
    const { features, regularization, iterations } = sweepsOf(hidden);
    expect(iterations).toBe(200);
    expect(features.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
    expect(regularization.map(({ value }) => value)).toEqual([0, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]);
    const data = seenData(hidden);
    for (const [axis, points] of [
      ["features", features],
      ["regularization", regularization],
    ] as const)
      // prettier-ignore
      for (const { value, loss, validation } of points) {
        const count = axis === "features" ? value : 2;
        const fac = new MatrixFactorization(data, count, { seed: hidden.seed });
        const penalty = axis === "regularization" ? { regularization: value } : {};
        fac.trainModel({ learningRate: hidden.learningRate, iterations: 200, ...penalty });
        expect(loss).toBe(fac.loss);
        const squares = hidden.heldOut!.map(([i, j]) => (hidden.data[i][j]! - fac.predict(i, j)) ** 2);
        expect(validation).toBeCloseTo(squares.reduce((sum, square) => sum + square / 3, 0), 10);
      }
  });

  test("have the experiment's own values among them, and no number where one diverges", () => {
    const { features, regularization } = sweepsOf({
      ...hidden,
      features: 20,
      regularization: 0.07,
      iterations: 5,
    });
    expect(features.at(-1)?.value).toBe(20);
    expect(regularization.map(({ value }) => value)).toContain(0.07);
    const wild = sweepsOf({ ...hidden, learningRate: 50 });
    expect(wild.features.every(({ loss, validation, error }) => loss ?? validation ?? error === null)).toBe(
      true,
    );
  });

  test("are fewer and shorter where all would take too long, and the same each time", () => {
    const data = Array.from({ length: 100 }, (_, i) => Array.from({ length: 100 }, (_, j) => (i * j) % 5));
    const large = { ...EXPERIMENT_DEFAULTS, data, features: 100, iterations: 100_000, heldOut: [[0, 0]] } as Experiment; // prettier-ignore
    const plan = sweepPlan(large);
    const cost = plan.reduce((sum, step) => {
      const { features, iterations } = step.experiment;
      return sum + costOf({ rows: 100, columns: 100, features, stages: [{ learningRate: 1, iterations }] });
    }, 0);
    expect(cost).toBeLessThanOrEqual(1.05e9);
    expect(plan.length).toBeLessThan(14);
    expect(new Set(plan.map((step) => step.experiment.iterations)).size).toBe(1);
    expect(sweepPlan(large)).toEqual(plan);
    expect(sweepPlan({ ...large, features: 2, iterations: 50 }).length).toBeGreaterThan(15);
  });

  test("try penalties of the size of the data, whatever that is", () => {
    for (const scale of [1e-6, 1, 1e5, 0]) {
      const data = [[scale, 2 * scale], [3 * scale, scale]]; // prettier-ignore
      const plan = sweepPlan({ ...hidden, data, labels: undefined, heldOut: [[0, 0]] });
      const penalties = plan.filter(({ axis }) => axis === "regularization").map(({ value }) => value);
      expect(penalties[0]).toBe(0);
      const most = penalties[penalties.length - 1];
      if (scale === 0) expect(penalties).toEqual([0]);
      else expect(most / scale).toBeGreaterThan(0.3);
      if (scale > 0) expect(most / scale).toBeLessThan(3);
    }
  });
});
