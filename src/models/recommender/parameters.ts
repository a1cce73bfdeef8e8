import { allFinite } from "../../lists";
import type { Ratings } from "../../ratings/ratings";

/** One array of a model's parameters: `width` numbers for each user, for each item, or once for the model. */
export interface ParameterShape {
  /** The name of the model's public member: "userFactors", "itemBiases". */
  readonly name: string;
  /** Whether each user has it, each item, or the model as a whole. */
  readonly per: "user" | "item" | "model";
  /** How many numbers each of them has. */
  readonly width: number;
  /**
   * Whether each training finds it anew: one that goes on then carries nothing of it over. A parameter whose width
   * goes by the users or items has to say so, since its columns are others as soon as those are. @default false
   */
  readonly foundAnew?: boolean;
  /**
   * Whether users and items without ratings have draws of a prior, which say nothing about them: where the next training
   * has ratings of them, they begin as those that are new. @default false
   */
  readonly drawnFromPrior?: boolean;
  /**
   * What each row of a parameter of the model belongs to, by name: a training that goes on finds them by these, whatever
   * their order. @default the model as a whole
   */
  readonly rows?: readonly string[];
}

/** The numbers of users and items. */
export interface Sizes {
  /** The number of users. */
  readonly users: number;
  /** The number of items. */
  readonly items: number;
}

/** The memory demand of a training and its cause, for the error about too little memory. */
export interface MemoryDemand {
  /** The count of numbers that an epoch works with, besides the parameters. */
  readonly working: number;
  /** About how many bytes of memory kernels work on. @default 0 */
  readonly heap?: number;
  /** The argument that the error names. */
  readonly argument: string;
  /** Its value. */
  readonly actual: unknown;
  /** The value in words: "1000, for 20000 users and 1 items". */
  readonly is: string;
  /** What would help, unless the argument makes that obvious. */
  readonly advice?: string;
}

/** All parameters of a model by their names; those of user u begin at u × width. */
export type Parameters = Record<string, Float64Array>;

/** The parameters of one user or item by their names: views of {@link Parameters}, or those of a new user or item. */
export type Row = Record<string, Float64Array>;

/** The count of numbers of a parameter. */
export function sizeOf({ per, width }: ParameterShape, users: number, items: number): number {
  if (per === "model") return width;
  return width * (per === "user" ? users : items);
}

/** The count of numbers of a training: the parameters, a copy of the best ones, and the working memory of an epoch. */
export function numbersOf(
  shapes: readonly ParameterShape[],
  { users, items }: Sizes,
  working: number,
): number {
  return 2 * shapes.reduce((sum, shape) => sum + sizeOf(shape, users, items), 0) + working;
}

/** Parameters that are all zeros. */
export function zeroParameters(shapes: readonly ParameterShape[], { users, items }: Sizes): Parameters {
  const parameters: Parameters = Object.create(null) as Parameters;
  for (const shape of shapes) parameters[shape.name] = new Float64Array(sizeOf(shape, users, items));
  return parameters;
}

/** The parameters of the k-th user or item, as views. */
export function rowAt(
  shapes: readonly ParameterShape[],
  parameters: Parameters,
  per: "user" | "item",
  k: number,
): Row {
  const row: Row = {};
  for (const { name, per: each, width } of shapes) {
    if (each === per) row[name] = parameters[name].subarray(k * width, (k + 1) * width);
  }
  return row;
}

/** The parameters of a user or an item that are all zeros. */
export function zeroRow(shapes: readonly ParameterShape[], per: "user" | "item"): Row {
  const own = shapes.filter((shape) => shape.per === per);
  return Object.fromEntries(own.map(({ name, width }) => [name, new Float64Array(width)]));
}

/** The means of the parameters of all users, or all items, that have ratings. */
export function meanRow({ ratings, parameters, shapes }: FittedParameters, per: "user" | "item"): Row {
  const row = zeroRow(shapes, per);
  const count = per === "user" ? ratings.users : ratings.items;
  const rated = Array.from({ length: count }, (_, k) => k).filter(ratedIn(ratings, per));
  for (const [name, means] of Object.entries(row)) {
    const { length } = means;
    for (const k of rated)
      for (let t = 0; t < length; t++) means[t] += parameters[name][k * length + t] / rated.length;
  }
  return row;
}

