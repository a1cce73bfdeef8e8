import type { FitOptions } from "../recommender/fit-options";
import { FIT_OPTIONS } from "../recommender/fit-options";
import type { FactorSettings } from "../factors/factor-model";
import { checkFeatures } from "../factors/factor-model";
import {
  checkChoice,
  checkFlag,
  checkNotNegative,
  checkOptionNames,
  checkPositive,
  checkWhole,
} from "../../training/options";
import type { FeatureTable } from "./read-features";

/** What {@link HybridMF} minimizes. */
export type HybridLoss = "warp" | "bpr" | "logistic" | "squared";

/** What is known of users and items. */
export interface KnownFeatures {
  /** What is known of items, by their ids: those without ratings are recommended too. @default nothing */
  itemFeatures?: FeatureTable;
  /** What is known of users, by their ids: those without ratings get recommendations too. @default nothing */
  userFeatures?: FeatureTable;
}

/** Settings of {@link HybridMF}. */
export interface HybridMFOptions extends KnownFeatures {
  /** The length of a user's and an item's vector of factors, a whole number from 1 to 10,000. @default 30 */
  features?: number;
  /** The number of epochs, each with a step for each rating, a whole number ≥ 1. @default 30 */
  epochs?: number;
  /**
   * What is minimized: "warp" for the best lists of likes, "bpr" for pairs of likes, "logistic" for log-odds of likes,
   * "squared" for ratings. @default "warp"
   */
  loss?: HybridLoss;
  /** The length of the first step along the gradient, > 0; AdaGrad shortens those that follow. @default 0.05 */
  learningRate?: number;
  /** L2 strength λ, ≥ 0. @default 0 */
  regularization?: number;
  /** The most items that a step draws to find one that the user does not like, a whole number from 1 to 10,000. @default 10 */
  maxSampled?: number;
  /** How many items that are not liked "logistic" draws for each that is, a whole number from 1 to 10,000. @default 5 */
  negatives?: number;
  /** Whether each item has an embedding of its own beside those of its features. @default true */
  itemIdentity?: boolean;
  /** Whether each user has an embedding of their own beside those of their features. @default true */
  userIdentity?: boolean;
  /** Whether the weights of a user's or an item's features are divided by their length, √Σ w². @default true */
  normalize?: boolean;
  /** Fixes the starting embeddings and samples. @default a new one, kept in `settings.seed` */
  seed?: number;
}

/** How a {@link HybridMF} is trained, and on what beside ratings. */
export interface HybridFitOptions extends FitOptions, KnownFeatures {}

export interface HybridSettings extends FactorSettings {
  readonly loss: HybridLoss;
  readonly learningRate: number;
  readonly regularization: number;
  readonly maxSampled: number;
  readonly negatives: number;
  readonly itemIdentity: boolean;
  readonly userIdentity: boolean;
  readonly normalize: boolean;
}

const LOSSES: readonly HybridLoss[] = ["warp", "bpr", "logistic", "squared"];
const FEATURE_OPTIONS = ["itemFeatures", "userFeatures"] as const;
const HYBRID_OPTIONS = [
  ...["features", "epochs", "loss", "learningRate", "regularization", "maxSampled", "negatives"],
  ...["itemIdentity", "userIdentity", "normalize", "seed"],
  ...FEATURE_OPTIONS,
] as const;
export const HYBRID_FIT_OPTIONS = [...FIT_OPTIONS, ...FEATURE_OPTIONS] as const;

/** More draws would make a step as slow as scoring all items. */
const MOST_DRAWS = 10_000;

/** Checks all but the features. @throws ValueError */
export function checkHybrid(options: HybridMFOptions): Omit<HybridSettings, "seed"> & { seed?: number } {
  checkOptionNames(options, HYBRID_OPTIONS);
  return {
    features: checkFeatures(options.features ?? 30),
    epochs: options.epochs ?? 30,
    loss: checkChoice(options.loss ?? "warp", "loss", LOSSES),
    learningRate: checkPositive(options.learningRate ?? 0.05, "learningRate"),
    regularization: checkNotNegative(options.regularization ?? 0, "regularization"),
    maxSampled: checkWhole(options.maxSampled ?? 10, "maxSampled", 1, MOST_DRAWS),
    negatives: checkWhole(options.negatives ?? 5, "negatives", 1, MOST_DRAWS),
    itemIdentity: checkFlag(options.itemIdentity ?? true, "itemIdentity"),
    userIdentity: checkFlag(options.userIdentity ?? true, "userIdentity"),
    normalize: checkFlag(options.normalize ?? true, "normalize"),
    seed: options.seed,
  };
}
