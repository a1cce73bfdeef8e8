import { wrongArgument } from "../errors";
import { checkSeed, createRandom, shuffle } from "../matrix/random";
import type { Ratings } from "../ratings/ratings";
import { checkChoice, checkOptionNames } from "../training/options";
import { checkRatings, checkShare } from "./check";
import { heldOutCount, latestFirst, ofEachUser } from "./held-out";

/** Ratings in three parts. All keep the indices of all users and items. */
export interface ThreeWaySplit {
  /** What models are trained on. */
  readonly training: Ratings;
  /** What options are chosen on, and what tells early stopping when to end. */
  readonly validation: Ratings;
  /** What the chosen model is measured on, once. */
  readonly test: Ratings;
}

/** Which shares of the ratings are held out, by which rule, and with which seed. */
export interface ThreeWaySplitOptions {
  /** The share of the ratings that options are chosen on, above 0 and below 1. @default 0.2 */
  validation?: number;
  /** The share of the ratings that is kept for the end, above 0 and below 1. @default 0.2 */
  test?: number;
  /**
   * Any ratings, as {@link randomSplit} holds out; a share of each user's, as {@link userSplit} does; or the latest for the
   * test and those before them for the validation, as {@link timeSplit} does. @default "random"
   */
  by?: "random" | "user" | "time";
  /** The same seed holds out the same ratings; without effect on the latest ones. @default 0 */
  seed?: number;
}

/**
 * Holds out two parts: one to choose options on, and one that nothing is chosen on, so that what is measured there is what
 * new ratings will show. The test is that of the split in two with the same share and seed. By user, each keeps at least one
 * rating to be trained on.
 * @example
 * const { training, validation, test } = threeWaySplit(ratings, { validation: 0.1, test: 0.2 });
 * const model = new BiasedMF().fit(training, { validation });
 * evaluate(model, test).rmse;
 * @throws ValueError if the shares are out of range or leave a part without ratings, or if the ratings have no times.
 */
export function threeWaySplit(ratings: Ratings, options: ThreeWaySplitOptions = {}): ThreeWaySplit {
  checkRatings(ratings, "ratings");
  checkOptionNames(options, ["validation", "test", "by", "seed"]);
  const by = checkChoice(options.by ?? "random", "by", ["random", "user", "time"]);
  const seed = checkSeed(options.seed ?? 0);
  const shares = checkShares(options);
  const partOf = new Uint8Array(ratings.length);
  for (const group of groupsOf(ratings, by, seed)) deal(group, shares, by === "user" ? 1 : 0, partOf);
  checkParts(partOf, shares);
  const part = (wanted: number): Ratings => ratings.select((k) => partOf[k] === wanted);
  return { training: part(TRAINING), validation: part(VALIDATION), test: part(TEST) };
}

const [TRAINING, VALIDATION, TEST] = [0, 1, 2];

interface Shares {
  readonly validation: number;
  readonly test: number;
}

function checkShares({ validation = 0.2, test = 0.2 }: ThreeWaySplitOptions): Shares {
  checkShare(validation, "validation");
  checkShare(test, "test");
  if (validation + test < 1) return { validation, test };
  const expected = `below ${Number((1 - test).toPrecision(3))}, so that something is left to be trained on beside the test`;
  throw wrongArgument("validation", validation, expected);
}

/** Ratings that are dealt together, as indices in `rows.values`; the first of each go into the test. */
function groupsOf(
  ratings: Ratings,
  by: "random" | "user" | "time",
  seed: number,
): Iterable<ArrayLike<number>> {
  if (by === "time") return [latestFirst(ratings)];
  // The generator of the splits in two, so that their test is the same.
  const random = createRandom(seed, "split");
  if (by === "user") {
    return ofEachUser(ratings, (own) => {
      shuffle(own, random);
      return own;
    });
  }
  const order = Uint32Array.from({ length: ratings.length }, (_, k) => k);
  shuffle(order, random);
  return [order];
}

/** Deals the first ratings of a group into the test and the next into the validation; `left` stay for the training. */
function deal(
  group: ArrayLike<number>,
  { validation, test }: Shares,
  left: number,
  partOf: Uint8Array,
): void {
  const tested = heldOutCount(test, group.length, left);
  const validated = Math.min(heldOutCount(validation, group.length, left), group.length - left - tested);
  for (let n = 0; n < tested; n++) partOf[group[n]] = TEST;
  for (let n = tested; n < tested + validated; n++) partOf[group[n]] = VALIDATION;
}

/** @throws ValueError naming the share that leaves a part without ratings. */
function checkParts(partOf: Uint8Array, shares: Shares): void {
  const atLeastOne = (part: string): string => `at least one of the ${partOf.length} ratings for the ${part}`;
  if (!partOf.includes(TEST)) throw wrongArgument("test", shares.test, atLeastOne("test"));
  if (!partOf.includes(VALIDATION))
    throw wrongArgument("validation", shares.validation, atLeastOne("validation"));
  if (!partOf.includes(TRAINING))
    throw wrongArgument("validation", shares.validation, atLeastOne("training"));
}
