import { gamma, normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import type { BiasedSide } from "../../numerics/biased-least-squares";
import { sumOfSquares } from "../../numerics/dense";
import { rootMeanSquare } from "../../numerics/scale";
import { drawSide } from "../../numerics/gibbs";
import type { Prior } from "../../numerics/gibbs";
import { drawPrior, spreadOf } from "../../numerics/gibbs-prior";
import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";

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

/** The Markov chain: each sweep draws every parameter given all others, so that the draws converge to the posterior. */
export class Chain {
  private readonly rows: SparseRows;
  private readonly columns: SparseRows;

  constructor(
    ratings: Ratings,
    units: Units,
    /** The current draw, which a sweep changes in place. */
    readonly draw: Draw,
  ) {
    this.rows = inUnits(ratings.rows, units);
    this.columns = inUnits(ratings.columns, units);
  }

  /** Draws every parameter once. Returns the RMSE of the draw in units, or NaN if numbers are too large. */
  sweep(random: Random): number {
    const { rows, columns, draw } = this;
    const { users, items, userPrior, itemPrior } = draw;
    this.drawOne(rows, items, users, userPrior, random);
    const squares = this.drawOne(columns, users, items, itemPrior, random);
    const count = rows.values.length;
    draw.noisePrecision = gamma(random, 1 + count / 2) / (1 + squares / 2);
    return Math.sqrt(squares / count);
  }

  /** Draws one side's prior, then the side. Returns the squared error, or NaN if numbers are too large. */
  private drawOne(
    entries: SparseRows,
    others: BiasedSide,
    own: BiasedSide,
    prior: Prior,
    random: Random,
  ): number {
    const d = own.k + 1;
    const draw = normal(random);
    const noise = (length: number): Float64Array => new Float64Array(length).map(draw);
    const spread = spreadOf(own, entries.offsets);
    const wishart = wishartRoot(d, d + spread.count, random);
    if (!drawPrior(spread, wishart, noise(d), prior)) return NaN;
    return drawSide(entries, 0, others, own, this.draw.noisePrecision, prior, noise(d * entries.rows));
  }
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
