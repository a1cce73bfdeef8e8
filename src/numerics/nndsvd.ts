import { square } from "./powers";
import type { SingularParts } from "./truncated-svd";

/** Entries below this share of their factor's largest entry become zero. */
const ZERO_BELOW = 1e-6;

/**
 * Makes nonnegative starting factors of singular vectors, in place: keeps the positive parts of both vectors of a pair,
 * or the negative parts of both, whichever are larger, so that their product is the best nonnegative one of the pair.
 * @param parts L rows × features and U features × columns, as `truncatedSvd` makes them.
 * @see Boutsidis & Gallopoulos 2008, "SVD based initialization: A head start for nonnegative matrix factorization"
 */
export function makeNonnegative({ L, U }: SingularParts, features: number): void {
  const columns = U.length / features;
  for (let t = 0; t < features; t++) {
    const vectorL = { values: L, from: t, step: features };
    const vectorU = { values: U, from: t * columns, step: 1, end: (t + 1) * columns };
    const [plusL, minusL] = norms(vectorL);
    const [plusU, minusU] = norms(vectorU);
    const sign = plusL * plusU >= minusL * minusU ? 1 : -1;
    const [l, u] = sign === 1 ? [plusL, plusU] : [minusL, minusU];
    // Both get the length √(l·u); where one is zero, so is the product.
    keep(vectorL, sign, l > 0 ? Math.sqrt(u / l) : 0);
    keep(vectorU, sign, u > 0 ? Math.sqrt(l / u) : 0);
  }
  dropTiny(L);
  dropTiny(U);
}

/** The position of one singular vector in its factor. */
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
    if (values[p] > 0) plus += square(values[p]);
    else minus += square(values[p]);
  }
  return [Math.sqrt(plus), Math.sqrt(minus)];
}

/** Keeps the entries with this sign, as positive numbers times `scale`; the others become zero. */
function keep({ values, from, step, end = values.length }: Vector, sign: 1 | -1, scale: number): void {
  for (let p = from; p < end; p += step) values[p] = Math.max(0, sign * values[p]) * scale;
}

function dropTiny(values: Float64Array): void {
  let largest = 0;
  for (const x of values) largest = Math.max(largest, x);
  for (let p = 0; p < values.length; p++) if (values[p] < ZERO_BELOW * largest) values[p] = 0;
}
