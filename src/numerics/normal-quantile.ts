import { exp } from "../kernels/math";

/**
 * The z below which `share` of a standard normal distribution lies, by Newton's method.
 * @param share above 0 and below 1.
 */
export function normalQuantile(share: number): number {
  if (share < 0.5) return -normalQuantile(1 - share);
  let z = 0;
  // From 0 the steps only increase z: right of 0 the share is concave in z. In doubles no z exceeds 8.3.
  for (let iteration = 0; iteration < 200; iteration++) {
    const step = (share - normalShare(z)) / normalDensity(z);
    if (!(step > 1e-14)) break;
    z += step;
  }
  return z;
}

function normalDensity(z: number): number {
  return exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …), for z ≥ 0. @see Marsaglia 2004, "Evaluating the Normal Distribution" */
function normalShare(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 3; sum + term !== sum || n === 3; n += 2) {
    term *= (z * z) / n;
    sum += term;
    if (term === 0) break;
  }
  return 0.5 + normalDensity(z) * sum;
}
