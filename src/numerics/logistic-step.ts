import { dot } from "./dot";
import { sigmoid, softplus } from "./logistic";

/** The factors of one side, k numbers each, and a bias for each. */
export interface LogisticSide {
  readonly factors: Float64Array;
  readonly biases: Float64Array;
}

/** The learning rate of each side; 0 leaves it unchanged. */
export interface SideRates {
  readonly user: number;
  readonly item: number;
}

/** The log-odds x·y + b + c of the user at `u` liking the item at `i`. */
export function logOdds(users: LogisticSide, u: number, items: LogisticSide, i: number, k: number): number {
  return users.biases[u] + items.biases[i] + dot(users.factors, u * k, items.factors, i * k, k);
}

/**
 * One gradient step on weight × −ln p + λ/2 (|x|² + |y|² + b² + c²), where p = σ(z) if the user likes the item, else
 * 1 − σ(z), and z are the {@link logOdds}. Changes both sides in place.
 * @returns −ln p before the step.
 * @see Johnson 2014, "Logistic Matrix Factorization for Implicit Feedback Data", equation 4
 */
export function logisticStep(
  users: LogisticSide,
  u: number,
  items: LogisticSide,
  i: number,
  k: number,
  likes: boolean,
  weight: number,
  rates: SideRates,
  regularization: number,
): number {
  const z = logOdds(users, u, items, i, k);
  const slope = weight * ((likes ? 1 : 0) - sigmoid(z));
  move(users, u, items, i, k, slope, rates, regularization);
  return softplus(likes ? -z : z);
}

function move(
  { factors: X, biases: b }: LogisticSide,
  u: number,
  { factors: Y, biases: c }: LogisticSide,
  i: number,
  k: number,
  slope: number,
  { user, item }: SideRates,
  regularization: number,
): void {
  const x = u * k;
  const y = i * k;
  for (let t = 0; t < k; t++) {
    const left = X[x + t];
    const right = Y[y + t];
    if (user > 0) X[x + t] += user * (slope * right - regularization * left);
    if (item > 0) Y[y + t] += item * (slope * left - regularization * right);
  }
  if (user > 0) b[u] += user * (slope - regularization * b[u]);
  if (item > 0) c[i] += item * (slope - regularization * c[i]);
}

/** A sample of a user: an item that the user likes, with the weight of that, or one that is not rated, with a negative weight. */
export interface LogisticSample {
  readonly item: number;
  readonly weight: number;
}

/** So many samples take their steps at once. */
const AT_ONCE = 4;

/**
 * Takes a step, as {@link logisticStep} does, for each sample of the user u: four at a time from the same numbers, so that
 * their steps add up. Fewer than four, and four among which an item is twice, take theirs one after the other.
 * @returns the sum of −ln p, each before its step and times its weight.
 */
export function logisticSteps(
  users: LogisticSide,
  u: number,
  items: LogisticSide,
  samples: readonly LogisticSample[],
  k: number,
  rate: number,
  regularization: number,
): number {
  let sum = 0;
  for (let n = 0; n < samples.length; n += AT_ONCE) {
    const some = samples.slice(n, n + AT_ONCE);
    const areFour = new Set(some.map(({ item }) => item)).size === AT_ONCE;
    if (areFour) sum += stepsAtOnce(users, u, items, some, k, rate, regularization);
    else {
      const rates = { user: rate, item: rate };
      for (const { item, weight } of some) {
        const size = Math.abs(weight);
        sum += size * logisticStep(users, u, items, item, k, weight > 0, size, rates, regularization);
      }
    }
  }
  return sum;
}

/** All steps are found from a copy of the user, whose own step is their sum. */
function stepsAtOnce(
  users: LogisticSide,
  u: number,
  items: LogisticSide,
  samples: readonly LogisticSample[],
  k: number,
  rate: number,
  regularization: number,
): number {
  const before = users.factors.slice(u * k, (u + 1) * k);
  const bias = users.biases[u];
  let sum = 0;
  for (const { item, weight } of samples) {
    const own = { factors: before.slice(), biases: Float64Array.of(bias) };
    const size = Math.abs(weight);
    const rates = { user: rate, item: rate };
    sum += size * logisticStep(own, 0, items, item, k, weight > 0, size, rates, regularization);
    for (let t = 0; t < k; t++) users.factors[u * k + t] += own.factors[t] - before[t];
    users.biases[u] += own.biases[0] - bias;
  }
  return sum;
}
