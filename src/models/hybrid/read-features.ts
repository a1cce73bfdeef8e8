import { describeValue, isList, ValueError } from "../../errors";
import { IdIndex } from "../../ratings/ids";
import type { Id } from "../../ratings/ids";
import { Ratings } from "../../ratings/ratings";
import { FeatureSet } from "./feature-set";
import type { Weights } from "./feature-set";

/** One attribute: a weight, yes or no, or a name or names that stand for a feature each. */
export type FeatureValue = number | boolean | string | readonly string[];

/**
 * What is known of one user or item: the name of a feature, a list of names (`["Drama", "War"]`; one that stands twice
 * counts twice), weights by names (`{ war: 3, love: 1 }`), or a record of attributes, in which text makes a feature of
 * both: `{ gender: "F" }` is the feature "gender: F".
 */
export type Features =
  Id | Iterable<Id> | ReadonlyMap<string, FeatureValue> | Readonly<Record<string, FeatureValue>>;

/**
 * What is known of users or items, by their ids: a `Map`, an object, or pairs; or a table as {@link readTable} and
 * {@link readRatings} read it, whose users are the ids, whose items are the features and whose ratings are the weights.
 */
export type FeatureTable =
  | ReadonlyMap<Id, Features>
  | Readonly<Record<string, Features>>
  | Iterable<readonly [Id, Features]>
  | Ratings;

/** A larger weight is surely a mistake. */
const LARGEST_WEIGHT = 1e12;

const A_TABLE = 'features by ids, such as { Alien: ["Horror"] } or a Map';
const SOME_FEATURES = 'a list of names, or weights by names, such as ["Drama", "War"] or { war: 3 }';
const A_WEIGHT = `a finite number within ±${LARGEST_WEIGHT}`;

/** @throws ValueError naming the place, as in `itemFeatures["Alien"].war`. */
export function readFeatureTable(per: "user" | "item", given: FeatureTable, argument: string): FeatureSet {
  if (given instanceof Ratings) return ofRatings(per, given, argument);
  const ids = new IdIndex(per);
  const weights: Weights[] = [];
  for (const [id, features] of entriesOf(given, argument)) {
    const place = `${argument}[${typeof id === "string" ? JSON.stringify(id) : String(id)}]`;
    if (ids.add(id, `the ${per} of ${place}`) !== weights.length)
      throw wrongFeatures(place, id, "there once more", "each id once");
    weights.push(readFeatures(features, place));
  }
  return FeatureSet.from(ids, weights);
}

function ofRatings(per: "user" | "item", { userIds, itemIds, rows }: Ratings, argument: string): FeatureSet {
  const names = Array.from(itemIds, String);
  const weights = Array.from(userIds, (id, u) => {
    const own = new Map<string, number>();
    for (let k = rows.offsets[u]; k < rows.offsets[u + 1]; k++) {
      const name = names[rows.indices[k]];
      addWeight(own, name, rows.values[k], `${argument}[${JSON.stringify(id)}].${name}`);
    }
    return withoutZeros(own);
  });
  return FeatureSet.from(new IdIndex(per, userIds), weights, names);
}

function* entriesOf(given: unknown, argument: string): Generator<[unknown, unknown]> {
  if (typeof given !== "object" || given === null || (isList(given) && !Array.isArray(given)))
    throw wrongFeatures(argument, given, describeValue(given), A_TABLE);
  if (!(Symbol.iterator in given)) return yield* Object.entries(given);
  let position = 0;
  for (const entry of given as Iterable<unknown>) {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw wrongFeatures(`${argument}[${position}]`, entry, describeValue(entry), "an id and its features");
    yield entry as [unknown, unknown];
    position++;
  }
}

/** The weights of one user's or item's features, without those of 0. @throws ValueError naming the place. */
export function readFeatures(given: unknown, argument: string): Weights {
  const weights = new Map<string, number>();
  if (typeof given === "string" || typeof given === "number") addName(weights, given, argument);
  else if (typeof given !== "object" || given === null)
    throw wrongFeatures(argument, given, describeValue(given), SOME_FEATURES);
  else if (Symbol.iterator in given) addNames(weights, given as Iterable<unknown>, argument);
  else for (const attribute of Object.entries(given)) addAttribute(weights, attribute, argument);
  return withoutZeros(weights);
}

function addNames(
  weights: Map<string, number>,
  given: Iterable<unknown>,
  argument: string,
  before = "",
): void {
  let position = 0;
  for (const name of given) {
    const place = `${argument}[${position++}]`;
    // The entries of a Map, which may be of another realm.
    if (before === "" && Array.isArray(name) && name.length === 2) addAttribute(weights, name, argument);
    else addName(weights, name, place, before);
  }
}

function addName(weights: Map<string, number>, name: unknown, argument: string, before = ""): void {
  const isName =
    (typeof name === "string" && name !== "") || (typeof name === "number" && Number.isFinite(name));
  if (!isName) {
    const is = name === "" ? "empty text" : describeValue(name);
    throw wrongFeatures(argument, name, is, "the name of a feature");
  }
  addWeight(weights, before + String(name), 1, argument);
}

function addAttribute(weights: Map<string, number>, [name, value]: unknown[], argument: string): void {
  if (typeof name !== "string" || name === "")
    throw wrongFeatures(`a name in ${argument}`, name, describeValue(name), "text that is not empty");
  const place = `${argument}.${name}`;
  if (typeof value === "string") addName(weights, value, place, `${name}: `);
  else if (Array.isArray(value)) addNames(weights, value, place, `${name}: `);
  else addWeight(weights, name, typeof value === "boolean" ? Number(value) : value, place);
}

function addWeight(weights: Map<string, number>, name: string, weight: unknown, argument: string): void {
  if (typeof weight !== "number" || !(Math.abs(weight) <= LARGEST_WEIGHT))
    throw wrongFeatures(argument, weight, describeValue(weight), A_WEIGHT);
  weights.set(name, (weights.get(name) ?? 0) + weight);
}

function withoutZeros(weights: Map<string, number>): Weights {
  for (const [name, weight] of weights) if (weight === 0) weights.delete(name);
  return weights;
}

function wrongFeatures(argument: string, actual: unknown, is: string, expected: string): ValueError {
  return new ValueError(`${argument} is ${is}, expected ${expected}`, { argument, actual, expected });
}
