import { Matrix } from "../../matrix/matrix";
import { largestSize, multiply, transposeInto } from "../../numerics/dense";
import { barredItems } from "../shared/candidates";
import { cosines } from "../shared/cosine";
import { mostAlike } from "../shared/most-alike";
import { newcomerNote } from "../shared/newcomers";
import { findEach, namedBy } from "../shared/pairs";
import type { Pairs } from "../shared/pairs";
import { Predictions } from "../shared/predictions";
import { belowMean } from "../shared/reason-texts";
import { rankedItems, reasonsOf } from "../shared/reasons";
import type { RecommendOptions } from "../shared/recommendations";
import { checkCount, checkRecommend, RankedList } from "../shared/recommendations";
import type { Reason } from "../shared/recommendations";
import { topIndices } from "../shared/top";
import { lookUp } from "../shared/unknown";
import type { Unknown } from "../shared/unknown";
import type { FittedTable } from "./fitted";
import { knownOf } from "./fold-ins";
import type { FoldIns } from "./fold-ins";
import type { IndexOrLabel, LabelIndex } from "./label-index";
import { meanGivenBy, whyListed } from "./levels";
import { factorsOfColumn, factorsOfRow } from "./unknown-rows";
import type { RowOrNobody } from "./unknown-rows";
import { sentence } from "../../payload/sentence";

/** For each of these items, how much each known cell of the user adds to the prediction, the strongest first. */
export type ReasonsFor = (user: number, items: readonly number[]) => Reason[][];

/** The user's row of L·U: one score for each item. */
export function scoresOf(model: Pick<FittedTable, "L" | "U">, user: RowOrNobody): Float64Array {
  const { L, U } = model;
  const scores = new Float64Array(U.columns);
  multiply(factorsOfRow(model, user), U.values, 1, L.columns, U.columns, scores);
  return scores;
}

/** The products L[user, t]·U[t, item], one for each feature t. */
export function productsOf(
  model: Pick<FittedTable, "L" | "U">,
  user: RowOrNobody,
  item: RowOrNobody,
): Float64Array {
  const right = factorsOfColumn(model, item);
  return factorsOfRow(model, user).map((x, t) => x * right[t]);
}

/** The prediction for a cell of L·U. */
export function predictedCell(model: FittedTable, user: RowOrNobody, item: RowOrNobody): number {
  return productsOf(model, user, item).reduce((sum, x) => sum + x, 0);
}

/** Predictions for many cells. @throws ValueError naming the place of a row or column that is not there. */
export function predictedCells(
  model: FittedTable,
  pairs: Pairs,
  unknown: Unknown,
): Predictions<IndexOrLabel> {
  const { users, items } = model;
  // −1 for one that is not there, since null would be looked up again for each pair.
  const find = (known: LabelIndex) => (who: unknown, argument: string) =>
    lookUp(known, who, argument, unknown) ?? -1;
  const [userOf, itemOf] = [findEach(pairs, "user", find(users)), findEach(pairs, "item", find(items))];
  const values = new Float64Array(pairs.length);
  const baselines: number[] = [];
  const rowOf = (index: number): RowOrNobody => (index < 0 ? null : index);
  for (let k = 0; k < pairs.length; k++) {
    const [user, item] = [userOf(k), itemOf(k)];
    values[k] = predictedCell(model, rowOf(user), rowOf(item));
    if (user < 0 || item < 0) baselines.push(k);
  }
  const titleOf = (known: LabelIndex, who: IndexOrLabel): string => {
    const index = known.indexIfKnown(who);
    return index === undefined ? String(who) : known.title(index);
  };
  return new Predictions<IndexOrLabel>(values, {
    ...{ measure: "rating", baselines, unknown },
    pair: (k) => [namedBy(pairs.user, k), namedBy(pairs.item, k)] as [IndexOrLabel, IndexOrLabel],
    called: ([user, item]) => [titleOf(users, user), titleOf(items, item)],
  });
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
  who: IndexOrLabel,
  options: RecommendOptions,
  reasonsFor: ReasonsFor,
): RankedList {
  const { count, excludeSeen, reasons: withReasons, candidates, unknown } = checkRecommend(options);
  const { users, items, data } = model;
  const user = lookUp(users, who, "user", unknown) ?? null;
  const barred = barredItems(candidates, items, unknown);
  const scores = scoresOf(model, user);
  const seen = user !== null && excludeSeen ? data.row(user) : null;
  const isSeen = (index: number): boolean => seen !== null && !Number.isNaN(seen[index]);
  const indices = topIndices(scores, count, (index) => isSeen(index) || barred.has(index));
  const found = indices.map((index) => scores[index]);
  const reasons = withReasons ? (user === null ? indices.map(() => []) : reasonsFor(user, indices)) : null;
  const why = reasons && reasons.map((own, n) => whyListed(model, user, indices[n], own));
  const entries = rankedItems(indices, found, why, (index) => items.called(index));
  const name = user === null ? String(who) : users.title(user);
  const below = belowMean(name, meanGivenBy(model, user), found);
  const notes = [...(user === null ? [newcomerNote(name)] : []), ...barred.notes, ...below];
  return new RankedList(sentence("For {name}", { name }), "rating", entries, {
    isBaseline: user === null,
    notes,
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
