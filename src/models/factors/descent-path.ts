import { expm1, log } from "../../kernels/math";
import { dot } from "../../numerics/dot";
import { stepBack } from "../../numerics/step-back";

/** The direction of a step: it raised weight × ln σ(z), or lowered it if weight < 0, with z = x·d + fixed. */
export interface Direction {
  weight: number;
  readonly d: Float64Array;
  fixed: number;
}

/** Up to this many ratings, folding in without each of them is no slower than {@link DescentPath.influences}. */
export const MOST_EXACT = 50;

/** Steps with less than this share of their effect left at the end are ignored. */
const FORGOTTEN = 1e-12;

/** The steps of gradient descent, in order, that folded one user in. */
export class DescentPath {
  private readonly ratings: Int32Array;
  private readonly items: Int32Array;
  private readonly losses: Float64Array;
  private length = 0;

  /** @param most the maximum number of steps. */
  constructor(
    private readonly rate: number,
    private readonly regularization: number,
    most: number,
  ) {
    this.ratings = new Int32Array(most);
    this.items = new Int32Array(most);
    this.losses = new Float64Array(most);
  }

  /** Records a step for the user's n-th rating: the item drawn for it, and −ln p before the step. */
  note(n: number, item: number, loss: number): void {
    this.ratings[this.length] = n;
    this.items[this.length] = item;
    this.losses[this.length++] = loss;
  }

  /**
   * The effect of all steps of each rating on the final scores, to first order: as if each rating were left out while
   * the other steps stayed the same. One pass backwards over the steps finds it for all ratings.
   * @param A the vectors whose products with x are the scores, scores × k; modified. @param x the end of the path.
   * @param directionOf writes the direction of the step for a rating and an item.
   * @returns for each score the effect of each of `count` ratings; null if steps were too long for the approximation.
   */
  influences(
    A: Float64Array,
    x: Float64Array,
    count: number,
    directionOf: (n: number, item: number, into: Direction) => void,
  ): Float64Array[] | null {
    const { rate, regularization, ratings, items, losses } = this;
    const k = x.length;
    const products = Float64Array.from({ length: A.length / k }, (_, i) => dot(A, i * k, x, 0, k));
    const added = Array.from(products, () => new Float64Array(count));
    const effects = new Float64Array(products.length);
    const into = { weight: 1, d: new Float64Array(k), fixed: 0 };
    for (let s = this.length - 1, left = 1; s >= 0 && left > FORGOTTEN; s--) {
      directionOf(ratings[s], items[s], into);
      const { slope, curvature, z } = ofLoss(losses[s], into.weight);
      // The step goes more than twice as far as the minimum: a first-order approximation says nothing about it.
      if (rate * (curvature * dot(into.d, 0, into.d, 0, k) + regularization) > 2) return null;
      const along = z - into.fixed;
      stepBack(A, products, into.d, rate, regularization, slope, curvature, along, effects);
      for (let i = 0; i < effects.length; i++) added[i][ratings[s]] += effects[i];
      left *= 1 - rate * regularization;
    }
    return added;
  }
}

/** Finds z from −ln p, with p = σ(±z), and the slope and curvature of |weight| × −ln p. */
function ofLoss(loss: number, weight: number): { slope: number; curvature: number; z: number } {
  const missed = -expm1(-loss);
  // Avoids ln 0, which is not finite.
  const size = -log(Math.max(expm1(loss), Number.MIN_VALUE));
  return {
    slope: weight * missed,
    curvature: Math.abs(weight) * missed * (1 - missed),
    z: weight > 0 ? size : -size,
  };
}
