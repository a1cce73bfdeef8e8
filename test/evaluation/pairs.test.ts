import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areaUnderCurve, STARTS } from "../../src/evaluation/pairs";

/** Each pair by itself. */
function plainArea(relevant: readonly number[], others: readonly number[]): number {
  let won = 0;
  for (const a of relevant) for (const b of others) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (relevant.length * others.length);
}

const score = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, 2.5, 1e-300, -1e-300, 1e300, -1e300, Infinity, -Infinity, Number.MIN_VALUE),
  fc.double({ noNaN: true, min: -10, max: 10 }),
  fc.double({ noNaN: true }),
);

describe("the area under the curve", () => {
  test("is the share of pairs, one by one, whatever the scores are", () => {
    const starts = new Int32Array(STARTS);
    const kinds = fc.constantFrom("relevant", "other", "left out");
    fc.assert(
      fc.property(fc.array(fc.tuple(score, kinds), { minLength: 1, maxLength: 60 }), (items) => {
        const of = (kind: string): number[] =>
          items.filter(([, each]) => each === kind).map(([value]) => value);
        fc.pre(of("relevant").length > 0);
        const scores = Float64Array.from(items, ([value]) => value);
        const isOut = Uint8Array.from(items, ([, kind]) => (kind === "other" ? 0 : 1));
        const rising = Float64Array.from(of("relevant")).sort();
        expect(areaUnderCurve(rising, scores, isOut, starts)).toBe(plainArea(of("relevant"), of("other")));
      }),
      { numRuns: 500 },
    );
  });

  test("takes a search by halves where many scores are close beside one that is far", () => {
    const relevant = [...Array.from({ length: 40 }, (_, n) => n / 1e6), 1e6];
    const others = Array.from({ length: 50 }, (_, n) => (n - 5) / 2e6);
    const rising = Float64Array.from(relevant).sort();
    const area = areaUnderCurve(
      rising,
      Float64Array.from(others),
      new Uint8Array(50),
      new Int32Array(STARTS),
    );
    expect(area).toBe(plainArea(relevant, others));
  });
});
