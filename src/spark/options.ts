import { checkFeatures } from "../models/factors/factor-model";
import { checkSeed } from "../matrix/random";
import {
  checkFlag,
  checkNotNegative,
  checkOptionNames,
  checkPositive,
  checkWhole,
} from "../training/options";

/** Settings of {@link SparkALS}. */
export interface SparkALSOptions {
  /** The length of a user's and an item's vector of factors, Spark's rank: a whole number from 1 to 10,000. @default 10 */
  features?: number;
  /** How often all users and then all items are solved for, a whole number ≥ 1; more than 10 need a checkpoint folder on Spark. @default 10 */
  iterations?: number;
  /** λ, the L2 strength on factors, ≥ 0; it counts once for each rating of a user or an item, in the ratings' unit. @default 0.1 */
  regularization?: number;
  /** Whether ratings are counts of use: each says that the user likes the item, the more certainly the larger it is. @default false */
  implicit?: boolean;
  /** With `implicit`, how much more certain a rating r is than none: the confidence is 1 + alpha × r. @default 1 */
  alpha?: number;
  /** Whether factors are ≥ 0; explicit ratings are then not centred. @default false */
  nonnegative?: boolean;
  /** Whether a bias of each item, and then of each user, is taken from explicit ratings beside their mean. @default false */
  biases?: boolean;
  /** λ_b: a bias is Σ deviations ÷ (ratings + λ_b), ≥ 0. @default 5 */
  biasRegularization?: number;
  /** Into how many blocks users are dealt, ≥ 1. Other numbers give other factors, in the last digits. @default 10 */
  userBlocks?: number;
  /** Into how many blocks items are dealt, ≥ 1. @default 10 */
  itemBlocks?: number;
  /** Fixes the starting factors, with the numbers of blocks. @default 0 */
  seed?: number;
}

/** All options with their values. */
export type SparkALSSettings = Readonly<Required<SparkALSOptions>>;

const NAMES = [
  ...["features", "iterations", "regularization", "implicit", "alpha", "nonnegative", "biases"],
  ...["biasRegularization", "userBlocks", "itemBlocks", "seed"],
];
const MOST_BLOCKS = 100_000;

/** @throws ValueError for an unknown or invalid option. */
export function checkSparkOptions(options: SparkALSOptions): SparkALSSettings {
  checkOptionNames(options, NAMES);
  const { features = 10, iterations = 10, regularization = 0.1, alpha = 1 } = options;
  const { implicit = false, nonnegative = false, biases = false, biasRegularization = 5 } = options;
  const { userBlocks = 10, itemBlocks = 10, seed = 0 } = options;
  return {
    features: checkFeatures(features),
    iterations: checkWhole(iterations, "iterations", 1, 10_000),
    regularization: checkNotNegative(regularization, "regularization"),
    implicit: checkFlag(implicit, "implicit"),
    alpha: checkPositive(alpha, "alpha"),
    nonnegative: checkFlag(nonnegative, "nonnegative"),
    biases: checkFlag(biases, "biases"),
    biasRegularization: checkNotNegative(biasRegularization, "biasRegularization"),
    userBlocks: checkWhole(userBlocks, "userBlocks", 1, MOST_BLOCKS),
    itemBlocks: checkWhole(itemBlocks, "itemBlocks", 1, MOST_BLOCKS),
    seed: checkSeed(seed),
  };
}
