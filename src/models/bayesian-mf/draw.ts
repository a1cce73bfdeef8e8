import type { BiasedSide } from "../../numerics/biased-least-squares";
import { sumOfSquares } from "../../numerics/dense";
import type { Prior } from "../../numerics/gibbs";
import { rootMeanSquare } from "../../numerics/scale";
import { weightOf } from "../../numerics/sparse";
import type { Ratings } from "../../ratings/ratings";

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
  const { mean, rows } = ratings;
  const { weights } = rows;
  const distances = rows.values.map((value) => value - mean);
  weights?.forEach((weight, k) => (distances[k] *= Math.sqrt(weight)));
  const count = weightOf(rows, 0, ratings.length);
  const deviation = rootMeanSquare(sumOfSquares(distances), count, () => distances);
  return { mean, deviation: deviation || 1 };
}

/** Ratings as standard deviations from the mean. */
export function inUnits<Rows extends { values: Float64Array }>(rows: Rows, { mean, deviation }: Units): Rows {
  return { ...rows, values: rows.values.map((value) => (value - mean) / deviation) };
}
