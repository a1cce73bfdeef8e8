import { gamma, normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import type { BiasedSide } from "../../numerics/biased-least-squares";
import { sumOfSquares } from "../../numerics/dense";
import { rootMeanSquare } from "../../numerics/scale";
import type { Prior } from "../../numerics/gibbs";
import { drawPrior, spreadOf } from "../../numerics/gibbs-prior";
import type { Ratings } from "../../ratings/ratings";
import { columnOffsets } from "../factors/alternating";
import type { Epoch } from "../recommender/rating-model";
import { rowDraws } from "./row-draws";
import type { RowDraws } from "./row-draws";

/** One draw of all unknowns of {@link BayesianMF}. */
export interface Draw {
  readonly users: BiasedSide;
  readonly items: BiasedSide;
  readonly userPrior: Prior;
  readonly itemPrior: Prior;
  /** The inverse variance of the noise, in units of the ratings' standard deviation. */
  noisePrecision: number;
}

export function emptyDraw(users: number, items: number, k: number): Draw {
  const side = (rows: number): BiasedSide => ({
    biases: new Float64Array(rows),
    factors: new Float64Array(rows * k),
    k,
  });
  const prior = (): Prior => ({
    mean: new Float64Array(k + 1),
    precision: new Float64Array((k + 1) * (k + 1)),
  });
  return {
    users: side(users),
    items: side(items),
    userPrior: prior(),
    itemPrior: prior(),
    noisePrecision: 1,
  };
}

/** The standardization of ratings to mean 0 and standard deviation 1, so that one prior suits every scale. */
export interface Units {
  readonly mean: number;
  /** The standard deviation, or 1 where all ratings are equal. */
  readonly deviation: number;
}

export function unitsOf(ratings: Ratings): Units {
  const { mean } = ratings;
  const distances = ratings.rows.values.map((value) => value - mean);
  const deviation = rootMeanSquare(sumOfSquares(distances), ratings.length, () => distances);
  return { mean, deviation: deviation || 1 };
}

/** Ratings as standard deviations from the mean. */
export function inUnits<Rows extends { values: Float64Array }>(rows: Rows, { mean, deviation }: Units): Rows {
  return { ...rows, values: rows.values.map((value) => (value - mean) / deviation) };
}

/** Random numbers and priors of one side in a sweep: all that comes before its rows are drawn. */
interface Prepared {
  readonly prior: Prior;
  readonly seed: number;
}

/** The Markov chain: each sweep draws every parameter given all others, so that the draws converge to the posterior. */
export class Chain {
  private readonly drawRows: RowDraws;

  constructor(
    private readonly ratings: Ratings,
    units: Units,
    /** The current draw, which a sweep changes in place, at its end. */
    readonly draw: Draw,
  ) {
    this.drawRows = rowDraws(ratings, units, draw.users.k);
  }

  /** Draws every parameter once. Returns the RMSE of the draw in units, or NaN if numbers are too large. */
  sweep(epoch: Epoch): number {
    const { ratings, draw } = this;
    const { rows } = ratings;
    const users = drawFor(draw.users, rows.offsets, epoch.random);
    const items = drawFor(draw.items, columnOffsets(rows, ratings.items), epoch.random);
    if (!users || !items) return NaN;
    const squares = this.drawRows(epoch, draw, users, items);
    const count = ratings.length;
    copyPrior(users.prior, draw.userPrior);
    copyPrior(items.prior, draw.itemPrior);
    draw.noisePrecision = gamma(epoch.random, 1 + count / 2) / (1 + squares / 2);
    return Math.sqrt(squares / count);
  }
}

/** Draws one side's prior, given the side. Returns null if numbers are too large. */
function drawFor(own: BiasedSide, offsets: Int32Array, random: Random): Prepared | null {
  const d = own.k + 1;
  const spread = spreadOf(own, offsets);
  const wishart = wishartRoot(d, d + spread.count, random);
  const prior: Prior = { mean: new Float64Array(d), precision: new Float64Array(d * d) };
  if (!drawPrior(spread, wishart, new Float64Array(d).map(normal(random)), prior)) return null;
  return { prior, seed: Math.floor(random() * 2 ** 32) };
}

function copyPrior(from: Prior, to: Prior): void {
  to.mean.set(from.mean);
  to.precision.set(from.precision);
}

/**
 * Draws a lower triangular T, d × d, such that T·Tᵀ is from Wishart(degrees, I).
 * @see Bartlett 1933
 */
function wishartRoot(d: number, degrees: number, random: Random): Float64Array {
  const draw = normal(random);
  const T = new Float64Array(d * d);
  for (let s = 0; s < d; s++) {
    for (let t = 0; t < s; t++) T[s * d + t] = draw();
    T[s * d + s] = Math.sqrt(2 * gamma(random, (degrees - s) / 2));
  }
  return T;
}
