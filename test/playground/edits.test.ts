import { EXPERIMENT_DEFAULTS, presets, readExperiment } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { describe, expect, it } from "vitest";
import { EditHistory } from "../../extension/src/playground/edit-history";
import { nudged, nudgeStep, pasted, resized, withCell } from "../../extension/src/playground/edits";

const e: Experiment = {
  ...EXPERIMENT_DEFAULTS,
  data: [
    [1, 2],
    [3, 4],
  ],
  labels: { rows: ["a", "b"] },
};

describe("edits of an experiment", () => {
  it("a cell changes in a new experiment, the old one stays", () => {
    expect(withCell(e, 1, 0, null).data).toEqual([
      [1, 2],
      [null, 4],
    ]);
    expect(e.data[1][0]).toBe(3);
  });

  it("new rows and columns are blank, and named where the others are", () => {
    const grown = resized(e, 3, 3);
    expect(grown.data).toEqual([
      [1, 2, null],
      [3, 4, null],
      [null, null, null],
    ]);
    expect(grown.labels).toEqual({ rows: ["a", "b", "2"] });
    expect(resized(e, 0, 500).data.map((row) => row.length)).toEqual([100]);
  });

  it("a pasted block overwrites and grows; one with names takes the matrix's place", () => {
    expect(pasted(e, { data: [[7, null, 9]] }, 1, 1).data).toEqual([
      [1, 2, null, null],
      [3, 7, null, 9],
    ]);
    const table = { data: [[5]], columns: ["Tea"] };
    expect(pasted(e, table, 1, 1)).toEqual({
      ...EXPERIMENT_DEFAULTS,
      data: [[5]],
      labels: { columns: ["Tea"] },
    });
    expect(pasted(e, { data: [[1, 2]] }, 99, 99).data).toHaveLength(100);
  });

  it("whatever is done, the experiment stays one that can be read", () => {
    for (const changed of [resized(e, 100, 100), pasted(e, { data: [[1]], rows: ["x".repeat(200)] }, 0, 0)])
      expect(readExperiment(changed)).toEqual(changed);
  });

  it("a nudge is a small step of one digit, without the dust of binary fractions", () => {
    expect(presets.map(({ experiment }) => nudgeStep(experiment.data))).toEqual([0.1, 1, 0.1, 0.1, 0.1]);
    expect(nudgeStep([[null]])).toBe(0.1);
    expect(nudgeStep([[0]])).toBe(0.1);
    expect(nudged(0.1, 2, 0.1)).toBe(0.3);
    expect(nudged(2, -3, 1)).toBe(-1);
    expect(nudged(1.7e308, 1, 1e308)).toBe(1.7e308);
  });
});

describe("taking changes back", () => {
  it("goes back one by one, forward again, and forgets what was undone when something new is done", () => {
    const history = new EditHistory(0);
    [1, 2, 3].forEach((state) => history.push(state));
    expect([history.undo(), history.undo(), history.redo()]).toEqual([2, 1, 2]);
    history.push(9);
    expect(history.canRedo).toBe(false);
    expect([history.undo(), history.undo(), history.undo(), history.undo()]).toEqual([2, 1, 0, 0]);
  });

  it("a dragged slider is one change; the next drag is another", () => {
    const history = new EditHistory(0);
    [1, 2, 3].forEach((state) => history.push(state, "rate"));
    history.seal();
    [4, 5].forEach((state) => history.push(state, "rate"));
    expect([history.undo(), history.undo(), history.canUndo]).toEqual([3, 0, false]);
  });

  it("keeps at least fifty states, and not all", () => {
    const history = new EditHistory(0);
    for (let k = 1; k <= 1000; k++) history.push(k);
    for (let k = 0; k < 50; k++) history.undo();
    expect(history.current).toBe(950);
    for (let k = 0; k < 1000; k++) history.undo();
    expect(history.current).toBeGreaterThan(700);
  });
});
