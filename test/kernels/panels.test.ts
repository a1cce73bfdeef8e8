import { describe, expect, test } from "vitest";
import { allocate, float64 } from "../../src/kernels/heap";
import { fillBoth, intoPanels, lengthInPanels } from "../../src/kernels/panels";
import { atOnce, runTasks } from "../../src/kernels/run";
import { tableKernels } from "../../src/kernels/tables";

/** Rows and columns that six divides, or does not, and more than one task moves. */
const SHAPES = [
  [1, 1],
  [6, 6],
  [5, 13],
  [13, 5],
  [12, 7],
  [31, 30],
  [700, 501],
] as const;

describe("a table in the memory of kernels", () => {
  test.each(SHAPES)("of %d × %d lies in panels, and its transpose as well", (rows, columns) => {
    const table = Float64Array.from({ length: rows * columns }, (_, k) => k + 1);
    const layout = {
      D: float64(lengthInPanels(rows, columns)),
      Dt: float64(lengthInPanels(columns, rows)),
    };
    const heap = allocate(tableKernels, layout);
    const { views, at } = heap;
    // What is missing in the last panels must not stay as it was.
    views.D.fill(NaN);
    views.Dt.fill(NaN);
    views.Dt.set(table);
    fillBoth(at, rows, columns, (tasks) => {
      runTasks(heap, tasks, atOnce());
    });
    const [D, Dt] = [new Float64Array(layout.D.length), new Float64Array(layout.Dt.length)];
    intoPanels(table, { row: columns, column: 1 }, rows, columns, columns, D);
    intoPanels(table, { row: 1, column: columns }, columns, rows, rows, Dt);
    expect(views.D.every((x, k) => Object.is(x, D[k]))).toBe(true);
    expect(views.Dt.every((x, k) => Object.is(x, Dt[k]))).toBe(true);
  });
});
