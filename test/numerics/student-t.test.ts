import { describe, expect, test } from "vitest";
import { beyondStudentT } from "../../src/numerics/student-t";

describe("the share of Student's t beyond ±t", () => {
  test("is what closed forms say for one, two and four degrees of freedom", () => {
    for (const t of [1e-3, 0.1, 0.7, 1, 2.5, 12.7, 100]) {
      // ν = 1 is Cauchy's distribution; the others: Abramowitz & Stegun, 26.7.4.
      expect(beyondStudentT(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 14);
      expect(beyondStudentT(-t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 14);
      const sine = t / Math.sqrt(4 + t * t);
      expect(beyondStudentT(t, 4)).toBeCloseTo(1 - sine * (1 + (1 - sine * sine) / 2), 14);
    }
  });

  test("is 5 % at the critical values of tables", () => {
    // Fisher & Yates, Statistical Tables, table III, to more digits.
    const critical = [[3, 3.182446305284263], [9, 2.2621571627409915], [30, 2.0422724563012373], [120, 1.9799304]]; // prettier-ignore
    for (const [degrees, t] of critical) expect(beyondStudentT(t, degrees)).toBeCloseTo(0.05, 6);
  });

  test("is 1 at 0, 0 at infinity, and falls in between, for any number of users", () => {
    for (const degrees of [1, 7, 1000, 200_000]) {
      const shares = [0, 1e-9, 0.5, 1, 3, 10, 1e3, 1e200, Infinity].map((t) => beyondStudentT(t, degrees));
      expect([shares[0], shares.at(-1)]).toEqual([1, 0]);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    }
    // Many degrees of freedom: the normal distribution's 0.0027 beyond three deviations.
    expect(beyondStudentT(3, 200_000)).toBeCloseTo(0.0026998, 5);
  });
});
