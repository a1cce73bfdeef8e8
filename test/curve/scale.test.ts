import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { earlyScale, iterationScale, lossScale } from "../../extension/src/views/curve/scale";
import type { Scale } from "../../extension/src/views/curve/scale";

const labels = ({ ticks }: Scale): string[] => ticks.map(({ label }) => label);

describe("the axis of losses", () => {
  it("has whole decades where it is logarithmic", () => {
    expect(labels(lossScale([2, 0.1, 3e-7], true))).toEqual(["10⁻⁶", "10⁻⁴", "10⁻²", "1"]);
  });

  it("has numbers in place of powers of ten where all of them are short", () => {
    expect(labels(lossScale([4, 0.03], true))).toEqual(["0.1", "1"]);
    expect(labels(lossScale([2000, 0.003], true))).toEqual(["0.01", "1", "100"]);
    expect(labels(lossScale([1500, 2], true))).toEqual(["1", "10", "100", "1,000"]);
    expect(labels(lossScale([2e4, 2], true))).toEqual(["1", "10", "10²", "10³", "10⁴"]);
  });

  it("has numbers between where losses are less than two decades apart", () => {
    expect(labels(lossScale([0.9, 0.3], true))).toEqual(["0.5"]);
    expect(labels(lossScale([0.9, 0.15], true))).toEqual(["0.2", "0.5"]);
  });

  it("begins at zero where it is linear", () => {
    expect(labels(lossScale([2.1, 0.3], false))).toEqual(["0", "1", "2"]);
    expect(labels(lossScale([0], false))).toEqual(["0.0", "0.5", "1.0"]);
  });

  it("has at least three numbers where it is linear", () => {
    expect(labels(lossScale([8.6, 0.1], false))).toEqual(["0.0", "2.5", "5.0", "7.5"]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (most) => {
        const shown = labels(lossScale([most, most / 10], false));
        expect(shown.length).toBeGreaterThanOrEqual(3);
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });

  it("begins just below the losses where zero would leave most of it empty, as for held-out losses that turn", () => {
    const scale = lossScale([1.02, 0.95, 0.93, 0.96], false);
    expect(labels(scale)).toEqual(["0.94", "0.96", "0.98", "1.00", "1.02"]);
    expect(scale.share(0.96) - scale.share(0.93)).toBeGreaterThan(0.25);
    expect(labels(lossScale([1, 0.999], false))[0]).toBe("0.0");
  });

  it("cannot place a loss of zero where it is logarithmic, and is still an axis", () => {
    const scale = lossScale([0, 0], true);
    expect(scale.share(0)).toBeNaN();
    expect(labels(scale)).toContain("1");
  });

  it("keeps every loss within the plot, and few labels, whatever the losses are", () => {
    const loss = fc.oneof(fc.double({ min: 0, max: 1.7e308, noNaN: true }), fc.constantFrom(0, 5e-324, 1));
    fc.assert(
      fc.property(fc.array(loss, { maxLength: 9 }), fc.boolean(), (losses, log) => {
        const { share, ticks } = lossScale(losses, log);
        for (const at of losses.map(share).filter((at) => !(log && Number.isNaN(at)))) {
          expect(at).toBeGreaterThanOrEqual(-1e-9);
          expect(at).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(ticks.length).toBeLessThan(9);
        for (const { value } of ticks.filter(({ value }) => value > 0)) {
          expect(share(value)).toBeGreaterThanOrEqual(-1e-9);
          expect(share(value)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      // Where powers of ten are not exact any more.
      { examples: [[[1.0005e-320, 1.000482932828545e-164], true]] },
    );
  });
});

describe("the axis of iterations", () => {
  it("has round numbers from 0 to the end", () => {
    expect(labels(iterationScale(700))).toEqual(["0", "100", "200", "300", "400", "500", "600", "700"]);
    expect(labels(iterationScale(3))).toEqual(["0", "1", "2", "3"]);
  });

  it("gives the first iterations the most room where a person drags along it", () => {
    const { share } = earlyScale(700);
    expect(labels(earlyScale(700))).toEqual(["0", "1", "10", "100", "700"]);
    expect(labels(earlyScale(1020)), "the end stands before a power close to it").toEqual([
      ...["0", "1", "10", "100", "1,020"],
    ]);
    expect(share(40)).toBeCloseTo(0.567, 3);
    expect([share(0), share(700)]).toEqual([0, 1]);
  });

  it("has few labels for any number of iterations", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (until) => {
        for (const scale of [iterationScale(until), earlyScale(until)]) {
          expect(scale.ticks.length).toBeGreaterThan(0);
          expect(scale.ticks.length).toBeLessThan(12);
        }
      }),
    );
  });
});
