import type { Random } from "../matrix/random";
import { square } from "../numerics/powers";
import { approachSide } from "../numerics/biased-conjugate-gradients";
import { solveSide } from "../numerics/biased-least-squares";
import type { Penalty, BiasedSide } from "../numerics/biased-least-squares";
import { divided, multiplied } from "../numerics/scale";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import { checkChoice, checkFlag, checkNotNegative, checkOptionNames, checkWhole } from "../training/options";
import { biasedAlternating } from "./factors/biased-alternating";
import { BiasedFactorModel } from "./factors/biased-factors";
import { checkFeatures } from "./factors/factor-model";
import type { FactorSettings } from "./factors/factor-model";
import { slicedStep } from "./factors/sliced-step";
import { spreadOf } from "./factors/spread";
import type { Spread } from "./factors/spread";
import { normalOf } from "./factors/starting";
import type { MemoryDemand, Parameters, Row } from "./recommender/parameters";
import type { Step } from "./recommender/recommender";

/** Settings of {@link ALS}. */
export interface ALSOptions {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 10 */
  features?: number;
  /** The number of times to solve for all users and then all items, a whole number ≥ 1. @default 15 */
  epochs?: number;
  /** λ, the L2 strength on the factors of each user and item, ≥ 0, in units of the ratings' spread. @default 12 */
  regularization?: number;
  /** λ_b, the L2 strength on biases, ≥ 0. @default 5 */
  biasRegularization?: number;
  /** Whether λ counts once for each rating of a user or an item, as in Zhou 2008; λ is then about 0.15. @default false */
  scaleRegularization?: boolean;
  /** "cholesky" solves exactly; "cg" takes `steps` steps of conjugate gradients, faster for many features. @default "cholesky" */
  solver?: "cholesky" | "cg";
  /** Steps of conjugate gradients for each user and item in an epoch, a whole number ≥ 1. @default 3 */
  steps?: number;
  /** Fixes the starting factors. @default a new one, kept in `settings.seed` */
  seed?: number;
}

interface ALSSettings extends FactorSettings {
  readonly regularization: number;
  readonly biasRegularization: number;
  readonly scaleRegularization: boolean;
  readonly solver: "cholesky" | "cg";
  readonly steps: number;
}

const ALS_OPTIONS = [
  ...["features", "epochs", "regularization", "biasRegularization", "scaleRegularization"],
  ...["solver", "steps", "seed"],
];

/**
 * Alternating least squares for ratings: r ≈ μ + b_u + b_i + p_u·q_i. With fixed items, the best bias and factors of
 * each user are the solution of k + 1 linear equations, and vice versa; no learning rate is needed.
 *
 * Minimizes Σ (r − μ − b_u − b_i − p_u·q_i)² + λ_b·(Σ b_u² + Σ b_i²) + λ·(Σ n_u·|p_u|² + Σ n_i·|q_i|²), where n_u and n_i
 * are 1, or with `scaleRegularization` the numbers of ratings. This is in units of the ratings' spread, a quarter of the
 * range of their scale, so that options mean the same on every scale. The loss is the RMSE, measured after each epoch.
 * @see Zhou, Wilkinson, Schreiber & Pan 2008, "Large-Scale Parallel Collaborative Filtering for the Netflix Prize"
 *
 * @example
 * const model = new ALS({ features: 20, seed: 1 }).fit(ratings);
 * model.predict("Ada", "Alien");
 */
export class ALS extends BiasedFactorModel<ALSSettings> {
  readonly name = "ALS";
  protected override readonly weighing = "loss";

  /** @throws ValueError for an unknown or invalid option. */
  constructor(options: ALSOptions = {}) {
    checkOptionNames(options, ALS_OPTIONS);
    const { features = 10, epochs = 15, regularization = 12, biasRegularization = 5 } = options;
    const { scaleRegularization = false, solver = "cholesky", steps = 3, seed } = options;
    super({
      features: checkFeatures(features),
      epochs,
      regularization: checkNotNegative(regularization, "regularization"),
      biasRegularization: checkNotNegative(biasRegularization, "biasRegularization"),
      scaleRegularization: checkFlag(scaleRegularization, "scaleRegularization"),
      solver: checkChoice(solver, "solver", ["cholesky", "cg"]),
      steps: checkWhole(steps, "steps", 1),
      seed,
    });
  }

