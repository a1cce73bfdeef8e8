import { describe, expect, test } from "vitest";
import { presets } from "factorlab/view";
import type { Experiment, SweepPoint, Sweeps } from "factorlab/view";
import {
  Hiding,
  hiddenCells,
  hiddenText,
  isHidden,
  withHidden,
  withRandomFifth,
} from "../../extension/src/guess/hiding";
import { withThoseBefore } from "../../extension/src/guess/sweeping";
import { choiceName } from "../../extension/src/guess/words";
import { pasted, withoutLine } from "../../extension/src/playground/edits";

const experiment: Experiment = presets.find(({ id }) => id === "ratings")!.experiment;
const some: Experiment = { ...experiment, heldOut: [[0, 0], [2, 3], [5, 4]] }; // prettier-ignore

describe("hiding cells", () => {
  test("hides a cell and shows it again; an unknown one has nothing to hide", () => {
    const once = withHidden(experiment, { row: 1, column: 2 }, true);
    expect(once.heldOut).toEqual([[1, 2]]);
    expect(withHidden(once, { row: 1, column: 2 }, true).heldOut).toEqual([[1, 2]]);
    expect(withHidden(once, { row: 1, column: 2 }, false)).not.toHaveProperty("heldOut");
    expect(withHidden(experiment, { row: 0, column: 2 }, true)).not.toHaveProperty("heldOut");
    expect(isHidden(once, { row: 1, column: 2 })).toBe(true);
    expect(isHidden(once, { row: 2, column: 1 })).toBe(false);
  });

  test("hides a fifth by the seed, and another one each time after that", () => {
    const draws = [withRandomFifth(experiment)];
    for (let k = 0; k < 4; k++) draws.push(withRandomFifth(draws[k]));
    expect(draws.every(({ heldOut }) => heldOut?.length === 5)).toBe(true);
    expect(new Set(draws.map(({ heldOut }) => JSON.stringify(heldOut))).size).toBe(5);
    expect(withRandomFifth(experiment).heldOut).toEqual(draws[0].heldOut);
  });

  test("follows the rows and columns that are removed", () => {
    expect(withoutLine(some, "rows", 2).heldOut).toEqual([[0, 0], [4, 4]]); // prettier-ignore
    expect(withoutLine(some, "rows", 0).heldOut).toEqual([[1, 3], [4, 4]]); // prettier-ignore
    expect(withoutLine(some, "columns", 3).heldOut).toEqual([[0, 0], [5, 3]]); // prettier-ignore
    const moved = withoutLine(some, "rows", 0);
    expect(moved.heldOut!.map(([i, j]) => moved.data[i][j])).toEqual([2, 4]);
  });

  test("stays where a table is pasted over others", () => {
    expect(pasted(some, { data: [[9]] }, 0, 1).heldOut).toEqual(some.heldOut);
  });
});

describe("guesses of one's own", () => {
  test("show the truth, and are forgotten with their cell", () => {
    const hiding = new Hiding();
    const [first, second] = hiddenCells(some);
    hiding.guess(first, 3);
    expect(hiding.guessOf({ row: 0, column: 0 })).toBe(3);
    expect(hiding.isLookedAt(first)).toBe(true);
    expect(hiding.isLookedAt(second)).toBe(false);
    hiding.guess(first, null);
    expect(hiding.guessOf(first)).toBeUndefined();
    hiding.guess(second, 1);
    hiding.keep([first]);
    expect(hiding.guessOf(second)).toBeUndefined();
    expect(hiding.isLookedAt(second)).toBe(false);
    expect(hiding.isLookedAt(first)).toBe(true);
  });

  test("stand in the place of the number, with a question mark", () => {
    expect([undefined, 3, -0.5].map(hiddenText)).toEqual(["?", "3?", "−0.5?"]);
  });
});

test("a point of a chart says what its training came to", () => {
  expect(choiceName("features", { value: 1, seen: 0.5, hidden: 1 }, 2)).toBe(
    "1 feature: the seen cells 0.50 off, the hidden ones 1.00",
  );
  expect(choiceName("features", { value: 3 }, 2)).toBe("3 features: diverged");
  expect(choiceName("regularization", { value: 0.03, seen: 0, hidden: 2.25 }, 2)).toBe(
    "Penalty 0.03: the seen cells 0.00 off, the hidden ones 2.25",
  );
});

describe("sweeps that are trained anew", () => {
  const point = (value: number, loss: number): SweepPoint => ({ value, loss, validation: loss, error: 0 });
  const before: Sweeps = {
    features: [point(1, 9), point(2, 9), point(3, 9)],
    regularization: [point(0, 9), point(1, 9)],
    iterations: 50,
  };

  test("keep the points of those before until their own are there", () => {
    const begun: Sweeps = { features: [point(2, 1)], regularization: [], iterations: 60 };
    expect(withThoseBefore(begun, before)).toEqual({
      features: [point(1, 9), point(2, 1), point(3, 9)],
      regularization: before.regularization,
      iterations: 60,
    });
  });

  test("that are the first show what they have", () => {
    expect(withThoseBefore(before, null)).toBe(before);
  });
});
