import type { ScoringModel } from "../../src/evaluation/model";
import { Recommender } from "../../src/models/recommender/recommender";
import type { CommonSettings, Step } from "../../src/models/recommender/recommender";
import type { ParameterShape, Parameters, Row } from "../../src/models/recommender/parameters";
import { Ratings } from "../../src/ratings/ratings";
import type { Id } from "../../src/ratings/ids";
import type { SparseRows } from "../../src/ratings/sparse";

interface Settings extends CommonSettings {
  readonly learningRate: number;
  readonly shrinkage: number;
}

/**
 * Predicts each item's mean, which epochs approach: mean += learningRate × (Σ r / (n + shrinkage) − mean). With a
 * learning rate above 2 it runs away.
 */
export class ItemMean extends Recommender<Settings> {
  readonly name = "ItemMean";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;

  constructor({ epochs = 20, learningRate = 1, shrinkage = 0 } = {}) {
    super({ epochs, learningRate, shrinkage, seed: 1 });
  }

  protected shapes(): readonly ParameterShape[] {
    return [{ name: "itemBiases", per: "item", width: 1 }];
  }

  protected start(): void {
    // Zeros are the start.
  }

  protected begin({ columns }: Ratings, { itemBiases }: Parameters): Step {
    const { shrinkage } = this.settings;
    const target = (i: number): number => {
      const own = columns.values.subarray(columns.offsets[i], columns.offsets[i + 1]);
      return own.length === 0 ? 0 : own.reduce((sum, value) => sum + value, 0) / (own.length + shrinkage);
    };
    return ({ learningRate }) => {
      for (let i = 0; i < itemBiases.length; i++)
        itemBiases[i] += learningRate! * (target(i) - itemBiases[i]);
      return Math.sqrt(itemBiases.reduce((sum, mean, i) => sum + (mean - target(i)) ** 2, 0) + 1);
    };
  }

  protected score(_: Row, item: Row): number {
    return item.itemBiases[0];
  }

  protected foldIn(): Row {
    return {};
  }

  protected lossOn({ indices, values }: SparseRows): number {
    const { itemBiases } = this.parameters;
    const sum = values.reduce((sofar, value, k) => sofar + (value - itemBiases[indices[k]]) ** 2, 0);
    return Math.sqrt(sum / values.length);
  }
}

/** A trained model with these scores for every user, in the order of the items. */
export function scoring(
  ratings: Ratings,
  scores: Record<string, readonly number[]>,
  predictsRatings: boolean = true,
): ScoringModel {
  const model = {
    ratings,
    predictsRatings,
    scores: (user: Id) => Float64Array.from(scores[user]),
    predictions: (of: Ratings) =>
      Float64Array.from(of, ({ user, item }) => scores[user][ratings.itemIds.indexOf(item)]),
  };
  return model;
}

/** Ratings from 1 to 5 of some users for some items, by a rule; with times where `timed`. */
export function madeRatings(users: number, items: number, timed = false): Ratings {
  const all: [string, string, number, number?][] = [];
  for (let u = 0; u < users; u++) {
    for (let i = 0; i < items; i++) {
      if ((u * 7 + i * 3) % 4 === 0) continue;
      const rating = 1 + ((u * u + 3 * i + u * i) % 5);
      all.push(
        timed ? [`u${u}`, `i${i}`, rating, 1000 + ((u * 31 + i * 17) % 97)] : [`u${u}`, `i${i}`, rating],
      );
    }
  }
  return Ratings.from(all, { scale: [1, 5] });
}
