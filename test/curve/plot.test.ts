import { describe, expect, it } from "vitest";
import { marksOf } from "../../extension/src/views/curve/marks";
import { curvePathData, lossAt, plotOf, pointAt } from "../../extension/src/views/curve/plot";
import { wantsLogIterations } from "../../src/view";
import type { RunPayload } from "../../src/view";
import { lossChart } from "../../src/outputs/svg-loss";

const loss = { iterations: [0, 10, 20], values: [4, 2, 0] };
const run: RunPayload = { name: "a", loss };

describe("a curve in its plot", () => {
  it("has a point for each loss that can be drawn", () => {
    const points = (log: boolean): number =>
      curvePathData(loss, plotOf([run], { log })).split(/[ML]/).length - 1;
    expect(points(false)).toBe(3);
    expect(points(true), "zero has none on a logarithmic axis").toBe(2);
    expect(curvePathData({ iterations: [], values: [] }, plotOf([run], { log: false }))).toBe("");
  });

  it("says where it is drawn between its points, and keeps to its ends beyond them", () => {
    const plot = plotOf([run], { log: false });
    const at = (iteration: number): number => pointAt(loss, plot, iteration)!.y * 4.16;
    expect([0, 5, 10, 15, 25].map((k) => Number(at(k).toFixed(3)))).toEqual([4, 3, 2, 1, 0]);
    expect(pointAt({ iterations: [], values: [] }, plot, 1)).toBeNull();
  });

  it("gives the loss that was recorded last", () => {
    expect([0, 9, 10, 99].map((iteration) => lossAt(loss, iteration))).toEqual([4, 4, 2, 0]);
    expect(lossAt({ iterations: [], values: [] }, 0)).toBeNull();
  });

  it("has room for everything that is marked and for held-out losses", () => {
    const validation = { iterations: [0, 30], values: [9, 8] };
    const plot = plotOf([{ ...run, validation, divergedAt: 40 }], { log: false });
    expect(plot.x.share(40)).toBe(1);
    expect(plot.y.share(9)).toBeLessThan(1);
  });
});

it("one rule says for every chart, on screen and in still pictures, whether iterations are logarithmic", () => {
  const long = { iterations: [0, 10, 700], values: [4, 2, 0.1] };
  for (const until of [20, 100, 101, 700]) {
    const early = wantsLogIterations(until);
    const ended = { iterations: [0, 10, until], values: long.values };
    const still = lossChart([{ name: "a", loss: ended }], 640, 200).markup;
    expect(still.includes("(log)</text>") && /iteration \d+ \(log\)/.test(still), `${until}`).toBe(early);
    expect(plotOf([run], { log: false, early, until }).x.share(10) > 10 / until).toBe(early);
  }
});

describe("marks", () => {
  const validation = { iterations: [0, 10, 20], values: [5, 3, 4] };
  const marked: RunPayload = { name: "a", loss, validation, bestAt: 10, stoppedAt: 20, divergedAt: 25 };

  it("stand on the curve that they are about, and at the top where a run left all bounds", () => {
    const plot = plotOf([marked], { log: false });
    const [best, stopped, diverged] = marksOf([marked], plot);
    expect([best.kind, best.loss, best.at.y]).toEqual(["best", 3, plot.y.share(3)]);
    expect([stopped.kind, stopped.loss]).toEqual(["stopped", 0]);
    expect([diverged.kind, diverged.loss, diverged.at]).toEqual(["diverged", null, { x: 1, y: 1 }]);
    expect([best.left, diverged.left]).toEqual([false, true]);
  });

  it("show where held-out losses turn, also where no training was stopped there", () => {
    const plot = plotOf([marked], { log: false });
    const marks = (values: number[]): (number | null)[][] =>
      marksOf([{ name: "a", loss, validation: { ...validation, values } }], plot).map((mark) => [
        ...[mark.iteration, mark.loss],
      ]);
    expect(marks([5, 3, 4])).toEqual([[10, 3]]);
    expect(marks([5, 4, 3])).toEqual([]);
    expect(marks([3, 4, 5])).toEqual([]);
  });

  it("have a label only where it does not run into another one, and none for a hidden run", () => {
    const runs = [marked, { ...marked, name: "b" }];
    const plot = plotOf(runs, { log: false });
    expect(marksOf(runs, plot).map(({ labelled }) => labelled)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(marksOf(runs, plot, (k) => k === 1).map(({ run, labelled }) => [run, labelled])).toEqual([
      ...[[1, true], [1, true], [1, true]], // prettier-ignore
    ]);
  });
});
