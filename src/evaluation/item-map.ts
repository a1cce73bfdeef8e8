import { wrongArgument } from "../errors";
import type { Matrix } from "../matrix/matrix";
import { FoldedIn, nameOfUserOrItem } from "../models/recommender/folded-in";
import { Recommender } from "../models/recommender/recommender";
import { TruncatedSVD } from "../models/truncated-svd";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { describe } from "../outputs/sentences";
import { said } from "../outputs/translate";
import { mapPayload } from "../payload/build-lists";
import { sentence } from "../payload/sentence";
import type { TextPayload } from "../payload/types";
import type { Id } from "../ratings/ids";
import { checkOptionNames, checkWhole } from "../training/options";

/** Where an item lies on the map. */
export interface MapPoint {
  /** The item's id. */
  readonly item: Id;
  /** What the item is called on the map. */
  readonly title: string;
  /** The place along the first principal component. */
  readonly x: number;
  /** The place along the second one. */
  readonly y: number;
}

/** Items as points in the plane; a notebook draws the map. */
export class ItemMap {
  /** What stands above the map. */
  readonly title: string;
  // Private, so that a notebook and JSON show it once.
  readonly #title: TextPayload;

  constructor(
    title: TextPayload,
    /** Items with more ratings come first. */
    readonly points: readonly MapPoint[],
    /** The share of the factors' variance that the plane shows, from 0 to 1. */
    readonly explained: number,
  ) {
    this.title = said(title);
    this.#title = title;
  }

  /** The map in one sentence. */
  toString(): string {
    return describe(this.payload());
  }

  /** The map as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(this.payload(), this.toString());
  }

  private payload(): ReturnType<typeof mapPayload> {
    const points = this.points.map(({ title, x, y }) => ({ name: title, x, y }));
    return mapPayload(this.#title, [sentence("first principal component"), sentence("second")], points);
  }
}

/** Which items a map has. */
export interface ItemMapOptions {
  /** How many items, those with most ratings; a whole number from 3 to 1,000. @default 200 */
  count?: number;
  /** Items that are placed beside these, however few ratings they have: ids, or what `transformItem` gives. @default none */
  items?: readonly (Id | FoldedIn)[];
}

/**
 * Projects the items of a model onto the two principal components of their vectors, which mostly are factors, so that
 * items that people rate alike lie near each other. Items that are asked for have places on the same components. An item
 * without ratings has one where its features say it, as in {@link HybridMF}.
 * @throws ValueError if the model has no vectors of items, vectors of fewer than 2 numbers, or fewer than 3 items with
 * ratings; or for an item that it does not know.
 * @example
 * itemMap(model, { items: [model.transformItem([], { features: ["Comedy"] })] });
 * @see Pearson 1901, on lines and planes of closest fit
 */
export function itemMap(model: Recommender, options: ItemMapOptions = {}): ItemMap {
  if (!(model instanceof Recommender)) throw wrongArgument("model", model, "a trained model of ratings");
  checkOptionNames(options, ["count", "items"]);
  const count = checkWhole(options.count ?? 200, "count", 3, 1000);
  const factors = model.vectorsOf("item");
  const { indices, rated } = mapped(model, factors, count);
  if (rated < 3 || factors.columns < 2) {
    const actual = `a model of ${rated} rated items and ${factors.columns} features`;
    throw wrongArgument("model", model, "at least 3 rated items and 2 features", actual);
  }
  const more = asked(model, options.items ?? [], indices);
  const rows = indices.map((index) => Array.from(factors.row(index)));
  const means = rows[0].map((_, t) => rows.reduce((sum, row) => sum + row[t], 0) / rows.length);
  const deviations = rows.map((row) => centred(row, means));
  const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit(deviations);
  const all = deviations.flat().reduce((sum, value) => sum + value * value, 0);
  const kept = svd.singularValues.reduce((sum, value) => sum + value * value, 0);
  const points = indices.map((index, k): MapPoint => {
    const item = model.ratings.itemIds.at(index);
    return { item, title: model.ratings.titleOf(item), x: svd.L.get(k, 0), y: svd.L.get(k, 1) };
  });
  const placed = more.map(({ item, title, vector }): MapPoint => {
    const [x, y] = [0, 1].map((axis) => product(centred(vector, means), svd.U.row(axis)));
    return { item, title, x, y };
  });
  return new ItemMap(
    sentence("Items as {model} sees them", { model: model.name }),
    [...points, ...placed],
    all > 0 ? kept / all : 0,
  );
}

/** The items with most ratings; then those without that a model of features places. */
function mapped(model: Recommender, factors: Matrix, count: number): { indices: number[]; rated: number } {
  const { columns, elsewhere } = model.ratings;
  const { offsets } = columns;
  // Where the ratings are elsewhere, all that is known is that each item has some.
  const ratingsOf = (index: number): number => (elsewhere === null ? offsets[index + 1] - offsets[index] : 1);
  const isPlaced = (index: number): boolean => model.placesUnrated && !isNowhere(factors.row(index));
  const indices = Array.from({ length: model.ratings.items }, (_, index) => index)
    .filter((index) => ratingsOf(index) > 0 || isPlaced(index))
    .sort((a, b) => ratingsOf(b) - ratingsOf(a) || a - b)
    .slice(0, count);
  return { indices, rated: indices.filter((index) => ratingsOf(index) > 0).length };
}

interface Asked {
  readonly item: Id;
  readonly title: string;
  readonly vector: ArrayLike<number>;
}

/** The items that are asked for, but for those that the map has already. @throws ValueError naming the place. */
function asked(model: Recommender, items: readonly unknown[], known: readonly number[]): Asked[] {
  if (!Array.isArray(items))
    throw wrongArgument("items", items, "a list of ids, or of what transformItem gives");
  const { ratings } = model;
  const placed = new Set(known);
  return items.flatMap((item: unknown, n): Asked[] => {
    if (item instanceof FoldedIn) return [newItem(item, `items[${n}]`)];
    const index = ratings.itemIds.indexOf(item, `items[${n}]`);
    if (placed.has(index)) return [];
    placed.add(index);
    const id = ratings.itemIds.at(index);
    const vector = model.vectorsOf("item").row(index);
    if (isNowhere(vector))
      throw wrongArgument(`items[${n}]`, item, `an item of which ${model.name} knows something`);
    return [{ item: id, title: ratings.titleOf(id), vector }];
  });
}

function isNowhere(vector: Float64Array): boolean {
  return vector.every((value) => value === 0);
}

function newItem(item: FoldedIn, argument: string): Asked {
  const vector = item.parameters["itemFactors"] as Float64Array | undefined;
  if (item.per !== "item" || vector === undefined)
    throw wrongArgument(argument, item, "a new item, as transformItem() makes one", `a new ${item.per}`);
  const title = nameOfUserOrItem(item);
  return { item: title, title, vector };
}

function centred(row: ArrayLike<number>, means: readonly number[]): number[] {
  return Array.from(row, (value, t) => value - means[t]);
}

function product(a: readonly number[], b: ArrayLike<number>): number {
  return a.reduce((sum, value, t) => sum + value * b[t], 0);
}
