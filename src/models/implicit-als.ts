import type { Random } from "../matrix/random";
import { weightedError } from "../numerics/implicit-error";
import { gramInto } from "../numerics/gram";
import { approachRow, solveRow, solveRowWithoutEach } from "../numerics/implicit-least-squares";
import type { RowEntries } from "../numerics/implicit-least-squares";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkChoice, checkNotNegative, checkOptionNames, checkPositive } from "../training/options";
import { checkFeatures, FactorModel, normalOf } from "./factors/factor-model";
import type { FactorSettings } from "./factors/factor-model";
import type { Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";

/** Settings of {@link ImplicitALS}. */
export interface ImplicitALSOptions {
  /** How many numbers describe each user and each item, a whole number from 1 to 10,000. @default 64 */
  features?: number;
  /** How often all users and all items are solved, a whole number ≥ 1. @default 15 */
  epochs?: number;
  /** L2 strength λ, ≥ 0. @default 0.01 */
  regularization?: number;
  /** How much more sure a rating r is than no rating: the confidence is 1 + alpha × r. @default 1 */
  alpha?: number;
  /**
   * How each user and item is solved: exactly, "cholesky", or approached by 3 steps of conjugate gradients from where
   * it was, "cg", which is several times faster and ends as low. @default "cg"
   */
  solver?: "cholesky" | "cg";
  /** Draws the starting factors. @default drawn anew */
  seed?: number;
}

interface ImplicitALSSettings extends FactorSettings {
  readonly regularization: number;
  readonly alpha: number;
  readonly solver: "cholesky" | "cg";
}

const IMPLICIT_ALS_OPTIONS = ["features", "epochs", "regularization", "alpha", "solver", "seed"] as const;

/** Steps of conjugate gradients for each user and item in an epoch. */
const CG_STEPS = 3;

/**
 * Alternating least squares for implicit feedback: the score x·y of a user's and an item's factors is to be 1 where
 * there is a rating r, with the confidence 1 + alpha × r, and 0 with the confidence 1 everywhere else.
 *
 * An epoch solves for all users with the items as they are, then for all items. Each solve lowers
 * Σ confidence × (1 or 0 − x·y)² + λ (Σ |x|² + Σ |y|²), so that this objective never rises. The more ratings there
 * are, the more λ they can take: for 50,000, 10 ranks better than 0.01.
 *
 * @example
 * const model = new ImplicitALS({ features: 32, seed: 1 }).fit(ratings.atLeast(4));
 * @see Hu, Koren & Volinsky 2008, "Collaborative Filtering for Implicit Feedback Datasets"
 */
export class ImplicitALS extends FactorModel<ImplicitALSSettings> {
  readonly name = "ImplicitALS";
  /** The mean of confidence × (1 or 0 − x·y)² over all cells, without the L2 term. */
  readonly lossName = "weighted squared error";
  readonly predictsRatings = false;

  /** @throws ValueError for an option that cannot be used. */
  constructor(options: ImplicitALSOptions = {}) {
    checkOptionNames(options, IMPLICIT_ALS_OPTIONS);
    const { features = 64, epochs = 15, regularization = 0.01, alpha = 1, solver = "cg" } = options;
    super({
      features: checkFeatures(features),
      epochs,
      regularization: checkNotNegative(regularization, "regularization"),
      alpha: checkPositive(alpha, "alpha"),
      solver: checkChoice(solver, "solver", ["cholesky", "cg"]),
      seed: options.seed,
    });
  }

  protected startingFactors(random: Random): Random {
    return normalOf(0.01, random);
  }

  protected begin({ rows, columns }: Ratings, { userFactors, itemFactors }: Parameters): Step {
    const solveUsers = this.solver(itemFactors);
    const solveItems = this.solver(userFactors);
    return () => {
      solveUsers(rows, userFactors);
      solveItems(columns, itemFactors);
      return this.lossOn(rows);
    };
  }

  /** Prepares to solve rows of X for the other side's factors Y as they are then. */
  private solver(Y: Float64Array): (entries: SparseRows, X: Float64Array) => void {
    const { features: k, alpha, regularization, solver } = this.settings;
    const gram = new Float64Array(k * k);
    const A = new Float64Array(k * k);
    return ({ rows, offsets, indices, values }, X) => {
      gramInto(Y, k, gram);
      for (let i = 0; i < rows; i++) {
        const row: RowEntries = { indices, values, from: offsets[i], to: offsets[i + 1] };
        if (row.from === row.to) continue;
        if (solver === "cholesky") solveRow(row, Y, gram, alpha, regularization, k, X, i * k, A);
        else approachRow(row, Y, gram, alpha, regularization, k, X, i * k, CG_STEPS);
      }
    };
  }

  protected override shortcutWithout(items: Int32Array, values: Float64Array): (n: number) => Row | null {
    const { features: k, alpha, regularization } = this.settings;
    const { itemFactors: Y } = this.parameters;
    const gram = new Float64Array(k * k);
    gramInto(Y, k, gram);
    const row: RowEntries = { indices: items, values, from: 0, to: items.length };
    const solve = solveRowWithoutEach(row, Y, gram, alpha, regularization, k);
    return (n) => {
      const userFactors = solve(n);
      return userFactors && { userFactors };
    };
  }

  /** One exact solve with the other side as it is. */
  protected foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row {
    const { features: k, alpha, regularization } = this.settings;
    const { userFactors, itemFactors } = this.parameters;
    const Y = per === "user" ? itemFactors : userFactors;
    const gram = new Float64Array(k * k);
    gramInto(Y, k, gram);
    const factors = new Float64Array(k);
    const row: RowEntries = { indices: others, values, from: 0, to: others.length };
    if (others.length > 0)
      solveRow(row, Y, gram, alpha, regularization, k, factors, 0, new Float64Array(k * k));
    return { [`${per}Factors`]: factors };
  }

  /** Over all cells but those that only the training knows. */
  protected lossOn(rows: SparseRows): number {
    const { features, alpha } = this.settings;
    const { userFactors, itemFactors } = this.parameters;
    return weightedError(rows, this.ratings.rows, userFactors, itemFactors, alpha, features);
  }
}
