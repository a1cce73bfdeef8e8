import type { Random } from "../matrix/random";
import { square } from "../numerics/powers";
import { weightedError } from "../numerics/implicit-error";
import { gramInto } from "../numerics/gram";
import { approachRow, solveRow, solveRowWithoutEach } from "../numerics/implicit-least-squares";
import type { RowEntries } from "../numerics/implicit-least-squares";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import {
  checkChoice,
  checkFlag,
  checkNotNegative,
  checkOptionNames,
  checkPositive,
} from "../training/options";
import { implicitAlternating } from "./factors/implicit-alternating";
import { checkFeatures, FactorModel } from "./factors/factor-model";
import type { FactorSettings } from "./factors/factor-model";
import { normalOf } from "./factors/starting";
import type { MemoryDemand, Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";

/** Settings of {@link ImplicitALS}. */
export interface ImplicitALSOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 64 */
  features?: number;
  /** The number of times to solve for all users and all items, a whole number ≥ 1. @default 15 */
  epochs?: number;
  /** L2 strength λ, ≥ 0. @default 0.01 */
  regularization?: number;
  /** Whether λ counts once for each rating of a user or an item, as Spark's ALS has it. @default false */
  scaleRegularization?: boolean;
  /** How much more certain a rating r is than no rating: the confidence is 1 + alpha × r. @default 1 */
  alpha?: number;
  /**
   * The solver for each user and item: "cholesky" is exact; "cg" takes 3 steps of conjugate gradients from the current
   * factors, is several times faster and reaches as low a loss. @default "cg"
   */
  solver?: "cholesky" | "cg";
  /** Fixes the starting factors. @default a new one, kept in `settings.seed` */
  seed?: number;
}

interface ImplicitALSSettings extends FactorSettings {
  readonly regularization: number;
  readonly scaleRegularization: boolean;
  readonly alpha: number;
  readonly solver: "cholesky" | "cg";
}

const IMPLICIT_ALS_OPTIONS = [
  ...["features", "epochs", "regularization", "scaleRegularization", "alpha", "solver", "seed"],
] as const;

/** The number of conjugate gradient steps for each user and item in an epoch. */
const CG_STEPS = 3;

/**
 * Alternating least squares for implicit feedback: the target of the score x·y of a user's and an item's factors is 1
 * for a rating r, with the confidence 1 + alpha × r, and 0 with the confidence 1 everywhere else.
 *
 * An epoch solves for all users with fixed items, then for all items with fixed users. Each solve lowers
 * Σ confidence × (1 or 0 − x·y)² + λ (Σ n_u·|x|² + Σ n_i·|y|²), so that this objective never rises; n_u and n_i are 1, or
 * with `scaleRegularization` the numbers of ratings. More ratings allow a larger λ: for 50,000 ratings, 10 ranks better
 * than 0.01.
 *
 * @example
 * const model = new ImplicitALS({ features: 32, seed: 1 }).fit(ratings.atLeast(4));
 * @see Hu, Koren & Volinsky 2008, "Collaborative Filtering for Implicit Feedback Datasets"
 */
export class ImplicitALS extends FactorModel<ImplicitALSSettings> {
  readonly name = "ImplicitALS";
  /**
   * The mean of confidence × (1 or 0 − x·y)² over all cells, without the L2 term. With the solver "cg" and 65,536 ratings or
   * more, that of an epoch is right to six digits or more.
   */
  readonly lossName = "weighted squared error";
  readonly predictsRatings = false;
  protected override readonly weighing = "counts";

  /** @throws ValueError for an invalid option. */
  constructor(options: ImplicitALSOptions = {}) {
    checkOptionNames(options, IMPLICIT_ALS_OPTIONS);
    const { features = 64, epochs = 15, regularization = 0.01, alpha = 1, solver = "cg" } = options;
    const { scaleRegularization = false } = options;
    super({
      features: checkFeatures(features),
      epochs,
      regularization: checkNotNegative(regularization, "regularization"),
      scaleRegularization: checkFlag(scaleRegularization, "scaleRegularization"),
      alpha: checkPositive(alpha, "alpha"),
      solver: checkChoice(solver, "solver", ["cholesky", "cg"]),
      seed: options.seed,
    });
  }

