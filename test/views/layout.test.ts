import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFirstRow, layoutOf, widthOf } from "../../extension/src/views/equation/layout";
import type { LaidOut } from "../../extension/src/views/equation/layout";

const matrix = (columns: number, names: number, longest: number = 0): LaidOut => ({
  columns,
  characters: { numbers: 5, names: longest },
  names,
});
/** The original notebook's equation: 6 × 3 with two features, numbers of rows at its matrices. */
const small = [[matrix(2, 16), matrix(3, 16)], [matrix(3, 16), matrix(3, 16), matrix(3, 16)]]; // prettier-ignore
/** Ratings with names of people and films. */
const ratings = [[matrix(2, 48), matrix(5, 16, 7)], [matrix(5, 48, 7), matrix(5, 48, 7), matrix(5, 48, 7)]]; // prettier-ignore

describe("the layout of an equation", () => {
  it("is one row with the largest numbers that fit, on a wide page of 14 pixels and more", () => {
    expect(layoutOf(small, 1330)).toEqual({ font: 16, rows: "one", turned: false, tight: false });
    expect(layoutOf(small, 1100).font).toBeGreaterThanOrEqual(14);
    expect(layoutOf(small, 950)).toEqual({ font: 12, rows: "one", turned: false, tight: false });
  });

  it("breaks before its equals sign where that is enough, and as it comes where it is not", () => {
    expect(layoutOf(small, 720)).toEqual({ font: 14, rows: "sides", turned: false, tight: false });
    expect(layoutOf(ratings, 940).rows).toBe("flow");
    expect(layoutOf(ratings, 660).rows).toBe("flow");
  });

  it("counts a matrix that scrolls by itself as wide as it is seen", () => {
    const wide = [[matrix(3, 16), matrix(40, 16)], [matrix(40, 16), matrix(40, 16), matrix(40, 16)]]; // prettier-ignore
    expect(layoutOf(wide, 1186).rows).toBe("flow");
    const scrolled = wide.map((side) =>
      side.map((term) => (term.columns > 12 ? { ...term, most: 297 } : term)),
    );
    expect(layoutOf(scrolled, 1186).rows).toBe("sides");
    expect(widthOf(scrolled[1], 12)).toBe(3 * (28 + 8 + 297));
  });

  it("has smaller numbers on a phone, so that a matrix is seen whole", () => {
    const four = [[matrix(2, 54), matrix(4, 16)], [matrix(4, 54), matrix(4, 54), matrix(4, 54)]]; // prettier-ignore
    expect(layoutOf(four, 284)).toEqual({ font: 11, rows: "flow", turned: true, tight: false });
    expect(layoutOf(four, 420).font).toBeGreaterThanOrEqual(12);
  });

  it("has less room beside numbers on a phone where that makes a column more seen, and not where it does not", () => {
    const named = (columns: number): LaidOut[][] => [
      [matrix(2, 54), matrix(columns, 16)],
      [matrix(columns, 54), matrix(columns, 54), matrix(columns, 54)],
    ];
    expect(layoutOf(named(5), 284)).toEqual({ font: 11, rows: "flow", turned: true, tight: true });
    expect(layoutOf(named(6), 284).tight).toBe(false);
    expect(layoutOf(named(5), 350).tight).toBe(false);
  });

  it("knows which matrices stand in its first row", () => {
    const count = (sides: LaidOut[][], width: number): number =>
      inFirstRow(sides, layoutOf(sides, width), width);
    expect(count(small, 1330)).toBe(5);
    expect(count(small, 720)).toBe(2);
    expect(count(ratings, 660)).toBe(2);
    expect(count(ratings, 400)).toBe(1);
  });

  it("has no numbers so large that a matrix is cut that would be seen whole", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 240, max: 700 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 3, max: 6 }),
        (width, columns, numbers) => {
          const term = (count: number, names: number): LaidOut => ({
            columns: count,
            characters: { numbers, names: 0 },
            names,
          });
          const sides = [[term(2, 54), term(columns, 16)], [1, 2, 3].map(() => term(columns, 54))];
          const { font } = layoutOf(sides, width);
          for (const each of sides.flat())
            if (widthOf([each], 12) <= width) expect(widthOf([each], font)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("turns names where a matrix would be wider than a phone's page with them", () => {
    expect(layoutOf(ratings, 368).turned).toBe(true);
    expect(layoutOf(ratings, 660).turned).toBe(false);
  });

  it("uses the width: no row of it is larger than the page, and no larger numbers would fit in one row", () => {
    fc.assert(
      fc.property(fc.integer({ min: 360, max: 2600 }), fc.integer({ min: 1, max: 8 }), (width, columns) => {
        const sides = [[matrix(2, 16), matrix(columns, 16)], [1, 2, 3].map(() => matrix(columns, 16))];
        const { font, rows } = layoutOf(sides, width);
        if (rows === "one") expect(widthOf(sides.flat(), font) - 28).toBeLessThanOrEqual(width);
        if (rows === "one" && font < 16) expect(widthOf(sides.flat(), font + 1) - 28).toBeGreaterThan(width);
        if (rows === "sides")
          for (const side of sides) expect(widthOf(side, font)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
