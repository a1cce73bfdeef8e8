import { ShapeError, ValueError, wrongArgument } from "../errors";
import { log2 } from "../kernels/math";
import { topIndices } from "../models/shared/top";
import type { Ratings } from "../ratings/ratings";
import type { SparseRows } from "../ratings/sparse";
import type { Metric } from "./metric-names";
import { averagePrecision, hit, ndcg, precision, recall, reciprocalRank } from "./metrics";
import { scoresOfEach } from "./model";
import type { ScoringModel } from "./model";
import { areaUnderCurve, STARTS } from "./pairs";
import type { Sample } from "./uncertainty";
import { UserParts } from "./user-parts";

/** Metrics of ranked lists; see `metrics` for the formulas of one user's list. */
export type RankingMetric = Exclude<Metric, "rmse" | "mae" | "fcp">;

/** What the metrics know of one user. */
interface RankedUser {
  /** The user's index. */
  readonly user: number;
  readonly scores: Float64Array;
  /** 1 for the items that the user rated in training, 2 for the relevant ones, 0 for the others. */
  readonly marks: Uint8Array;
  readonly relevant: ReadonlySet<number>;
  readonly top: readonly number[];
}

const starts = new Int32Array(STARTS);

type OfUser = (ranked: RankedUser, k: number) => number;

const onList =
  (metric: (top: readonly number[], relevant: ReadonlySet<number>, k: number) => number): OfUser =>
  ({ top, relevant }, k) =>
    metric(top, relevant, k);

/** The metrics that are means over users. */
const OF_USERS: Readonly<Record<Exclude<RankingMetric, "coverage" | "novelty">, OfUser>> = {
  precision: onList(precision),
  recall: onList(recall),
  map: onList(averagePrecision),
  ndcg: onList(ndcg),
  mrr: onList(reciprocalRank),
  hitRate: onList(hit),
  auc: aucOf,
};

/** The metrics of lists of k items for all users. */
export interface RankingValues {
  /** How many users count: those with a relevant item that they did not rate in training. */
  readonly users: number;
  readonly values: Partial<Record<RankingMetric, number>>;
  /** What each user shows of them; of coverage, which all lists have together, no user shows anything. */
  readonly samples: Partial<Record<RankingMetric, Sample>>;
}

/**
 * Ranks all items that a user did not rate in training, for each user who has a relevant one among them.
 * @param relevant with the model's indices: each value that is not 0 makes its item relevant to its user.
 */
export function measureRankings(
  model: ScoringModel,
  relevant: SparseRows,
  k: number,
  wanted: readonly Metric[],
): RankingValues {
  const { ratings } = model;
  const means = Object.entries(OF_USERS)
    .filter(([metric]) => wanted.includes(metric as Metric))
    .map(([metric, of]) => ({ metric, of, parts: new UserParts(ratings.users) }));
  const listed = new Uint8Array(ratings.items);
  const novelty = new UserParts(ratings.users);
  let users = 0;
  rankUsers(model, relevant, k, (ranked) => {
    users++;
    for (const { of, parts } of means) parts.add(ranked.user, of(ranked, k));
    for (const item of ranked.top) {
      listed[item] = 1;
      novelty.add(ranked.user, surprise(ratings, item));
    }
  });
  const coverage = users > 0 ? listed.reduce((sum, one) => sum + one, 0) / ratings.items : NaN;
  const all = [...means, { metric: "novelty", parts: novelty }];
  const values = Object.fromEntries(all.map(({ metric, parts }) => [metric, parts.mean]));
  const samples = Object.fromEntries(all.map(({ metric, parts }) => [metric, parts.sample(values[metric])]));
  return { users, values: { ...values, coverage }, samples };
}

/** Calls `take` with each user who has a relevant item that they did not rate in training. */
function rankUsers(
  model: ScoringModel,
  heldOut: SparseRows,
  k: number,
  take: (ranked: RankedUser) => void,
): void {
  const { rows, userIds, items, elsewhere } = model.ratings;
  if (typeof elsewhere === "string") throw seenElsewhere(elsewhere);
  const own = (u: number): Int32Array => rows.indices.subarray(rows.offsets[u], rows.offsets[u + 1]);
  const marks = new Uint8Array(items);
  const isSeen = (item: number): boolean => marks[item] === 1;
  const measured = usersWithRelevant(heldOut, own, marks);
  scoresOfEach(
    model,
    Array.from(measured, ([u]) => userIds.at(u)),
    (given, n) => {
      const scores = checkScores(given, items);
      const [u, relevant] = measured[n];
      for (const item of own(u)) marks[item] = 1;
      for (const item of relevant) marks[item] = 2;
      take({ user: u, scores, marks, relevant, top: topIndices(scores, k, isSeen) });
      for (const item of own(u)) marks[item] = 0;
      for (const item of relevant) marks[item] = 0;
    },
  );
}

/** Without them, what users have rated in training would count as lists' mistakes. */
function seenElsewhere(elsewhere: string): ValueError {
  const expected = "metrics of predictions, such as RMSE";
  return new ValueError(`lists cannot be measured, since the ratings of the training are in ${elsewhere}, expected ${expected}`, { argument: "model", expected }); // prettier-ignore
}

/** The users that count, with their relevant items. @param seen zeros, as they are again in the end. */
function usersWithRelevant(
  heldOut: SparseRows,
  own: (u: number) => Int32Array,
  seen: Uint8Array,
): [user: number, relevant: ReadonlySet<number>][] {
  const found: [number, ReadonlySet<number>][] = [];
  for (let u = 0; u < heldOut.rows; u++) {
    for (const item of own(u)) seen[item] = 1;
    const relevant = new Set<number>();
    for (let n = heldOut.offsets[u]; n < heldOut.offsets[u + 1]; n++) {
      if (heldOut.values[n] !== 0 && seen[heldOut.indices[n]] === 0) relevant.add(heldOut.indices[n]);
    }
    if (relevant.size > 0) found.push([u, relevant]);
    for (const item of own(u)) seen[item] = 0;
  }
  return found;
}

/** @throws ShapeError unless there is one score for each item; ValueError for NaN, which cannot be ranked. */
function checkScores(scores: Float64Array, items: number): Float64Array {
  if (scores.length !== items) {
    const expected = `${items}, one for each item`;
    const message = `model.scores(user) has ${scores.length} scores, expected ${expected}`;
    throw new ShapeError(message, { argument: "model", actual: scores.length, expected });
  }
  const bad = noNumberIn(scores);
  if (bad >= 0) throw wrongArgument(`model.scores(user)[${bad}]`, scores[bad], "a number");
  return scores;
}

/** The first place without a number: a model of one's own may give any list. −1 for none. */
function noNumberIn(scores: ArrayLike<unknown>): number {
  for (let n = 0; n < scores.length; n++) {
    const score = scores[n];
    if (typeof score !== "number" || Number.isNaN(score)) return n;
  }
  return -1;
}

function aucOf({ scores, marks, relevant }: RankedUser): number {
  const rising = Float64Array.from(relevant, (item) => scores[item]).sort();
  return areaUnderCurve(rising, scores, marks, starts);
}

/** −log₂ of the share of users who rated the item in training; one that nobody rated counts as rated once. */
function surprise({ columns, users }: Ratings, item: number): number {
  const raters = Math.max(1, columns.offsets[item + 1] - columns.offsets[item]);
  return -log2(raters / users);
}