/** Whether all parameters are finite numbers. */
export function areFinite(parameters: Parameters): boolean {
  return Object.values(parameters).every(allFinite);
}

/** Parameters with their shapes and the ratings that they were fitted to. */
export interface FittedParameters {
  /** What the model was trained on. */
  readonly ratings: Ratings;
  /** What it has learned. */
  readonly parameters: Parameters;
  /** Which parameters these are, for these ratings. */
  readonly shapes: readonly ParameterShape[];
}

/**
 * Copies the model's parameters, and those of users and items that both have and about which something was learned; what
 * is found anew begins as it was drawn.
 */
export function carryOver(from: FittedParameters, to: FittedParameters): void {
  const kept = to.shapes.filter(({ foundAnew }) => !foundAnew);
  for (const shape of kept.filter(({ per }) => per === "model")) carryModel(from, to, shape);
  for (const per of ["user", "item"] as const) {
    const shapes = kept.filter((shape) => shape.per === per);
    const fromPrior = shapes.some(({ drawnFromPrior }) => drawnFromPrior);
    const [old, now] = [from, to].map(({ ratings }) => (per === "user" ? ratings.userIds : ratings.itemIds));
    for (let k = 0; k < now.size; k++) {
      const index = old.find(now.at(k));
      if (index === undefined || !wasLearned(from, per, index)) continue;
      if (fromPrior && !hasRatings(from.ratings, per, index) && hasRatings(to.ratings, per, k)) continue;
      const [source, target] = [
        rowAt(shapes, from.parameters, per, index),
        rowAt(shapes, to.parameters, per, k),
      ];
      for (const { name } of shapes) target[name].set(source[name]);
    }
  }
}

/** Copies a parameter of the model: as a whole, or the rows whose names both have. */
function carryModel(
  from: FittedParameters,
  to: FittedParameters,
  { name, rows, width }: ParameterShape,
): void {
  const [source, target] = [from.parameters[name], to.parameters[name]] as (Float64Array | undefined)[];
  if (!source || !target) return;
  if (!rows) {
    target.set(source);
    return;
  }
  const old = from.shapes.find((shape) => shape.name === name)?.rows ?? [];
  const places = new Map(old.map((row, place) => [row, place]));
  const each = width / rows.length;
  rows.forEach((row, k) => {
    const place = places.get(row);
    if (place !== undefined) target.set(source.subarray(place * each, (place + 1) * each), k * each);
  });
}

/**
 * Whether anything was learned about a user or an item: it had ratings, or its parameters are no longer the zeros with
 * which it began. Without a rating, an item may have been drawn as one that users do not like, and a user or an item may
 * have had ratings in an earlier training.
 */
export function wasLearned(
  { ratings, parameters, shapes }: FittedParameters,
  per: "user" | "item",
  k: number,
): boolean {
  if (hasRatings(ratings, per, k)) return true;
  return Object.values(rowAt(shapes, parameters, per, k)).some((values) => values.some((x) => x !== 0));
}

/** Whether the k-th user or item has a rating; those that a model was trained on elsewhere have. */
export function hasRatings(ratings: Ratings, per: "user" | "item", k: number): boolean {
  return ratedIn(ratings, per)(k);
}

/** The same for many of them, which are counted once. */
export function ratedIn(ratings: Ratings, per: "user" | "item"): (k: number) => boolean {
  if (ratings.elsewhere !== null) return () => true;
  const { offsets } = ratings.rows;
  if (per === "user") return (k) => offsets[k + 1] > offsets[k];
  const counts = ratingsPerItem(ratings);
  return (k) => counts[k] > 0;
}

/** Of one user: engines optimize what is called for each sooner than a loop that is entered once. */
function countItems(indices: Int32Array, from: number, end: number, counts: Int32Array): void {
  for (let p = from; p < end; p++) counts[indices[p]]++;
}

const counted = new WeakMap<Ratings, Int32Array>();

/** How many ratings each item has. Ratings by items would tell as well, but take 20 bytes for each rating. */
export function ratingsPerItem(ratings: Ratings): Int32Array {
  const known = counted.get(ratings);
  if (known) return known;
  const counts = new Int32Array(ratings.items);
  const { offsets, indices } = ratings.rows;
  for (let u = 0; u < ratings.users; u++) countItems(indices, offsets[u], offsets[u + 1], counts);
  counted.set(ratings, counts);
  return counts;
}
