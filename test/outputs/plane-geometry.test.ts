import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beforeChange, changePlane, shadowOf, UNCHANGED_PLANE } from "../../src/view";
import type { PlaneChange, PlanePoint } from "../../src/view";

const number = fc.double({ min: -5, max: 5, noNaN: true });
const anyChange: fc.Arbitrary<PlaneChange> = fc.record({
  stretch: fc.double({ min: 0.25, max: 4, noNaN: true }),
  mirrored: fc.boolean(),
  turn: fc.double({ min: -180, max: 180, noNaN: true }),
});
const anyPlane = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.integer({ min: 1, max: 4 }).chain((features) =>
      fc.record({
        sizes: fc.constant({ rows, columns, features }),
        L: fc.array(number, { minLength: rows * features, maxLength: rows * features }),
        U: fc.array(number, { minLength: features * columns, maxLength: features * columns }),
        plane: fc.shuffledSubarray(
          Array.from({ length: features }, (_, t) => t),
          { minLength: 1, maxLength: Math.min(2, features) },
        ),
        change: anyChange,
      }),
    ),
  );

function product(L: ArrayLike<number>, U: ArrayLike<number>, features: number, columns: number): number[] {
  return Array.from({ length: (L.length / features) * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    let sum = 0;
    for (let t = 0; t < features; t++) sum += L[i * features + t] * U[t * columns + j];
    return sum;
  });
}

describe("turning, stretching and mirroring the plane", () => {
  test("leave L·U as it is, whatever the sizes and the features", () => {
    fc.assert(
      fc.property(anyPlane, ({ sizes, L, U, plane, change }) => {
        const { features, columns } = sizes;
        const changed = changePlane({ L, U }, sizes, plane, change);
        const before = product(L, U, features, columns);
        const largest = 25 * features;
        product(changed.L, changed.U, features, columns).forEach((value, k) => {
          expect(Math.abs(value - before[k])).toBeLessThan(1e-12 * largest);
        });
      }),
    );
  });

  test("change L and U only where the chosen features are, and not those that were given", () => {
    const L = Float64Array.of(1, 2, 3);
    const U = Float64Array.of(4, 5, 6);
    const sizes = { rows: 1, features: 3, columns: 1 };
    const changed = changePlane({ L, U }, sizes, [2, 0], { stretch: 2, mirrored: false, turn: 0 });
    expect([...changed.L]).toEqual([1, 2, 6]);
    expect([...changed.U]).toEqual([4, 5, 3]);
    expect([...L, ...U]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("turn rows and columns alike, counter-clockwise", () => {
    const sizes = { rows: 1, features: 2, columns: 1 };
    const { L, U } = changePlane({ L: [1, 0], U: [0, 2] }, sizes, [0, 1], { ...UNCHANGED_PLANE, turn: 90 });
    [0, 1].forEach((value, t) => expect(L[t]).toBeCloseTo(value, 12));
    [-2, 0].forEach((value, t) => expect(U[t]).toBeCloseTo(value, 12));
  });

  test("have no effect on a single feature but its sign and its length", () => {
    const sizes = { rows: 1, features: 1, columns: 1 };
    const change = { stretch: 2, mirrored: true, turn: 57 };
    const { L, U } = changePlane({ L: [3], U: [4] }, sizes, [0], change);
    expect([...L, ...U]).toEqual([-6, -2]);
  });

  test("are undone for a point that is dragged", () => {
    fc.assert(
      fc.property(anyChange, number, number, (change, x, y) => {
        const sizes = { rows: 1, features: 2, columns: 1 };
        const { L, U } = changePlane({ L: [x, y], U: [x, y] }, sizes, [0, 1], change);
        for (const [kind, factor] of [["row", L], ["column", U]] as const) {
          const before = beforeChange(kind, [factor[0], factor[1]], change, [0, 1]);
          [x, y].forEach((value, t) => expect(before[t]).toBeCloseTo(value, 10));
        }
      }),
    ); // prettier-ignore
  });
});

describe("a product in the plane", () => {
  const anyPoint: fc.Arbitrary<PlanePoint> = fc.tuple(number, number);

  test("is length × length × cosine, and the shadow × the length that it falls on", () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, (row, column) => {
        const { rowLength, columnLength, cosine, product: found, foot } = shadowOf(row, column);
        expect(found).toBe(row[0] * column[0] + row[1] * column[1]);
        expect(Math.abs(rowLength * columnLength * cosine - found)).toBeLessThan(1e-12 * 50);
        expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
        const shadow = Math.hypot(...foot) * Math.sign(cosine);
        expect(Math.abs(shadow * columnLength - found)).toBeLessThan(1e-12 * 50);
        // The foot lies where a line from the row's tip meets the column's line at a right angle.
        const across = (row[0] - foot[0]) * column[0] + (row[1] - foot[1]) * column[1];
        expect(Math.abs(across)).toBeLessThan(1e-12 * 100);
      }),
    );
  });

  test("is 0 where an arrow has no length", () => {
    const nothing = { cosine: 0, product: 0, foot: [0, 0] };
    expect(shadowOf([0, 0], [1, 2])).toMatchObject(nothing);
    expect(shadowOf([1, 2], [0, 0])).toMatchObject(nothing);
  });
});
