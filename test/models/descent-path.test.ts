import { describe, expect, test } from "vitest";
import { DescentPath } from "../../src/models/factors/descent-path";
import type { Direction } from "../../src/models/factors/descent-path";

const STEPS = 200;
const RATE = 0.1;

/** Goes back along a path of two ratings in turn; returns what each added, and how many steps were read. */
function wayBack(regularization: number, steps: number): { looked: number; added: number[] } {
  const path = new DescentPath(RATE, regularization, STEPS);
  for (let s = STEPS - steps; s < STEPS; s++) path.note(s % 2, s % 3, 0.3 + 0.2 * Math.sin(s));
  let looked = 0;
  const directionOf = (n: number, item: number, into: Direction): void => {
    looked++;
    into.d.set([0.2 + 0.1 * n, 0.1 * item]);
    into.weight = 1;
    into.fixed = 0;
  };
  const added = path.influences(Float64Array.of(1, 0.5), Float64Array.of(0.3, 0.2), 2, directionOf);
  return { looked, added: [...added![0]] };
}

describe("going back along a path of gradient descent", () => {
  test("looks at every step where none fades", () => {
    expect(wayBack(0, STEPS).looked).toBe(STEPS);
    expect(wayBack(0.01, STEPS).looked).toBe(STEPS);
  });

  test("ends where less than 10⁻¹² is left of what a step did", () => {
    // Each step leaves half of what those before it did: 2⁻⁴⁰ < 10⁻¹² < 2⁻³⁹.
    expect(wayBack(5, STEPS).looked).toBe(40);
  });

  test("loses nothing that counts by that", () => {
    const { added } = wayBack(5, STEPS);
    const less = wayBack(5, 40).added;
    added.forEach((value, n) => expect(value).toBeCloseTo(less[n], 15));
    const much = wayBack(5, 4).added;
    expect(Math.abs(added[0] - much[0])).toBeGreaterThan(1e-4);
  });
});
