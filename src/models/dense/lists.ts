import { Matrix } from "../../matrix/matrix";
import { largestSize, multiply, transposeInto } from "../../numerics/dense";
import { checkFlag, checkOptionNames, checkWhole } from "../../training/options";
import { cosines } from "../recommender/cosine";
import type { RecommendOptions } from "../recommender/recommender";
import { raising, RankedList } from "../recommender/recommendations";
import type { Ranked, Reason } from "../recommender/recommendations";
import { topPlaces } from "../recommender/top";
import type { Fitted } from "./fitted";
import { knownOf } from "./fold-ins";
import type { FoldIns } from "./fold-ins";

/** For each of these items, what each known cell of the user adds to its prediction, the strongest first. */
export type ReasonsFor = (user: number, items: readonly number[]) => Reason[][];

/** One number of L·U for each item. */
export function scoresOf({ L, U }: Pick<Fitted, "L" | "U">, user: number): Float64Array {
  const scores = new Float64Array(U.columns);
  multiply(L.row(user), U.values, 1, L.columns, U.columns, scores);
  return scores;
}

/** The products L[user, t]·U[t, item], one for each feature t. */
export function productsOf({ L, U }: Pick<Fitted, "L" | "U">, user: number, item: number): Float64Array {
  const right = U.column(item);
  return L.row(user).map((x, t) => x * right[t]);
}

/** Uᵀ: a row for each item. */
export function itemFactorsOf({ U }: Pick<Fitted, "U">): Matrix {
  const values = new Float64Array(U.values.length);
  transposeInto(U.values, U.rows, U.columns, values);
  return new Matrix(U.columns, U.rows, values, { name: "itemFactors" });
}

/** The items with the highest scores for a user. */
export function recommended(
  model: Fitted,
  user: number,
  options: RecommendOptions,
  reasonsFor: ReasonsFor,
): RankedList {
  checkOptionNames(options, ["count", "excludeSeen", "reasons"]);
  const count = checkWhole(options.count ?? 10, "count", 1);
  const excludes = checkFlag(options.excludeSeen ?? true, "excludeSeen");
  const explains = checkFlag(options.reasons ?? false, "reasons");
  const { users, items, data } = model;
  const scores = scoresOf(model, user);
  const row = data.row(user);
  const places = topPlaces(scores, count, (place) => excludes && !Number.isNaN(row[place]));
  const reasons = explains ? reasonsFor(user, places) : null;
  const entries = places.map((place, n): Ranked => {
    const because = reasons && raising(reasons[n]);
    const [id, title] = [items.id(place), items.title(place)];
    return { id, title, score: scores[place], ...(because ? { because } : {}) };
  });
  return new RankedList(`For ${users.title(user)}`, "rating", entries);
}

/** Users, or items, whose factors point most nearly the same way. */
export function similar(
  model: Fitted,
  per: "users" | "items",
  own: number,
  options: { count?: number },
): RankedList {
  checkOptionNames(options, ["count"]);
  const count = checkWhole(options.count ?? 10, "count", 1);
  const { values, columns } = per === "users" ? model.L : itemFactorsOf(model);
  // No number above 1, so that no square overflows.
  const scale = largestSize(values) || 1;
  const scaled = values.map((x) => x / scale);
  const scores = cosines(scaled.subarray(own * columns, (own + 1) * columns), scaled);
  const entries = topPlaces(scores, count, (place) => place === own).map((place): Ranked => {
    return { id: model[per].id(place), title: model[per].title(place), score: scores[place] };
  });
  return new RankedList(`Most like ${model[per].title(own)}`, "similarity", entries);
}

/** Reasons by what the user's factors are without each known cell in turn. */
export function reasonsBy(
  model: Fitted,
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
    return wanted.map((item) => {
      const all = score(whole, item);
      const reasons = known.map((j, n): Reason => {
        const influence = all - score(without[n], item);
        return { item: items.id(j), title: items.title(j), rating: row[j], influence };
      });
      return reasons.sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence));
    });
  };
}
