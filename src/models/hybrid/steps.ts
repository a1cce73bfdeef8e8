import { log } from "../../kernels/math";
import { compose, composedScore, descend, scoreWith } from "../../numerics/embeddings";
import type { Composed } from "../../numerics/embeddings";
import { sigmoid, softplus } from "../../numerics/logistic";
import type { HybridSettings } from "./options";

/** Draws an item, by its index; −1 where the user likes it. */
export type DrawOther = () => number;

/** Where a step finds the sums of features. The same items may be liked and not liked, by other users. */
export interface StepSides {
  readonly users: Composed;
  readonly liked: Composed;
  /** What items that are not liked are drawn from. */
  readonly others: Composed;
  /** How many items can be drawn, among which WARP estimates a rank. */
  readonly drawable: number;
}

/** So far above an item that is not liked WARP wants one that is. */
const MARGIN = 1;
/** The most that a rank weighs, so that a rare step in a large catalogue does not undo what was learned. */
const HEAVIEST = 10;

/** The steps of the losses, one liked item or one rating at a time. Each returns the loss before its step. */
export class HybridSteps {
  /** The length of a step, which AdaGrad divides. */
  rate = 0;
  readonly regularization: number;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly z: Float64Array;
  private readonly gradient: Float64Array;
  /** WARP's weight of the rank that so many draws tell. */
  private readonly rankWeights: Float64Array;

  constructor(
    private readonly settings: Omit<HybridSettings, "epochs" | "seed">,
    private readonly sides: StepSides,
  ) {
    const width = settings.features + 1;
    [this.x, this.y, this.z, this.gradient] = Array.from({ length: 4 }, () => new Float64Array(width));
    this.regularization = settings.regularization;
    this.rankWeights = Float64Array.from({ length: settings.maxSampled + 1 }, (_, draws) =>
      rankWeight(Math.floor((sides.drawable - 1) / draws)),
    );
  }

  /** Takes the step of an item that a user likes, beside others that are drawn. */
  like(user: number, item: number, draw: DrawOther): number {
    const { loss } = this.settings;
    if (loss === "logistic") return this.logistic(user, item, draw);
    const liked = this.scoreLiked(user, item);
    return loss === "warp" ? this.warp(user, item, liked, draw) : this.bpr(user, item, liked, draw);
  }

  /** Takes the step of a rating, in the unit of scores: returns the square of its error. */
  rating(user: number, item: number, rating: number): number {
    const error = this.scoreLiked(user, item) - rating;
    this.along(user, this.sides.liked, item, this.y, error);
    return error * error;
  }

  /** Draws until an item is too near the liked one, or above it: the fewer draws it took, the more the step weighs. */
  private warp(user: number, item: number, liked: number, draw: DrawOther): number {
    for (let draws = 1; draws <= this.settings.maxSampled; draws++) {
      const other = draw();
      if (other < 0) continue;
      const violation = MARGIN - liked + this.scoreOther(other);
      if (violation <= 0) continue;
      const weight = this.rankWeights[draws];
      this.apart(user, item, other, weight);
      return weight * violation;
    }
    return 0;
  }

  private bpr(user: number, item: number, liked: number, draw: DrawOther): number {
    const other = this.notLiked(draw);
    if (other < 0) return 0;
    const behind = this.scoreOther(other) - liked;
    this.apart(user, item, other, sigmoid(behind));
    return softplus(behind);
  }

  private logistic(user: number, item: number, draw: DrawOther): number {
    const { liked, others } = this.sides;
    const score = this.scoreLiked(user, item);
    this.along(user, liked, item, this.y, sigmoid(score) - 1);
    let loss = softplus(-score);
    let samples = 1;
    for (; samples <= this.settings.negatives; samples++) {
      const other = this.notLiked(draw);
      if (other < 0) break;
      // The user has changed since.
      compose(this.sides.users, user, this.x);
      const score = this.scoreOther(other);
      compose(others, other, this.z);
      this.along(user, others, other, this.z, sigmoid(score));
      loss += softplus(score);
    }
    return loss / samples;
  }

  /** Draws an item that the user does not like; −1 where so many draws find none. */
  private notLiked(draw: DrawOther): number {
    for (let draws = 1; draws <= this.settings.maxSampled; draws++) {
      const other = draw();
      if (other >= 0) return other;
    }
    return -1;
  }

  /** Writes the sums of the user and of a liked item into x and y. */
  private scoreLiked(user: number, item: number): number {
    compose(this.sides.users, user, this.x);
    compose(this.sides.liked, item, this.y);
    return composedScore(this.x, this.y);
  }

  private scoreOther(other: number): number {
    return scoreWith(this.x, this.sides.others, other);
  }

  /** A step of the user, whose sum is in x, and of an item. @param slope of the loss along the score. */
  private along(user: number, side: Composed, item: number, vector: Float64Array, slope: number): void {
    const { x, gradient, sides } = this;
    const last = gradient.length - 1;
    gradient[last] = slope;
    for (let t = 0; t < last; t++) gradient[t] = slope * vector[t];
    descend(sides.users, user, gradient, this);
    for (let t = 0; t < last; t++) gradient[t] = slope * x[t];
    descend(side, item, gradient, this);
  }

  /** A step that parts the liked item in y from the other one. The user's bias is the same for both. */
  private apart(user: number, item: number, other: number, weight: number): void {
    const { x, y, z, gradient, sides } = this;
    const last = gradient.length - 1;
    compose(sides.others, other, z);
    gradient[last] = 0;
    for (let t = 0; t < last; t++) gradient[t] = weight * (z[t] - y[t]);
    descend(sides.users, user, gradient, this);
    gradient[last] = weight;
    for (let t = 0; t < last; t++) gradient[t] = weight * x[t];
    descend(sides.others, other, gradient, this);
    for (let t = 0; t <= last; t++) gradient[t] = -gradient[t];
    descend(sides.liked, item, gradient, this);
  }
}

/** @see Weston, Bengio & Usunier 2011: here as LightFM has it, the logarithm for the sum of 1 ÷ rank. */
function rankWeight(rank: number): number {
  return Math.min(HEAVIEST, Math.max(1, log(Math.max(1, rank))));
}
