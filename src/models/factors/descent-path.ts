import { dot } from "../../numerics/dot";
import { stepBack } from "../../numerics/step-back";

/** What a step followed: it raised weight × ln σ(z), or lowered it where weight < 0, with z = x·d + what is fixed. */
export interface Direction {
  weight: number;
  readonly d: Float64Array;
  fixed: number;
}

/** For so many ratings, folding in once without each of them takes no longer than the way back for many. */
export const MOST_EXACT = 50;

/** Of what a step did, less than this share is left in the end: steps before are forgotten. */
const FORGOTTEN = 1e-12;

/** The steps of gradient descent, in their order, by which one user was folded in. */
export class DescentPath {
  private readonly ratings: Int32Array;
  private readonly items: Int32Array;
  private readonly losses: Float64Array;
  private length = 0;

  /** @param most how many steps there can be. */
  constructor(
    private readonly rate: number,
    private readonly regularization: number,
    most: number,
  ) {
    this.ratings = new Int32Array(most);
    this.items = new Int32Array(most);
    this.losses = new Float64Array(most);
  }

  /** Notes a step for the user's n-th rating: the item that was drawn for it, and −ln p before the step. */
  note(n: number, item: number, loss: number): void {
    this.ratings[this.length] = n;
    this.items[this.length] = item;
    this.losses[this.length++] = loss;
  }

  /**
   * What all steps of each rating did to scores in the end, to first order: as if each were left out of a path that
   * the others keep to. The steps are gone back over once, for all ratings.
   * @param A what each score is multiplied with, scores × k; it is changed. @param x where the path ended.
   * @param directionOf writes what the step for a rating and an item followed.
   * @returns for each score what each of `count` ratings added; null where steps went too far for this.
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
      // Twice as far as to the bottom of the valley and more: what small changes do says nothing of large ones.
      if (rate * (curvature * dot(into.d, 0, into.d, 0, k) + regularization) > 2) return null;
      const along = z - into.fixed;
      stepBack(A, products, into.d, rate, regularization, slope, curvature, along, effects);
      for (let i = 0; i < effects.length; i++) added[i][ratings[s]] += effects[i];
      left *= 1 - rate * regularization;
    }
    return added;
  }
}

/** What −ln p, with p = σ(±z), says of z, and of the slope and curvature of |weight| × −ln p. */
function ofLoss(loss: number, weight: number): { slope: number; curvature: number; z: number } {
  const missed = -Math.expm1(-loss);
  // Beyond this z nothing is left to be gained; ln 0 would not be finite.
  const size = -Math.log(Math.max(Math.expm1(loss), Number.MIN_VALUE));
  return {
    slope: weight * missed,
    curvature: Math.abs(weight) * missed * (1 - missed),
    z: weight > 0 ? size : -size,
  };
}
