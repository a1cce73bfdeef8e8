import { describe, expect, it } from "vitest";
import { EXPERIMENT_DEFAULTS } from "../../src/experiment/experiment";
import { presets } from "../../src/experiment/presets";
import { experimentSource } from "../../src/experiment/source";

describe("an experiment as a notebook cell", () => {
  it("of the seed's matrix is as a person would write it", () => {
    expect(experimentSource(presets[0].experiment)).toBe(
      `import { MatrixFactorization, display } from "factorlab";

const data = [
  [1, 2, 3],
  [1, 2, 3],
  [1, 2, 3],
  [1, 2, 3],
  [1, 2, 3],
  [1, 2, 3],
];
const fac = new MatrixFactorization(data, 2, { seed: 7 });
fac.trainModel();
display(fac);`,
    );
  });

  it("has numbers right-aligned, null for what is unknown, and the options that differ", () => {
    const data = [
      [-1.5, null],
      [2, 100],
    ];
    const labels = { rows: ['the "first"', "b"] };
    const initRange: [number, number] = [-1, 1];
    const e = { ...EXPERIMENT_DEFAULTS, data, labels, initRange, learningRate: 0.05, iterations: 50 };
    const lines = experimentSource(e).split("\n").slice(2);
    expect(lines).toEqual([
      "const data = [",
      "  [-1.5, null],",
      "  [   2,  100],",
      "];",
      "const fac = new MatrixFactorization(data, 2, {",
      "  seed: 7,",
      "  initRange: [-1, 1],",
      '  labels: { rows: ["the \\"first\\"", "b"] },',
      "});",
      "fac.trainModel({ learningRate: 0.05, iterations: 50 });",
      "display(fac);",
    ]);
  });
});
