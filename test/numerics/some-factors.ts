import { createRandom, uniform } from "../../src/matrix/random";
import type { BiasedFactors } from "../../src/numerics/biased-factors";

/** Drawn biases and factors. */
export function someFactors(users: number, items: number, k: number, seed: number = 1): BiasedFactors {
  const random = createRandom(seed);
  const drawn = (length: number): Float64Array => uniform(random, -0.7, 0.7, length);
  return {
    mean: 3.2,
    userBiases: drawn(users),
    itemBiases: drawn(items),
    P: drawn(users * k),
    Q: drawn(items * k),
    k,
  };
}

/** The same factors, in memory of their own. */
export function copyOf(factors: BiasedFactors): BiasedFactors {
  const { userBiases, itemBiases, P, Q } = factors;
  return {
    ...factors,
    userBiases: userBiases.slice(),
    itemBiases: itemBiases.slice(),
    P: P.slice(),
    Q: Q.slice(),
  };
}

/** Minus the derivative of `loss` with respect to each of these numbers, by central differences. */
export function downhill(values: Float64Array, loss: () => number): Float64Array {
  const h = 1e-5;
  return values.map((value, t) => {
    values[t] = value + h;
    const above = loss();
    values[t] = value - h;
    const below = loss();
    values[t] = value;
    return (below - above) / (2 * h);
  });
}

/** The largest difference between two lists of numbers. */
export function apart(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, x, k) => Math.max(most, Math.abs(x - b[k])), 0);
}
