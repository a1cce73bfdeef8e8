/**
 * Gradient descent is steady where learning rate × curvatureBound is below some tenths: measured on data from a thousandth
 * to a million, training runs away above 0.35 or more, whatever the method.
 */
const STEADY = 0.1;

/**
 * A learning rate for a training that ran away: one that is steady, and a quarter of the one that was not at most.
 * @param curvatureBound the largest error that a step can follow, with what else makes a gradient steep: λ, and the squares
 * of the factors. Near a solution of data of size s the factors' squares are about s as well.
 * @returns two digits, > 0.
 */
export function steadyRate(learningRate: number, curvatureBound: number): number {
  const rate = Number(Math.min(learningRate / 4, STEADY / curvatureBound).toPrecision(2));
  // Where even squares of the factors overflow.
  return Math.max(rate, Number.MIN_VALUE);
}
