import { wrongArgument } from "../errors";
import { checkSeed, createRandom, shuffle } from "../matrix/random";
import { Ratings } from "../ratings/ratings";
import { checkOptionNames, checkWhole } from "../training/options";
import { checkRatings } from "./check";
import type { Split } from "./split";

/** Several splits of the same ratings, which can be iterated more than once. */
export interface Folds extends Iterable<Split> {
  /** How many folds there are. */
  readonly length: number;
}

/** How ratings are dealt into folds. */
export interface FoldOptions {
  /** How many, a whole number ≥ 2. @default 5 */
  folds?: number;
  /** The same seed makes the same folds. @default 0 */
  seed?: number;
}

/**
 * Divides the ratings at random into folds whose sizes differ by at most one: each is the test once, while all others
 * are trained on. The ratings of a fold are copied when its turn comes.
 * @throws ValueError if there are more folds than ratings.
 */
export function kFolds(ratings: Ratings, options: FoldOptions = {}): Folds {
  checkRatings(ratings, "ratings");
  checkOptionNames(options, ["folds", "seed"]);
  const folds = checkWhole(options.folds ?? 5, "folds", 2);
  if (folds > ratings.length)
    throw wrongArgument("folds", folds, `no more folds than the ${ratings.length} ratings there are`);
  const foldOf = Uint32Array.from({ length: ratings.length }, (_, k) => k % folds);
  shuffle(foldOf, createRandom(checkSeed(options.seed ?? 0), "folds"));
  return {
    length: folds,
    *[Symbol.iterator]() {
      for (let fold = 0; fold < folds; fold++) {
        yield {
          train: ratings.select((k) => foldOf[k] !== fold),
          test: ratings.select((k) => foldOf[k] === fold),
        };
      }
    },
  };
}

/**
 * Makes folds of predefined training and test ratings that were read separately, such as `u1.base` and `u1.test` of
 * MovieLens: both come to share their users and items.
 * @throws ValueError if a test rating is also trained on.
 */
export function predefinedFolds(folds: Iterable<Split>): readonly Split[] {
  if (typeof folds !== "object" || folds === null || !(Symbol.iterator in folds))
    throw wrongArgument("folds", folds, "a list of { train, test }");
  const shared = Array.from(folds, (split, fold) => {
    const { train, test } = checkSplit(split, fold);
    return share(train, test, fold);
  });
  if (shared.length === 0) throw wrongArgument("folds", folds, "at least one { train, test }", "empty");
  return shared;
}

/** @throws ValueError unless it is a split whose parts both have ratings. @param fold counted from 0. */
export function checkSplit(split: Split, fold: number): Split {
  const { train, test } = (split ?? {}) as Partial<Split>;
  return {
    train: checkRatings(train, `folds[${fold}].train`),
    test: checkRatings(test, `folds[${fold}].test`),
  };
}

function share(train: Ratings, test: Ratings, fold: number): Split {
  const all = train.with(test);
  const both = train.length + test.length - all.length;
  if (both > 0)
    throw wrongArgument(
      `folds[${fold}].test`,
      test,
      "none of them",
      `Ratings, ${both} of which are trained on`,
    );
  const isTest = new Uint8Array(all.length);
  const items = Array.from(test.itemIds, (id) => all.itemIds.indexOf(id));
  for (let u = 0; u < test.users; u++) {
    const own = test.rows.indices.subarray(test.rows.offsets[u], test.rows.offsets[u + 1]);
    const tested = new Set(Array.from(own, (item) => items[item]));
    const user = all.userIds.indexOf(test.userIds.at(u));
    for (let k = all.rows.offsets[user]; k < all.rows.offsets[user + 1]; k++) {
      if (tested.has(all.rows.indices[k])) isTest[k] = 1;
    }
  }
  return { train: all.select((k) => isTest[k] === 0), test: all.select((k) => isTest[k] === 1) };
}

/** Data to train and test models on: a split, several splits, or ratings to be divided into folds. */
export type EvaluationData = Ratings | Split | Folds;

/** The folds of data. @throws ValueError unless it is data, or if `folds` is given and the data are folds already. */
export function foldsOf(
  data: EvaluationData,
  { folds, seed }: FoldOptions,
  argument: string = "data",
): Folds {
  if (data instanceof Ratings) return kFolds(data, { folds, seed });
  if (folds !== undefined)
    throw wrongArgument("folds", folds, "nothing: the data are folds already", "given beside folds");
  const splits = isSplit(data) ? [data] : data;
  const known = typeof splits === "object" && splits !== null && Symbol.iterator in splits;
  if (!known || !(splits.length > 0))
    throw wrongArgument(argument, data, "Ratings, a split { train, test }, or folds");
  return splits;
}

function isSplit(data: unknown): data is Split {
  return typeof data === "object" && data !== null && "train" in data && "test" in data;
}
