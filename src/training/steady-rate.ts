/**
 * Gradient descent is stable if learning rate × curvature bound is below some tenths: measured on data from a
 * thousandth to a million, training diverges above 0.35 or more, whatever the method.
 */
const STEADY = 0.1;

/**
 * A stable learning rate to suggest after a divergence: at most a quarter of the one that diverged.
 * @param curvatureBound the largest error that a step can follow, plus λ and the squares of the factors. Near a
 * solution of data of size s the factors' squares are about s as well.
 * @returns a rate > 0 with two significant digits.
 */
export function steadyRate(learningRate: number, curvatureBound: number): number {
  const rate = Number(Math.min(learningRate / 4, STEADY / curvatureBound).toPrecision(2));
  // The quotient is 0 if the squares of the factors overflow.
  return Math.max(rate, Number.MIN_VALUE);
}
