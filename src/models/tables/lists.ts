import { Matrix } from "../../matrix/matrix";
import { largestSize, multiply, transposeInto } from "../../numerics/dense";
import { cosines } from "../shared/cosine";
import { mostAlike } from "../shared/most-alike";
import { belowMean } from "../shared/reason-texts";
import { meanOrNull, rangeOf, rankedItems, reasonsOf, whyOf } from "../shared/reasons";
import type { Level, Why } from "../shared/reasons";
import type { RecommendOptions } from "../shared/recommendations";
import { checkCount, checkRecommend, RankedList } from "../shared/recommendations";
import type { Reason } from "../shared/recommendations";
import { topIndices } from "../shared/top";
import type { FittedTable } from "./fitted";
import { knownOf } from "./fold-ins";
import type { FoldIns } from "./fold-ins";

/** For each of these items, how much each known cell of the user adds to the prediction, the strongest first. */
export type ReasonsFor = (user: number, items: readonly number[]) => Reason[][];

/** The user's row of L·U: one score for each item. */
export function scoresOf({ L, U }: Pick<FittedTable, "L" | "U">, user: number): Float64Array {
  const scores = new Float64Array(U.columns);
  multiply(L.row(user), U.values, 1, L.columns, U.columns, scores);
  return scores;
}

/** The products L[user, t]·U[t, item], one for each feature t. */
export function productsOf({ L, U }: Pick<FittedTable, "L" | "U">, user: number, item: number): Float64Array {
  const right = U.column(item);
  return L.row(user).map((x, t) => x * right[t]);
}

/** Uᵀ: a row for each item. */
export function itemFactorsOf({ U }: Pick<FittedTable, "U">): Matrix {
  const values = new Float64Array(U.values.length);
  transposeInto(U.values, U.rows, U.columns, values);
  return new Matrix(U.columns, U.rows, values, { name: "itemFactors" });
}

/** The items with the highest scores for a user. */
export function recommendedItems(
  model: FittedTable,
  user: number,
  options: RecommendOptions,
  reasonsFor: ReasonsFor,
): RankedList {
  const { count, excludeSeen, reasons: withReasons } = checkRecommend(options);
  const { users, items, data } = model;
  const scores = scoresOf(model, user);
  const row = data.row(user);
  const indices = topIndices(scores, count, (index) => excludeSeen && !Number.isNaN(row[index]));
  const found = indices.map((index) => scores[index]);
  const why = withReasons ? whyFor(model, user, indices, reasonsFor) : null;
  const entries = rankedItems(indices, found, why, (index) => items.called(index));
  const name = users.title(user);
  return new RankedList(`For ${name}`, "rating", entries, {
    notes: belowMean(name, meanGivenBy(model, user), found),
  });
}

/** The mean of a user's known cells; null where there are none. */
export function meanGivenBy({ data }: FittedTable, user: number): number | null {
  return meanOrNull(data.row(user).filter((x) => !Number.isNaN(x)));
}

/** What the influences of a user's cells are measured against. */
export function levelOf(model: FittedTable, user: number): Level {
  const mean = meanGivenBy(model, user) ?? averagesOf(model).ofUser(user);
  return { mean, range: rangeOf(model.data.values) };
}

/** The means of L·U: of a row, of a column, and of all. */
function averagesOf({ L, U }: FittedTable): {
  ofUser: (user: number) => number;
  ofItem: (item: number) => number;
  overall: number;
} {
  const row = meanOfLines(L.values, L.rows, L.columns);
  const column = Float64Array.from({ length: U.rows }, (_, t) => meanOrNull(U.row(t)) ?? 0);
  const product = (one: Float64Array, other: Float64Array): number =>
    one.reduce((sum, x, t) => sum + x * other[t], 0);
  return {
    ofUser: (user) => product(L.row(user), column),
    ofItem: (item) => product(row, U.column(item)),
    overall: product(row, column),
  };
}

function meanOfLines(values: Float64Array, rows: number, width: number): Float64Array {
  const mean = new Float64Array(width);
  values.forEach((x, n) => (mean[n % width] += x / rows));
  return mean;
}

/** What speaks for each of these items. */
function whyFor(model: FittedTable, user: number, items: readonly number[], reasonsFor: ReasonsFor): Why[] {
  const { ofUser, ofItem, overall } = averagesOf(model);
  const level = levelOf(model, user);
  const scores = scoresOf(model, user);
  return reasonsFor(user, items).map((reasons, n) => {
    const score = scores[items[n]];
    const everybody = ofItem(items[n]) - overall;
    return whyOf(reasons, { score, everybody, taste: score - ofUser(user) - everybody }, level);
  });
}

/** The users or items with the most similar factors. */
export function similarTo(
  model: FittedTable,
  per: "users" | "items",
  own: number,
  options: { count?: number },
): RankedList {
  const count = checkCount(options);
  const { values, columns } = per === "users" ? model.L : itemFactorsOf(model);
  // Scales all numbers to at most 1, so that no square overflows.
  const scale = largestSize(values) || 1;
  const scaled = values.map((x) => x / scale);
  const vector = scaled.subarray(own * columns, (own + 1) * columns);
  const scores = cosines(vector, scaled);
  return mostAlike(model[per].title(own), scores, own, count, (index) => model[per].called(index));
}

/** Reasons found by leaving out each known cell of the user in turn. */
export function reasonsBy(
  model: FittedTable,
  foldIns: (row: Float64Array, known: readonly number[]) => FoldIns,
): ReasonsFor {
  const { data, U, items } = model;
  const score = (factors: Float64Array, item: number): number =>
    factors.reduce((sum, x, t) => sum + x * U.values[t * U.columns + item], 0);
  return (user, wanted) => {
    const row = data.row(user);
    const known = knownOf(row);
    if (known.length === 0) return wanted.map(() => []);
    const { whole, without } = foldIns(row, known);
    const rated = known.map((j) => ({ item: items.id(j), title: items.title(j), rating: row[j] }));
    const influences = wanted.map((item) => {
      const all = score(whole, item);
      return known.map((_, n) => all - score(without[n], item));
    });
    return reasonsOf(rated, influences);
  };
}
