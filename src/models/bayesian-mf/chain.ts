import type { Slices } from "../../kernels/slices";
import { gamma, normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import type { BiasedSide } from "../../numerics/biased-least-squares";
import type { Prior } from "../../numerics/gibbs";
import { drawPrior, spreadOf } from "../../numerics/gibbs-prior";
import type { Ratings } from "../../ratings/ratings";
import { weightOf } from "../../numerics/sparse";
import { offsetsPerItem } from "../factors/alternating";
import type { Epoch } from "../recommender/rating-model";
import type { Draw, Units } from "./draw";
import { plainDraws } from "./plain-draws";
import { rowDraws } from "./row-draws";
import type { RowDraws } from "./row-draws";

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
    // Kernels have no place for weights.
    this.drawRows =
      ratings.weights === null ? rowDraws(ratings, units, draw.users.k) : plainDraws(ratings, units);
  }

  /** Draws every parameter once. Returns the RMSE of the draw in units, or NaN if numbers are too large. */
  *sweep(epoch: Epoch): Slices<number> {
    const { ratings, draw } = this;
    const { rows } = ratings;
    const users = drawFor(draw.users, rows.offsets, epoch.random);
    const items = drawFor(draw.items, offsetsPerItem(ratings), epoch.random);
    if (!users || !items) return NaN;
    const squares = yield* this.drawRows(epoch, draw, users, items);
    const count = weightOf(rows, 0, ratings.length);
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
