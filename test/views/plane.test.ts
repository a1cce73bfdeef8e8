import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { product } from "factorlab/view";
import type { Frame } from "factorlab/view";
import { PlaneEditing } from "../../extension/src/plane/editing";
import { PlaneEdits } from "../../extension/src/plane/edits";
import { PlanePair } from "../../extension/src/plane/pair";
import { shadowSentence } from "../../extension/src/plane/words";
import type { Subject } from "../../extension/src/workbench/subject";

const data = { rows: 3, columns: 2, values: [5, 1, 4, null, 1, 5] };
const frame: Frame = {
  ...{ iteration: 7, loss: 0.5 },
  ...{ L: [2, 0.5, 0, 1.5, -1, 0.3, 0.2, 2, 1], U: [2, 0.25, 0.5, 2.5, 0, -1] },
};
const lossOf = ({ L }: Pick<Frame, "L">): number => L[0];
const begun = (features: readonly number[] = [0, 1]): PlaneEdits =>
  new PlaneEdits({ data, features: 3 }, features);

const productOf = ({ L, U }: Pick<Frame, "L" | "U">): number[] =>
  product({ rows: 3, columns: 3, values: L }, { rows: 3, columns: 2, values: U }).values;

const anyStep: fc.Arbitrary<(edits: PlaneEdits) => void> = fc.oneof(
  fc
    .double({ min: -180, max: 180, noNaN: true })
    .map((turn) => (edits: PlaneEdits) => edits.change({ turn })),
  fc
    .double({ min: -2, max: 2, noNaN: true })
    .map((power) => (edits: PlaneEdits) => edits.change({ stretch: 2 ** power })),
  fc.boolean().map((mirrored) => (edits: PlaneEdits) => edits.change({ mirrored })),
  fc.constantFrom([0, 1], [2, 0], [1]).map((features) => (edits: PlaneEdits) => edits.choose(features)),
  fc.constant((edits: PlaneEdits) => edits.seal()),
);
const anyTouch: fc.Arbitrary<(edits: PlaneEdits) => void> = fc.oneof(
  anyStep,
  fc.tuple(fc.integer({ min: 0, max: 1 }), fc.double({ min: -9, max: 9, noNaN: true })).map(
    ([column, x]) =>
      (edits: PlaneEdits) =>
        edits.drag(frame, "column", column, [x, 1]),
  ),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.double({ min: -9, max: 9, noNaN: true })).map(
    ([row, y]) =>
      (edits: PlaneEdits) =>
        edits.drag(frame, "row", row, [1, y]),
  ),
  fc
    .double({ min: 0, max: 5, noNaN: true })
    .map((penalty) => (edits: PlaneEdits) => edits.pull(frame, penalty)),
  fc.constant((edits: PlaneEdits) => edits.undo()),
  fc.constant((edits: PlaneEdits) => edits.redo()),
  fc.constant((edits: PlaneEdits) => edits.reset()),
);

