import type { SingularParts } from "./truncated-svd";

/** Entries below this, as a share of the largest of their factor, become zero. */
const ZERO_BELOW = 1e-6;

/**
 * Nonnegative starting factors from singular vectors, in place: of each pair of vectors, the positive parts of both or
 * the negative parts of both, whichever weigh more, so that their product is the best nonnegative one of that pair.
 * @param parts L rows × features and U features × columns, as `truncatedSvd` makes them.
 * @see Boutsidis & Gallopoulos 2008, "SVD based initialization: A head start for nonnegative matrix factorization"
 */
export function makeNonnegative({ L, U }: SingularParts, features: number): void {
  const columns = U.length / features;
  for (let t = 0; t < features; t++) {
    const ofL = { values: L, from: t, step: features };
    const ofU = { values: U, from: t * columns, step: 1, end: (t + 1) * columns };
    const [plusL, minusL] = norms(ofL);
    const [plusU, minusU] = norms(ofU);
    const sign = plusL * plusU >= minusL * minusU ? 1 : -1;
    const [l, u] = sign === 1 ? [plusL, plusU] : [minusL, minusU];
    // √(l·u) long each; where one is zero, so is the product.
    keep(ofL, sign, l > 0 ? Math.sqrt(u / l) : 0);
    keep(ofU, sign, u > 0 ? Math.sqrt(l / u) : 0);
  }
  dropTiny(L);
  dropTiny(U);
}

/** One singular vector in its factor. */
interface Vector {
  values: Float64Array;
  from: number;
  step: number;
  end?: number;
}

/** The lengths of the positive and of the negative part. */
function norms({ values, from, step, end = values.length }: Vector): [number, number] {
  let [plus, minus] = [0, 0];
  for (let p = from; p < end; p += step) {
    if (values[p] > 0) plus += values[p] ** 2;
    else minus += values[p] ** 2;
  }
  return [Math.sqrt(plus), Math.sqrt(minus)];
}

/** Keeps the part with this sign, as positive numbers times `scale`. */
function keep({ values, from, step, end = values.length }: Vector, sign: 1 | -1, scale: number): void {
  for (let p = from; p < end; p += step) values[p] = Math.max(0, sign * values[p]) * scale;
}

function dropTiny(values: Float64Array): void {
  let largest = 0;
  for (const x of values) largest = Math.max(largest, x);
  for (let p = 0; p < values.length; p++) if (values[p] < ZERO_BELOW * largest) values[p] = 0;
}
