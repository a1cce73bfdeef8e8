import seedrandom from "seedrandom";
import { expect, it } from "vitest";
import { EXPERIMENT_DEFAULTS } from "../../src/experiment/experiment";
import type { Experiment } from "../../src/experiment/types";
import { verdict } from "../../src/experiment/verdict";
import { workingRate } from "../../src/experiment/working-rate";
import { train } from "./train";

/** A scan of rates from 1e-8 to 100, two in each power of ten. */
const SCAN = Array.from({ length: 21 }, (_, k) => 10 ** (-8 + k / 2));
/** Of a loss below this share of the data's mean square only rounding is left. */
const ROUNDING = 1e-12;

/** A table of any scale: multiples of one row, whole ratings, or noise; with blanks, or all known. */
function anyTable(n: number): Experiment {
  const random = seedrandom(`table ${n}`);
  const [rows, columns] = [1 + Math.floor(6 * random()), 1 + Math.floor(6 * random())];
  const scale = 10 ** (-4 + 8 * random());
  const kind = Math.floor(3 * random());
  const blanks = random() < 0.5 ? 0.15 : 0;
  const cell = (i: number, j: number): number | null => {
    if (random() < blanks && i + j > 0) return null;
    return scale * [(i + 1) * (j + 1), 1 + Math.round(4 * random()), 2 * random() - 1][kind];
  };
  const data = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cell(i, j)));
  return {
    ...EXPERIMENT_DEFAULTS,
    data,
    features: 1 + Math.floor(8 * random() * random()),
    iterations: 20 + Math.floor(40 * random()),
    learningRate: 10 ** (-6 + 8 * random()),
    seed: n,
  };
}

function lossOf(experiment: Experiment, learningRate: number): number {
  const { divergedAt, loss } = train({ ...experiment, learningRate });
  const last = loss.values.at(-1)!;
  return divergedAt === null && Number.isFinite(last) ? last : Infinity;
}

it("for 300 tables of all scales, no rate of a scan reaches a tenth of the loss that the suggested one reaches", () => {
  let suggested = 0;
  for (let n = 0; n < 300; n++) {
    const experiment = anyTable(n);
    const rate = workingRate(experiment, train)!;
    const known = experiment.data.flat().filter((value) => value !== null);
    const meanSquare = known.reduce((sum, value) => sum + value * value, 0) / known.length;
    if (rate === experiment.learningRate) {
      // One that is kept has reached what can be reached, or is as good as the best.
      const { state } = verdict(experiment, train(experiment));
      if (state === "converged" || state === "exact") continue;
    } else suggested++;
    const best = Math.min(...SCAN.map((each) => lossOf(experiment, each)));
    const most = Math.max(10 * best, ROUNDING * meanSquare);
    expect(lossOf(experiment, rate), `table ${n} with ${rate}`).toBeLessThanOrEqual(most);
  }
  expect(suggested).toBeGreaterThan(150);
});

it("thirteen features of a table of tens, where a small rate would be at a loss of 1180, reach its numbers", () => {
  const data = [[10, 20, 30], [40, 50, 60]]; // prettier-ignore
  const experiment = { ...EXPERIMENT_DEFAULTS, data, features: 13 };
  expect(lossOf(experiment, workingRate(experiment, train)!)).toBeLessThan(1e-25);
});

it("a table that takes long is looked at with fewer trainings", () => {
  const large = {
    ...anyTable(1),
    data: Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => 3)),
  };
  const counted = (experiment: Experiment): number => {
    let runs = 0;
    workingRate({ ...experiment, learningRate: 1e3 }, (each) => {
      runs++;
      return train({ ...each, data: [[3]], iterations: 5 });
    });
    return runs;
  };
  expect(counted({ ...large, iterations: 10_000 })).toBeLessThan(30);
  expect(counted({ ...large, iterations: 5 })).toBeGreaterThan(40);
});