describe("what is done in the plane", () => {
  test("leaves L·U as it is while it only turns, stretches, mirrors and chooses", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
        const edits = begun();
        for (const step of steps) step(edits);
        const altered = edits.alter(frame, lossOf);
        productOf(altered).forEach((value, k) => {
          expect(Math.abs(value - productOf(frame)[k])).toBeLessThan(1e-12 * 10);
        });
        expect(altered.loss).toBe(0.5);
      }),
    );
  });

  test("never leaves a number that is none, and is all taken back by undo, to the very factors that were trained", () => {
    fc.assert(
      fc.property(fc.array(anyTouch, { maxLength: 60 }), (steps) => {
        const edits = begun();
        for (const step of steps) {
          step(edits);
          const { L, U, loss } = edits.alter(frame, lossOf);
          for (const value of [...Array.from(L), ...Array.from(U), loss])
            expect(Number.isFinite(value)).toBe(true);
        }
        while (edits.canUndo) edits.undo();
        expect(edits.alter(frame, lossOf)).toBe(frame);
      }),
      { numRuns: 60 },
    );
  });

  test("brings an arrow to where it is dragged, in a plane that is turned, and changes no other", () => {
    const edits = begun([2, 0]);
    edits.change({ turn: 70 });
    edits.change({ stretch: 3, mirrored: true });
    const before = edits.alter(frame, lossOf);
    edits.drag(frame, "column", 1, [0.5, -2]);
    const after = edits.alter(frame, lossOf);
    expect(after.U[2 * 2 + 1]).toBeCloseTo(0.5, 12);
    expect(after.U[1]).toBeCloseTo(-2, 12);
    for (const k of [0, 2, 3, 4]) expect(after.U[k]).toBeCloseTo(before.U[k], 12);
    expect(after.L).toEqual(before.L);
    edits.drag(frame, "row", 1, [3, 0.25]);
    const { L } = edits.alter(frame, lossOf);
    expect(L[3 + 2]).toBeCloseTo(3, 12);
    expect(L[3]).toBeCloseTo(0.25, 12);
    for (const k of [0, 1, 2, 4, 6, 7, 8]) expect(L[k]).toBeCloseTo(before.L[k], 12);
    expect(after.loss).toBe(lossOf(frame));
  });

  test("counts a drag as one change, and belongs to the state of the training in which it was done", () => {
    const edits = begun();
    for (const x of [1, 2, 3]) edits.drag(frame, "column", 0, [x, 0]);
    edits.pull(frame, 0.5);
    const other = { ...frame, iteration: 8 };
    expect(edits.alter(other, lossOf)).toBe(other);
    expect([edits.penaltyOf(frame), edits.penaltyOf(other)]).toEqual([0.5, 0]);
    edits.undo();
    edits.undo();
    expect(edits.alter(frame, lossOf)).toBe(frame);
  });
});

describe("the sentence of the plane", () => {
  const matrices = {
    L: { rows: 3, columns: 3, values: [...Array.from(frame.L)] },
    U: { rows: 3, columns: 2, values: [...Array.from(frame.U)] },
  };
  const sentence = (row: number, column: number, features: number[] = [0, 1]): string =>
    shadowSentence(
      { kind: "row", index: row, name: "Ada", tip: [frame.L[row * 3], frame.L[row * 3 + 1]] },
      { kind: "column", index: column, name: "Alien", tip: [frame.U[column], frame.U[2 + column]] },
      { ...matrices, data, features },
    );

  test("is a product that is true as it is written, or says that it is not quite", () => {
    expect(sentence(0, 0)).toBe(
      "Ada · Alien: length 2.06 × length 2.06 × cosine 1.00 ≈ 4.25 · with 0.00 from other features, L·U = 4.25 · in data 5",
    );
    expect(sentence(1, 1)).toContain("in data it is unknown");
  });

  test("leaves out other features where there are none", () => {
    expect(sentence(0, 0, [0, 1, 2])).not.toContain("other features");
  });
});

test("keys go round the rows and columns, and a smaller table has its last ones", () => {
  const pair = new PlanePair();
  pair.step([-1, 0], data);
  expect([pair.row, pair.column, pair.last]).toEqual([0, 1, "column"]);
  pair.step([0, 1], data);
  expect([pair.row, pair.column, pair.last]).toEqual([2, 1, "row"]);
  pair.step([0, -1], data);
  expect(pair.row).toBe(0);
  pair.select(2, null);
  pair.within({ rows: 2, columns: 1 });
  expect([pair.row, pair.column]).toEqual([1, 0]);
});

test("the plane has two features as soon as there are two, whatever it began with", () => {
  const subjectOf = (features: number): Subject => ({ data, features }) as Subject;
  const timeline = { subject: subjectOf(1), canGoBack: false, goBack: () => undefined };
  const shown = (asked: readonly number[], counts: readonly number[]): (readonly number[])[] => {
    const editing = new PlaneEditing(timeline, asked);
    return counts.map((count) => {
      timeline.subject = subjectOf(count);
      return editing.features;
    });
  };
  expect(shown([0], [1, 13, 2, 1])).toEqual([[0], [0, 1], [0, 1], [0]]);
  expect(shown([2, 0], [3, 2, 1, 4])).toEqual([[2, 0], [0, 1], [0], [2, 0]]);
  expect(shown([3], [5])).toEqual([[3, 0]]);
});
