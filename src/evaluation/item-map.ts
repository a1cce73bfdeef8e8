import { wrongArgument } from "../errors";
import { Recommender } from "../models/recommender/recommender";
import { TruncatedSVD } from "../models/truncated-svd";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { mapDrawing } from "../outputs/map-drawing";
import { english } from "../outputs/translate";
import { mapPayload } from "../payload/build-lists";
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
  constructor(
    /** What stands above the map. */
    readonly title: string,
    /** Items with more ratings come first. */
    readonly points: readonly MapPoint[],
    /** The share of the factors' variance that the plane shows, from 0 to 1. */
    readonly explained: number,
  ) {}

  /** The map in one sentence. */
  toString(): string {
    return mapDrawing.describe(this.payload(), english);
  }

  /** The map as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(this.payload(), this.toString());
  }

  private payload(): ReturnType<typeof mapPayload> {
    const points = this.points.map(({ title, x, y }) => ({ name: title, x, y }));
    return mapPayload(this.title, ["first principal component", "second"], points);
  }
}

/**
 * Projects the items of a model onto the two principal components of their vectors, which mostly are factors, so that
 * items that people rate alike lie near each other.
 * @param options.count how many items, those with most ratings; a whole number from 3 to 1,000. @default 200
 * @throws ValueError if the model has no vectors of items, vectors of fewer than 2 numbers, or fewer than 3 items with
 * ratings.
 * @see Pearson 1901, on lines and planes of closest fit
 */
export function itemMap(model: Recommender, options: { count?: number } = {}): ItemMap {
  if (!(model instanceof Recommender)) throw wrongArgument("model", model, "a trained model of ratings");
  checkOptionNames(options, ["count"]);
  const count = checkWhole(options.count ?? 200, "count", 3, 1000);
  const { ratings } = model;
  const factors = model.vectorsOf("item");
  const { offsets } = ratings.columns;
  const rated = (index: number): number => offsets[index + 1] - offsets[index];
  const indices = Array.from({ length: ratings.items }, (_, index) => index)
    .filter((index) => rated(index) > 0)
    .sort((a, b) => rated(b) - rated(a) || a - b)
    .slice(0, count);
  if (indices.length < 3 || factors.columns < 2) {
    const actual = `a model of ${indices.length} rated items and ${factors.columns} features`;
    throw wrongArgument("model", model, "at least 3 rated items and 2 features", actual);
  }
  const rows = centred(indices.map((index) => Array.from(factors.row(index))));
  const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit(rows);
  const all = rows.flat().reduce((sum, value) => sum + value * value, 0);
  const kept = svd.singularValues.reduce((sum, value) => sum + value * value, 0);
  const points = indices.map((index, k): MapPoint => {
    const item = ratings.itemIds.at(index);
    return { item, title: ratings.titleOf(item), x: svd.L.get(k, 0), y: svd.L.get(k, 1) };
  });
  return new ItemMap(`Items as ${model.name} sees them`, points, all > 0 ? kept / all : 0);
}

function centred(rows: number[][]): number[][] {
  const means = rows[0].map((_, t) => rows.reduce((sum, row) => sum + row[t], 0) / rows.length);
  return rows.map((row) => row.map((value, t) => value - means[t]));
}