  /** Besides the parameters: their 32-bit copies, and the equations of a row. */
  protected override memoryDemand(ratings: Ratings): MemoryDemand {
    const { features } = this.settings;
    const copies = ((ratings.users + ratings.items) * (features + 1)) / 2;
    return { ...super.memoryDemand(ratings), working: square(features + 2) + copies };
  }

  protected startingFactors(random: Random): Random {
    return normalOf(0.1, random);
  }

  protected begin(ratings: Ratings, parameters: Parameters): Step {
    parameters.globalMean[0] = ratings.mean;
    // Kernels have no place for weights.
    if (ratings.weights !== null) return this.plainSteps(ratings, parameters);
    const { features, solver, steps: given } = this.settings;
    const steps = solver === "cg" ? given : "exact";
    const step = biasedAlternating(ratings, parameters, { features, penalty: this.penalty, steps });
    if (step === null) return this.plainSteps(ratings, parameters);
    let plain: Step | undefined;
    const plainStep: Step = (epoch) => (plain ??= this.plainSteps(ratings, parameters))(epoch);
    return slicedStep(function* (epoch) {
      return (yield* step(epoch)) ?? plainStep(epoch);
    });
  }

  /** The same in 64-bit floats, for equations that 32-bit floats cannot hold, and for ratings with weights. */
  private plainSteps(ratings: Ratings, parameters: Parameters): Step {
    const { mean } = ratings;
    const unit = spreadOf(ratings);
    const inUnits = (entries: SparseRows): SparseRows => ({
      ...entries,
      values: entries.values.map((value) => (value - mean) / unit.rating),
    });
    const [rows, columns] = [inUnits(ratings.rows), inUnits(ratings.columns)];
    const { solver, steps } = this.settings;
    const improve = (entries: SparseRows, others: BiasedSide, own: BiasedSide): boolean => {
      if (solver === "cholesky") return solveSide(entries, 0, others, own, this.penalty);
      approachSide(entries, 0, others, own, this.penalty, steps);
      return true;
    };
    return () => {
      const users = dividedSide(this.side("user", parameters), unit);
      const items = dividedSide(this.side("item", parameters), unit);
      if (!improve(rows, items, users) || !improve(columns, users, items)) return NaN;
      multiplySide(users, unit, this.side("user", parameters));
      multiplySide(items, unit, this.side("item", parameters));
      return this.lossOn(ratings.rows);
    };
  }

  protected foldIn(
    per: "user" | "item",
    others: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): Row {
    const { features: k } = this.settings;
    const own: BiasedSide = { biases: new Float64Array(1), factors: new Float64Array(k), k };
    const given = this.inUnits(per, others, values, weights);
    solveSide(given.entries, 0, given.others, own, this.penalty);
    return this.outOfUnits(per, own.biases, own.factors);
  }

  protected override shortcutWithout(
    items: Int32Array,
    values: Float64Array,
    weights?: Float64Array,
  ): (n: number) => Row | null {
    return this.solveWithout(items, values, this.penalty, { weights });
  }

  private get penalty(): Penalty {
    const { regularization, biasRegularization, scaleRegularization: scaled } = this.settings;
    return { regularization, biasRegularization, scaled };
  }
}

/** A copy of one side's parameters, in units. */
function dividedSide({ biases, factors, k }: BiasedSide, { rating, factor }: Spread): BiasedSide {
  return { biases: divided(biases, rating), factors: divided(factors, factor), k };
}

/** Writes one side's parameters, out of their units. */
function multiplySide({ biases, factors }: BiasedSide, { rating, factor }: Spread, to: BiasedSide): void {
  to.biases.set(multiplied(biases, rating));
  to.factors.set(multiplied(factors, factor));
}
