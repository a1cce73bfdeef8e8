import * as factorlab from "factorlab";
import { describe, expect, it } from "vitest";
import { EXPERIMENT_DEFAULTS } from "../../src/experiment/experiment";
import { presets } from "../../src/experiment/presets";
import { runToEnd, startOf } from "../../src/experiment/run";
import { experimentSource } from "../../src/experiment/source";
import type { Experiment } from "../../src/experiment/types";

/** Runs a cell's source as JavaScript and returns what it displays. */
function run(source: string): factorlab.MatrixFactorization {
  const [line, ...rest] = source.split("\n");
  const names = /\{ (.+) \}/.exec(line)![1];
  let shown: unknown;
  const display = (value: unknown): void => {
    shown = value;
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running the source is what is tested
  const cell = new Function("factorlab", `const { ${names} } = factorlab;\n${rest.join("\n")}`);
  (cell as (library: object) => void)({ ...factorlab, display });
  return shown as factorlab.MatrixFactorization;
}

describe("an experiment as a notebook cell", () => {
  it("is as a person would write it for the original notebook's matrix", () => {
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

  it("shows the plane below the equation, where it is open", () => {
    const lines = experimentSource({ ...presets[0].experiment, plane: [1, 0] }).split("\n");
    expect(lines.slice(-2)).toEqual(["display(fac);", "display(fac.plane({ features: [1, 0] }));"]);
  });

  it("shows the dials with the numbers as they were turned", () => {
    const { experiment } = presets[0];
    const { L, U } = startOf(experiment);
    const hand = { L: Array.from(L, (x) => x + 1), U: Array.from(U) };
    const source = experimentSource({ ...experiment, hand });
    expect(source).toMatch(/const hand = new MatrixFactorization\(data, \d+, \{[^]*init: \{ L: \[\[/);
    expect(source.split("\n").at(-1)).toMatch(/^display\(hand\.byHand\(/);
    const shown = run(source)[factorlab.jupyterDisplay]()["application/vnd.factorlab.v1+json"];
    expect(shown).toMatchObject({ kind: "dials", L: { values: hand.L }, U: { values: hand.U } });
  });

  const others: [string, Experiment][] = [
    ["a range and a seed", { ...presets[0].experiment, initRange: [-0.5, 0.5], seed: -3, iterations: 50 }],
    ["a small rate", { ...presets[0].experiment, learningRate: 1e-7, features: 5 }],
  ];
  const all = [...presets.map(({ id, experiment }): [string, Experiment] => [id, experiment]), ...others];

  it.each(all)("%s: running it gives the same factors, bit for bit", (_name, experiment) => {
    const fac = run(experimentSource(experiment));
    const { frames } = runToEnd(startOf(experiment));
    const last = frames.at(-1)!;
    expect(fac.iteration).toBe(last.iteration);
    expect(Array.from(fac.L.values)).toEqual(Array.from(last.L));
    expect(Array.from(fac.U.values)).toEqual(Array.from(last.U));
  });
});
