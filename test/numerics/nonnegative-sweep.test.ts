import { describe, expect, test } from "vitest";
import { coordinateSweep, coordinateWithoutEach } from "../../src/numerics/nonnegative-sweep";

describe("a sweep of coordinate descent", () => {
  test("leaves an entry as it is that no cell depends on", () => {
    // The second feature of Y is 0 everywhere: whatever X has there, the product is the same.
    const [D, Y] = [Float64Array.of(2, 4), Float64Array.of(1, 0, 2, 0)];
    const X = Float64Array.of(0.5, 7);
    coordinateSweep(D, X, Y, 1, 2, 2, 0, new Float64Array(4), new Float64Array(2));
    expect([...X]).toEqual([2, 7]);
  });

  test("lowers it to 0 under a penalty", () => {
    const X = Float64Array.of(0.5, 7);
    const [D, Y] = [Float64Array.of(2, 4), Float64Array.of(1, 0, 2, 0)];
    coordinateSweep(D, X, Y, 1, 2, 2, 5, new Float64Array(4), new Float64Array(2));
    expect([...X]).toEqual([1, 0]);
  });
});

describe("a row without one of its cells", () => {
  test("is solved by the other cells", () => {
    const without = coordinateWithoutEach(Float64Array.of(3, 8), Float64Array.of(1, 2), 1, 0, 5);
    expect([without(0)![0], without(1)![0]]).toEqual([4, 3]);
  });

  test("does not follow from all of them where that cell outweighs the rest", () => {
    const without = coordinateWithoutEach(Float64Array.of(3, 8), Float64Array.of(1e6, 2), 1, 0, 5);
    expect(without(0)).toBeNull();
    expect(without(1)![0]).toBeCloseTo(3e-6, 15);
    // A penalty holds it nevertheless.
    const withoutEach = coordinateWithoutEach(Float64Array.of(3, 8), Float64Array.of(1e6, 2), 1, 1e12, 5);
    expect(withoutEach(0)).not.toBeNull();
  });
});
