import { wrongArgument } from "../../errors";
import { checkMemory } from "../../matrix/memory";
import { formatCount } from "../../outputs/progress-number";
import {
  checkFlag,
  checkOptionNames,
  checkSignalOption,
  checkThreads,
  checkWhole,
} from "../../training/options";
import { checkStopped, interruptFlag } from "../../training/stop";
import type { StopSignal } from "../../training/stop";
import { CANDIDATE_OPTIONS, checkCandidates } from "./candidates";
import type { CandidateOptions, Candidates } from "./candidates";
import { readList } from "./id-list";
import type { Lists } from "./one-by-one";
import { checkUnknown } from "./unknown";
import type { Unknown, UnknownOptions } from "./unknown";

/** Whom lists are for, how long they are, what may be in them, and how they are found. */
export interface RecommendAllOptions<User = unknown> extends CandidateOptions, UnknownOptions {
  /** The users, as `recommend` takes them; a row for each, in this order, also where one is named twice. @default all */
  users?: Iterable<User>;
  /** The length of a row, a whole number ≥ 1. @default 10 */
  count?: number;
  /** Leaves out what a user has rated. @default true */
  excludeSeen?: boolean;
  /**
   * How many threads may work, a whole number from 1 to 256. The result does not depend on it.
   * @default as many as the machine runs at once, up to 8; 1 where threads cannot share memory, as in most pages
   */
  threads?: number;
  /** Stops the work, with an error. */
  signal?: StopSignal;
}

/** Checked options. */
export interface RecommendAll<User> {
  /** Null for all. */
  readonly users: readonly User[] | null;
  readonly count: number;
  readonly excludeSeen: boolean;
  readonly candidates: Candidates;
  readonly unknown: Unknown;
  readonly threads: number;
  readonly signal: StopSignal | undefined;
}

/** A typed array has at most so many numbers in every engine. */
const MOST_ENTRIES = 2 ** 32 - 1;
/** Numbers of 8 bytes that an entry takes: a score, and half of one for an index. */
const NUMBERS_AN_ENTRY = 1.5;

/** @throws ValueError for an unknown or invalid option. */
export function checkRecommendAll<User>(options: RecommendAllOptions<User>): RecommendAll<User> {
  checkOptionNames(options, [
    ...["users", "count", "excludeSeen"],
    ...CANDIDATE_OPTIONS,
    ...["unknown", "threads", "signal"],
  ]);
  const { users, count = 10, excludeSeen = true, signal } = options;
  checkSignalOption(signal, "signal");
  return {
    users: users === undefined ? null : readList(users, "users", 'a list of users, such as ["Ada", "Ben"]'),
    candidates: checkCandidates(options),
    unknown: checkUnknown(options.unknown),
    count: checkWhole(count, "count", 1),
    excludeSeen: checkFlag(excludeSeen, "excludeSeen"),
    threads: checkThreads(options.threads),
    signal,
  };
}

/** Room for lists. @throws ValueError where there is not so much memory. */
export function roomFor(users: number, count: number): Lists {
  const entries = users * count;
  const is = `${formatCount(count)}, for ${formatCount(users)} users`;
  if (entries > MOST_ENTRIES)
    throw wrongArgument("count", count, `at most ${formatCount(Math.floor(MOST_ENTRIES / users))}`, is);
  checkMemory(NUMBERS_AN_ENTRY * entries, "count", count, is);
  return { count, items: new Int32Array(entries), scores: new Float64Array(entries) };
}

/** Looks whether to stop, where `done()` of so many users are. */
export function stopCheck(
  what: string,
  users: number,
  signal: StopSignal | undefined,
  done: () => number = () => 0,
): () => void {
  const flag = interruptFlag();
  return () => checkStopped(flag, signal, what, done(), users);
}
