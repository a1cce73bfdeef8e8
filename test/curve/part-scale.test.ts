import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { iterationsBetween, lossesBetween } from "../../extension/src/views/curve/part-scale";
import { plotOf } from "../../extension/src/views/curve/plot";
import type { Scale } from "../../extension/src/views/curve/scale";
import type { RunPayload } from "../../src/view";

const labels = ({ ticks }: Scale): string[] => ticks.map(({ label }) => label);

/** What holds of each axis: its ends, its inverse, and ticks within it whose labels differ. */
function expectAxis(scale: Scale, low: number, high: number): void {
  expect(scale.share(low)).toBeCloseTo(0, 9);
  expect(scale.share(high)).toBeCloseTo(1, 9);
  for (const share of [0, 0.3, 1]) expect(scale.share(scale.value(share))).toBeCloseTo(share, 6);
  expect(scale.ticks.length).toBeLessThan(12);
  expect(new Set(labels(scale)).size).toBe(scale.ticks.length);
  for (const { value } of scale.ticks) {
    expect(scale.share(value)).toBeGreaterThanOrEqual(-1e-6);
    expect(scale.share(value)).toBeLessThanOrEqual(1 + 1e-6);
  }
}

describe("an axis of losses that was zoomed", () => {
  it("has round numbers with as many digits as tell them apart", () => {
    expect(labels(lossesBetween(0.9312, 0.9391, false))).toEqual([...["0.932", "0.934", "0.936", "0.938"]]);
    expect(labels(lossesBetween(3.1e-7, 3.4e-7, false))).toEqual(["3.1e-7", "3.2e-7", "3.3e-7", "3.4e-7"]);
    expect(labels(lossesBetween(8e-9, 0.3, true))).toEqual(["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²"]);
    expect(labels(lossesBetween(1.5e-5, 6e-5, true))).toEqual(["2e-5", "5e-5"]);
    expect(labels(lossesBetween(0.9, 30, true))).toEqual(["1", "2", "5", "10", "20"]);
    expect(labels(lossesBetween(2.05, 2.45, true)), "no power, no 2, no 5").toEqual([
      ...["2.1", "2.2", "2.3", "2.4"],
    ]);
  });

  it("ends where it was told to, whatever that is", () => {
    const low = fc.double({ min: 1e-12, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(low, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.boolean(), (from, part, log) => {
        expectAxis(lossesBetween(from, from * (1 + part), log), from, from * (1 + part));
      }),
    );
  });
});

describe("an axis of iterations that was zoomed", () => {
  it("has whole iterations", () => {
    expect(labels(iterationsBetween(100, 140, false))).toEqual(["100", "110", "120", "130", "140"]);
    expect(labels(iterationsBetween(3.5, 6.5, false))).toEqual(["4", "5", "6"]);
    expect(labels(iterationsBetween(30, 700, true))).toEqual(["50", "100", "200", "500"]);
    expect(labels(iterationsBetween(300, 400, true))).toEqual(["300", "320", "340", "360", "380", "400"]);
  });

  it("ends where it was told to, whatever that is", () => {
    const from = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        from,
        fc.double({ min: 2, max: 1e6, noNaN: true }),
        fc.boolean(),
        (start, length, early) => {
          expectAxis(iterationsBetween(start, start + length, early), start, start + length);
        },
      ),
    );
  });
});

describe("a part of curves", () => {
  const iterations = Array.from({ length: 11 }, (_, k) => 10 * k);
  const run: RunPayload = { name: "a", loss: { iterations, values: iterations.map((at) => 100 - at) } };
  const plot = (losses: [number, number] | null, log = false) =>
    plotOf([run], { log, part: { iterations: [40, 60], losses } });

  it("has the losses that lie there, where nobody chose others", () => {
    const { x, y } = plot(null);
    expect([x.share(40), x.share(60)]).toEqual([0, 1]);
    expect(y.share(40), "the loss at the end").toBeGreaterThanOrEqual(0);
    expect(y.share(60)).toBeLessThan(1);
    expect(y.share(100)).toBeGreaterThan(1);
  });

  it("has those that were chosen, also none on a logarithmic axis, which then fits the curves", () => {
    expect(plot([10, 20]).y.value(1)).toBe(20);
    expect(plot([0, 20], true).y.share(50)).toBeGreaterThan(0);
    expect(plot([0, 20], true).y.share(50)).toBeLessThan(1);
  });
});
