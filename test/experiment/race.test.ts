import { describe, expect, test } from "vitest";
import { MatrixFactorization } from "../../src";
import { machineRun, presets, startOf } from "../../src/view";
import type { MachineRun, RunStart } from "../../src/view";

const { experiment } = presets[0];
const start = startOf(experiment);
const numbers = start.L.length + start.U.length;

function run(from: RunStart): MachineRun {
  const machine = machineRun(from);
  for (;;) {
    const next = machine.next();
    if (next.done) return next.value;
  }
}

/** The losses of a training by the model itself, after each iteration. */
function trained({ L, U, rows, columns, features, data, stages }: RunStart): readonly number[] {
  const init = { L: { rows, columns: features, values: L }, U: { rows: features, columns, values: U } };
  const fac = new MatrixFactorization({ rows, columns, values: data }, features, { init });
  for (const stage of stages) fac.trainModel(stage);
  return fac.history.loss;
}

const withStage = (stage: Partial<RunStart["stages"][number]>): RunStart => ({
  ...start,
  stages: [{ learningRate: 0.1, iterations: 30, ...stage }],
});

describe("the machine's run", () => {
  const blanks = { ...withStage({}), data: start.data.map((x, k) => (k % 5 === 2 ? NaN : x)) };

  test.each<[string, RunStart]>([
    ["of the original notebook", withStage({})],
    ["with a penalty", withStage({ regularization: 0.05 })],
    ["with blanks", blanks],
    ["with blanks and a penalty", { ...blanks, stages: withStage({ regularization: 0.05 }).stages }],
  ])(
    "%s has a loss for each update of one number, and those of the training at the end of iterations",
    (_, from) => {
      const { loss, unit, divergedAt } = run(from);
      expect([unit, divergedAt]).toEqual(["update", null]);
      const every = loss.iterations.flatMap((update, k) => (update % numbers === 0 ? [loss.values[k]] : []));
      const expected = trained(from);
      expect(every).toHaveLength(31);
      every.forEach((value, k) => expect(value).toBeCloseTo(expected[k], 10));
      expect(loss.iterations.slice(0, 3)).toEqual([0, 1, 2]);
    },
  );

  test("of other methods counts iterations", () => {
    const { loss, unit } = run(withStage({ method: "batch" }));
    expect([unit, loss.iterations.at(-1)]).toEqual(["iteration", 30]);
  });

  test("of very many updates counts iterations, so that it is there soon", () => {
    const { loss, unit } = run(withStage({ iterations: 50_000, learningRate: 0.001 }));
    expect([unit, loss.iterations.at(-1)]).toEqual(["iteration", 50_000]);
  });

  test("that leaves all bounds says when, and has finite losses only", () => {
    const { loss, divergedAt } = run(withStage({ learningRate: 5, iterations: 700 }));
    expect(divergedAt).toBeGreaterThan(0);
    expect(loss.values.every(Number.isFinite)).toBe(true);
    expect(divergedAt).toBe(loss.iterations.at(-1)! + 1);
  });
});
