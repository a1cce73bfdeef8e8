import { sigmoid, softplus } from "./logistic";

/** The learning rates of a step for the user and the two items; 0 leaves one unchanged. */
export interface PairRates {
  readonly user: number;
  readonly liked: number;
  readonly other: number;
}

/**
 * One gradient step on −ln σ(z) + λ/2 (|x|² + |y|² + |w|² + b² + c²), with z = x·(y − w) + b − c: the user x likes the
 * item y with bias b, and not the other item w with bias c. Changes X, Y and `biases` in place.
 * @param x where the user's k numbers begin in X; `liked` and `other` are rows of Y, and indices of `biases`.
 * @returns −ln σ(z) before the step.
 * @see Rendle, Freudenthaler, Gantner & Schmidt-Thieme 2009, figure 4
 */
export function pairwiseStep(
  X: Float64Array,
  x: number,
  Y: Float64Array,
  biases: Float64Array,
  liked: number,
  other: number,
  k: number,
  rates: PairRates,
  regularization: number,
): number {
  const y = liked * k;
  const w = other * k;
  const z = pairDifference(X, x, Y, biases, liked, other, k);
  const slope = sigmoid(-z);
  for (let t = 0; t < k; t++) {
    const a = X[x + t];
    const b = Y[y + t];
    const c = Y[w + t];
    if (rates.user > 0) X[x + t] += rates.user * (slope * (b - c) - regularization * a);
    if (rates.liked > 0) Y[y + t] += rates.liked * (slope * a - regularization * b);
    if (rates.other > 0) Y[w + t] -= rates.other * (slope * a + regularization * c);
  }
  if (rates.liked > 0) biases[liked] += rates.liked * (slope - regularization * biases[liked]);
  if (rates.other > 0) biases[other] -= rates.other * (slope + regularization * biases[other]);
  return softplus(-z);
}

/** z = x·(y − w) + b − c: how much higher the liked item scores than the other. */
export function pairDifference(
  X: Float64Array,
  x: number,
  Y: Float64Array,
  biases: Float64Array,
  liked: number,
  other: number,
  k: number,
): number {
  const y = liked * k;
  const w = other * k;
  let z = biases[liked] - biases[other];
  for (let t = 0; t < k; t++) z += X[x + t] * (Y[y + t] - Y[w + t]);
  return z;
}
