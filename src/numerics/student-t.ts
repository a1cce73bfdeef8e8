import { exp, log } from "../kernels/math";

/**
 * The share of Student's t distribution that lies beyond ±t: the p-value of a two-sided test, I_x(ν/2, 1/2) with
 * x = ν/(ν + t²).
 * @param t any number, also infinite. @param degrees of freedom ν, a whole number ≥ 1.
 * @see Abramowitz & Stegun 1964, 26.7.1; DLMF 8.17
 */
export function beyondStudentT(t: number, degrees: number): number {
  const square = t * t;
  if (square === Infinity) return 0;
  const [a, x] = [degrees / 2, degrees / (degrees + square)];
  if (x === 1) return 1;
  // x^a (1 − x)^b / B(a, b) for b = 1/2, where log x is found without losing the digits of a small t.
  const front = (exp(a * log(x)) * Math.sqrt(square / (degrees + square)) * gammaRatio(degrees)) / SQRT_PI;
  if (x < (a + 1) / (a + 2.5)) return (front * fraction(a, 0.5, x)) / a;
  return 1 - (front * fraction(0.5, a, square / (degrees + square))) / 0.5;
}

const SQRT_PI = Math.sqrt(Math.PI);

/** Γ((ν + 1)/2) / Γ(ν/2) for a whole ν ≥ 1, by Γ(x + 1) = x·Γ(x). */
function gammaRatio(degrees: number): number {
  const odd = degrees % 2 === 1;
  let ratio = odd ? 1 / SQRT_PI : SQRT_PI / 2;
  for (let n = odd ? 1 : 2; n < degrees; n += 2) ratio *= (n + 1) / n;
  return ratio;
}

/**
 * The continued fraction of the incomplete beta function, which converges fast for x < (a + 1)/(a + b + 2).
 * @see DLMF 8.17.22; evaluated from the front, Lentz 1976
 */
function fraction(a: number, b: number, x: number): number {
  const kept = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}
