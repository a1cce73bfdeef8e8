import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MatrixFactorization, NMF } from "../../src";
import { explainStep, isStill, lossInValley, stepInValley, valleyOf } from "../../src/view";
import type { CellsPayload, FactorEntry, Valley } from "../../src/view";

const data: CellsPayload = { rows: 2, columns: 3, values: [1, 2, 3, 4, null, 6] };
const factors = { L: [0.5, 1, 1.5, -1], U: [1, 2, 3, 0.5, -1, 0.25] };

/** J of the valley, added up cell by cell. */
function lossAt(entry: FactorEntry, value: number, penalty: number): number {
  const [L, U] = [[...factors.L], [...factors.U]];
  if (entry.factor === "L") L[entry.row * 2 + entry.column] = value;
  else U[entry.row * 3 + entry.column] = value;
  const [own, line] = entry.factor === "L" ? [0, entry.row] : [1, entry.column];
  const errors = data.values.flatMap((wanted, k) => {
    const [i, j] = [Math.floor(k / 3), k % 3];
    if (wanted === null || [i, j][own] !== line) return [];
    return [wanted - L[2 * i] * U[j] - L[2 * i + 1] * U[3 + j]];
  });
  const norm = own === 0 ? L[2 * line] ** 2 + L[2 * line + 1] ** 2 : U[line] ** 2 + U[3 + line] ** 2;
  return errors.reduce((sum, e) => sum + e * e, 0) / errors.length + penalty * norm;
}

const entries: FactorEntry[] = [
  { factor: "L", row: 1, column: 0 },
  { factor: "L", row: 0, column: 1 },
  { factor: "U", row: 1, column: 2 },
  { factor: "U", row: 0, column: 1 },
];

describe("the valley of a number", () => {
  test("is its loss exactly, at every value, with blanks left out and the penalty in it", () => {
    const some = fc.record({
      entry: fc.constantFrom(...entries),
      value: fc.double({ min: -20, max: 20, noNaN: true }),
      penalty: fc.constantFrom(0, 0.02, 1.5),
    });
    fc.assert(
      fc.property(some, ({ entry, value, penalty }) => {
        const valley = valleyOf(data, factors, entry, penalty);
        const expected = lossAt(entry, value, penalty);
        expect(Math.abs(lossInValley(valley, value) - expected)).toBeLessThanOrEqual(1e-10 * (1 + expected));
        expect(valley.loss).toBeCloseTo(lossAt(entry, valley.value, penalty), 12);
      }),
    );
  });

  test("has the slope and the curvature of finite differences, and its bottom where no value is better", () => {
    for (const entry of entries) {
      const valley = valleyOf(data, factors, entry, 0.3);
      const [low, here, high] = [-1e-4, 0, 1e-4].map((by) => lossAt(entry, valley.value + by, 0.3));
      expect(valley.slope).toBeCloseTo((high - low) / 2e-4, 6);
      expect(valley.curvature).toBeCloseTo((high - 2 * here + low) / 1e-8, 4);
      expect(valley.least).toBeCloseTo(lossAt(entry, valley.bottom!, 0.3), 10);
      expect(lossAt(entry, valley.bottom! + 0.01, 0.3)).toBeGreaterThan(valley.least);
      expect(lossAt(entry, valley.bottom! - 0.01, 0.3)).toBeGreaterThan(valley.least);
    }
  });

  test("has the step that training takes, where nothing of its iteration is before it", () => {
    const first: FactorEntry = { factor: "L", row: 0, column: 0 };
    const { after } = explainStep(data, factors, first, 0.07);
    expect(stepInValley(valleyOf(data, factors, first), 0.07).value).toBeCloseTo(after, 14);
  });

  test("has the step of a training with a penalty", () => {
    const table = [[1, 2, 3], [4, null, 6]]; // prettier-ignore
    const init = { L: [[0.5, 1], [1.5, -1]], U: [[1, 2, 3], [0.5, -1, 0.25]] }; // prettier-ignore
    const fac = new MatrixFactorization(table, 2, { init });
    fac.trainModel({ learningRate: 0.03, iterations: 1, regularization: 0.2 });
    const step = stepInValley(valleyOf(data, factors, { factor: "L", row: 0, column: 0 }, 0.2), 0.03);
    expect(fac.L.get(0, 0)).toBeCloseTo(step.value, 14);
  });

  test("is flat where all that the number is multiplied with is 0, or no cell is known", () => {
    const flat = valleyOf(data, { L: factors.L, U: [0, 0, 0, 1, 1, 1] }, { factor: "L", row: 0, column: 0 });
    expect(flat).toMatchObject({ curvature: 0, bottom: null, cells: 3 });
    expect(lossInValley(flat, 99)).toBe(flat.loss);
    const blank = { rows: 1, columns: 2, values: [null, null] };
    const none = valleyOf(blank, { L: [1], U: [1, 2] }, { factor: "L", row: 0, column: 0 }, 0.5);
    expect(none).toMatchObject({ curvature: 0, bottom: null, cells: 0, loss: 0 });
    expect(stepInValley(none, 0.1)).toMatchObject({ value: 1, landing: "still" });
  });

  test("is at its bottom where coordinate descent has ended", () => {
    const nmf = new NMF({ features: 1, seed: 1, iterations: 2000, tolerance: 0 }).fit([[1, 2], [2, 4]]); // prettier-ignore
    const known = { rows: 2, columns: 2, values: [1, 2, 2, 4] };
    const found = { L: nmf.L.values, U: nmf.U.values };
    expect(isStill(valleyOf(known, found, { factor: "L", row: 1, column: 0 }))).toBe(true);
    expect(isStill(valleyOf(data, factors, entries[0]))).toBe(false);
  });
});

describe("a step in a valley", () => {
  const valley = valleyOf(data, factors, entries[0]);
  const rate = (share: number): number => share / valley.curvature;

  test.each([
    [0.3, "nearer"],
    [1, "bottom"],
    [1.4, "across"],
    [2, "level"],
    [2.6, "out"],
  ])("of %d ÷ curvature is %s", (share, landing) => {
    const step = stepInValley(valley, rate(share));
    expect(step.landing).toBe(landing);
    const apart = (value: number): number => value - valley.bottom!;
    expect(apart(step.value)).toBeCloseTo((1 - share) * apart(valley.value), 12);
    if (landing === "out") expect(step.loss).toBeGreaterThan(valley.loss);
    else if (landing === "level") expect(step.loss).toBeCloseTo(valley.loss, 10);
    else expect(step.loss).toBeLessThan(valley.loss);
  });

  test("stops at 0 where no number may be negative, and lands there as it is seen from the bottom", () => {
    const steep: Valley = { ...valley, value: 1, bottom: 0.5, slope: 2, curvature: 4, loss: 1, least: 0.5 };
    const stopped = stepInValley(steep, 0.9, true);
    expect(stopped).toMatchObject({ value: 0, stopped: true, landing: "across" });
    expect(stepInValley(steep, 0.9).value).toBeLessThan(0);
    expect(stepInValley({ ...steep, value: 0, bottom: -0.5 }, 0.9, true).landing).toBe("still");
  });
});