  /** Besides the parameters: their 32-bit copies, XᵀX, YᵀY, and the equations of a row. */
  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    const { features } = this.settings;
    const copies = ((ratings.users + ratings.items) * features) / 2;
    return { ...super.memoryDemand(ratings), working: 3 * square(features) + copies };
  }

  protected startingFactors(random: Random): Random {
    return normalOf(0.01, random);
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    const { features, alpha, regularization, scaleRegularization: scaled, solver } = this.settings;
    const steps = solver === "cg" ? CG_STEPS : "exact";
    return (
      implicitAlternating(ratings, parameters, { features, alpha, regularization, scaled, steps }) ??
      this.plainSteps(ratings, parameters)
    );
  }

  /** The same in 64-bit floats, for weights that 32-bit floats cannot hold. */
  private plainSteps({ rows, columns }: Ratings, { userFactors, itemFactors }: Parameters): Step {
    const solveUsers = this.solver(itemFactors);
    const solveItems = this.solver(userFactors);
    return () => {
      solveUsers(rows, userFactors);
      solveItems(columns, itemFactors);
      return this.lossOn(rows);
    };
  }

  /** Prepares to solve for rows of X, given the factors Y of the other side at that time. */
  private solver(Y: Float64Array): (entries: SparseRows, X: Float64Array) => void {
    const { features: k, alpha, solver } = this.settings;
    const gram = new Float64Array(k * k);
    const A = new Float64Array(k * k);
    return ({ rows, offsets, indices, values }, X) => {
      gramInto(Y, k, gram);
      for (let i = 0; i < rows; i++) {
        const row: RowEntries = { indices, values, from: offsets[i], to: offsets[i + 1] };
        if (row.from === row.to) continue;
        const penalty = this.penaltyOf(row.to - row.from);
        if (solver === "cholesky") solveRow(row, Y, gram, alpha, penalty, k, X, i * k, A);
        else approachRow(row, Y, gram, alpha, penalty, k, X, i * k, CG_STEPS);
      }
    };
  }

  protected override shortcutWithout(items: Int32Array, values: Float64Array): (n: number) => Row | null {
    const { features: k, alpha } = this.settings;
    const { itemFactors: Y } = this.parameters;
    const gram = this.gramOf("item", Y);
    const row: RowEntries = { indices: items, values, from: 0, to: items.length };
    const solve = solveRowWithoutEach(row, Y, gram, alpha, this.penaltyOf(items.length - 1), k);
    return (n) => {
      const userFactors = solve(n);
      return userFactors && { userFactors };
    };
  }

  /** Solves exactly once, with the other side fixed. */
  protected foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row {
    const { features: k, alpha } = this.settings;
    const { userFactors, itemFactors } = this.parameters;
    const Y = per === "user" ? itemFactors : userFactors;
    const gram = this.gramOf(per === "user" ? "item" : "user", Y);
    const factors = new Float64Array(k);
    const row: RowEntries = { indices: others, values, from: 0, to: others.length };
    if (others.length > 0)
      solveRow(row, Y, gram, alpha, this.penaltyOf(others.length), k, factors, 0, new Float64Array(k * k));
    return { [`${per}Factors`]: factors };
  }

  /** λ of a user or an item with so many ratings. */
  private penaltyOf(ratings: number): number {
    const { regularization, scaleRegularization } = this.settings;
    return scaleRegularization ? ratings * regularization : regularization;
  }

  /** YᵀY, kept for as long as the factors stay as they are. */
  private gramOf(per: "user" | "item", Y: Float64Array): Float64Array {
    return this.kept(`Gram matrix of ${per} factors`, () => {
      const { features: k } = this.settings;
      const gram = new Float64Array(k * k);
      gramInto(Y, k, gram);
      return gram;
    });
  }

  /** The loss over all cells except those that only the training ratings contain. */
  protected lossOn(rows: SparseRows): number {
    const { features, alpha } = this.settings;
    const { userFactors, itemFactors } = this.parameters;
    return weightedError(rows, this.ratings.rows, userFactors, itemFactors, alpha, features);
  }
}
