import { wrongArgument } from "../errors";
import { checkSeed, createRandom, shuffle } from "../matrix/random";
import type { Random } from "../matrix/random";
import type { Ratings } from "../ratings/ratings";
import { checkChoice, checkOptionNames } from "../training/options";
import { checkRatings, checkShare } from "./check";
import { heldOutCount, latestFirst, ofEachUser, timesOf } from "./held-out";

/** Ratings in two parts, to train and to test on. Both keep the indices of all users and items. */
export interface Split {
  /** What a model is trained on. */
  readonly train: Ratings;
  /** What it is measured on. */
  readonly test: Ratings;
}

/** Which share of the ratings is held out, and with which seed. */
export interface ShareOptions {
  /** The share of the ratings that is held out, above 0 and below 1. @default 0.2 */
  test?: number;
  /** The same seed holds out the same ratings. @default 0 */
  seed?: number;
}

/** Which rating of each user is held out. */
export interface LeaveOneOutOptions {
  /** Which rating of a user is held out: any, or the latest one. @default "random" */
  by?: "random" | "time";
  /** The same seed holds out the same ratings; without effect on the latest ones. @default 0 */
  seed?: number;
}

/** Which of the latest ratings are held out: a share, or those after a time. */
export interface TimeSplitOptions {
  /** The share of the ratings that is held out, the latest ones; above 0 and below 1. @default 0.2 */
  test?: number;
  /** Instead of a share: trains on the ratings before this time, in seconds since 1970. */
  before?: number;
}

/**
 * Holds out a share of all ratings, drawn at random.
 * @throws ValueError if the share is out of range, or leaves a part without ratings.
 */
export function randomSplit(ratings: Ratings, options: ShareOptions = {}): Split {
  const { test, random } = checkShareOptions(ratings, options);
  const order = Uint32Array.from({ length: ratings.length }, (_, k) => k);
  shuffle(order, random);
  return divide(ratings, order.subarray(0, heldOutCount(test, ratings.length)), "test", test);
}

/**
 * Holds out a share of each user's ratings, drawn at random: round(test × n) of n, but at most n − 1, so that every
 * user is trained on.
 * @throws ValueError if the share is out of range, or leaves a part without ratings.
 */
export function userSplit(ratings: Ratings, options: ShareOptions = {}): Split {
  const { test, random } = checkShareOptions(ratings, options);
  const heldOut = heldOutOfEachUser(ratings, (own) => {
    shuffle(own, random);
    return own.slice(0, heldOutCount(test, own.length, 1));
  });
  return divide(ratings, heldOut, "test", test);
}

/**
 * Holds out one rating of each user who has two or more.
 * @throws ValueError if there is no such user, or if the latest ones are asked for but the ratings have no times.
 */
export function leaveOneOut(ratings: Ratings, options: LeaveOneOutOptions = {}): Split {
  checkRatings(ratings, "ratings");
  checkOptionNames(options, ["by", "seed"]);
  const by = checkChoice(options.by ?? "random", "by", ["random", "time"]);
  const random = createRandom(checkSeed(options.seed ?? 0), "split");
  const times = by === "time" ? timesOf(ratings) : null;
  const latest = (times: Float64Array, own: readonly number[]): number =>
    own.reduce((last, k) => (times[k] >= times[last] ? k : last));
  const heldOut = heldOutOfEachUser(ratings, (own) => {
    if (own.length < 2) return [];
    return [times ? latest(times, own) : own[Math.floor(random() * own.length)]];
  });
  if (heldOut.length === 0)
    throw wrongArgument("ratings", ratings, "a user with two ratings or more", "one rating for each user");
  return divide(ratings, heldOut, "ratings", ratings);
}

/**
 * Trains on the past and tests on what came after: the latest share of all ratings, or all since a time. Of ratings
 * with the same time, those of users and items with higher indices count as later.
 * @throws ValueError if the ratings have no times, or a part has no ratings.
 */
export function timeSplit(ratings: Ratings, options: TimeSplitOptions = {}): Split {
  checkRatings(ratings, "ratings");
  checkOptionNames(options, ["test", "before"]);
  const times = timesOf(ratings);
  const { test, before } = options;
  if (before === undefined) {
    const share = checkShare(test ?? 0.2, "test");
    return divide(
      ratings,
      latestFirst(ratings).subarray(0, heldOutCount(share, times.length)),
      "test",
      share,
    );
  }
  if (test !== undefined)
    throw wrongArgument("before", before, "a share or a time, not both", "given beside test");
  if (!Number.isFinite(before)) throw wrongArgument("before", before, "a time in seconds since 1970");
  const since = Uint32Array.from(times.keys()).filter((k) => times[k] >= before);
  return divide(ratings, since, "before", before);
}

/** The two parts. @param heldOut indices in `rows.values`. @throws ValueError naming the argument if a part is empty. */
function divide(ratings: Ratings, heldOut: ArrayLike<number>, argument: string, actual: unknown): Split {
  if (heldOut.length === 0 || heldOut.length === ratings.length) {
    const part = heldOut.length === 0 ? "the test" : "the training";
    const expected = `at least one of the ${ratings.length} ratings for ${part}`;
    throw wrongArgument(argument, actual, expected);
  }
  const isHeldOut = new Uint8Array(ratings.length);
  for (let n = 0; n < heldOut.length; n++) isHeldOut[heldOut[n]] = 1;
  return {
    train: ratings.select((k) => isHeldOut[k] === 0),
    test: ratings.select((k) => isHeldOut[k] === 1),
  };
}

/** Gathers the ratings to hold out of each user, as indices in `rows.values`. */
function heldOutOfEachUser(ratings: Ratings, choose: (own: number[]) => readonly number[]): number[] {
  return [...ofEachUser(ratings, choose)].flat();
}

function checkShareOptions(ratings: Ratings, options: ShareOptions): { test: number; random: Random } {
  checkRatings(ratings, "ratings");
  checkOptionNames(options, ["test", "seed"]);
  const random = createRandom(checkSeed(options.seed ?? 0), "split");
  return { test: checkShare(options.test ?? 0.2, "test"), random };
}
