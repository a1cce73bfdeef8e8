import type { Matrix } from "../../matrix/matrix";
import type { Random } from "../../matrix/random";
import { addDots, dot } from "../../numerics/dot";
import { checkWhole } from "../../training/options";
import type { RunOptions } from "../../kernels/run";
import type { LinearScores } from "../batches/linear-scores";
import { saysAtOnce } from "../batches/overridden";
import { meanRow } from "../recommender/parameters";
import type { ParameterShape, Row } from "../recommender/parameters";
import { Recommender } from "../recommender/recommender";
import type { CommonSettings } from "../recommender/recommender";
import { distributionOf, drawInto } from "./starting";

export interface FactorSettings extends CommonSettings {
  /** The length of each user's and each item's vector, ≥ 1. */
  readonly features: number;
}

/** More than any model of ratings needs: a typing error is reported before any memory is allocated. */
const MOST_RATING_FEATURES = 10_000;

/** @throws ValueError unless `features` is a whole number ≥ 1 that a model of ratings can have. */
export function checkFeatures(features: unknown, most: number = MOST_RATING_FEATURES): number {
  return checkWhole(features, "features", 1, most);
}

/**
 * A model that describes each user by a vector p_u and each item by a vector q_i of `features` numbers, with the score
 * p_u·q_i. Models with further terms override the methods concerned.
 */
export abstract class FactorModel<Settings extends FactorSettings> extends Recommender<Settings> {
  protected override readonly remainder: string | null = "features";

  /** p_u: users × features. Shared, not copied. @throws NotFittedError before training. */
  get userFactors(): Matrix {
    return this.matrix("userFactors", this.settings.features);
  }

  /** q_i: items × features. Shared, not copied. @throws NotFittedError before training. */
  get itemFactors(): Matrix {
    return this.matrix("itemFactors", this.settings.features);
  }

  protected shapes(): readonly ParameterShape[] {
    const width = this.settings.features;
    return [
      { name: "userFactors", per: "user", width },
      { name: "itemFactors", per: "item", width },
    ];
  }

  protected override comparedBy(per: "user" | "item"): string {
    return `${per}Factors`;
  }

  /** Returns what draws the starting numbers of factors. Where it says from which distribution, they are drawn at once. */
  protected abstract startingFactors(random: Random): Random;

  /** Draws factors; all other parameters start with zeros. */
  protected start({ name }: ParameterShape, values: Float64Array, random: Random): void {
    if (!name.endsWith("Factors")) return;
    const draw = this.startingFactors(random);
    for (let t = 0; t < values.length; t++) values[t] = draw();
  }

  /** Draws the factors of all users, or all items, at once, unless a class says anew how those of one are drawn. @internal */
  protected override startAll(
    shape: ParameterShape,
    values: Float64Array,
    random: Random,
    hasRatings: (k: number) => boolean,
    options: RunOptions,
  ): void {
    const isDrawn = shape.name.endsWith("Factors") && saysAtOnce(this, ["startAll"], ["start"]);
    const distribution = isDrawn ? distributionOf(this.startingFactors(random)) : undefined;
    if (distribution === undefined) {
      super.startAll(shape, values, random, hasRatings, options);
      return;
    }
    const { width } = shape;
    drawInto(values, distribution, random, options);
    for (let k = 0; k * width < values.length; k++)
      if (!hasRatings(k)) values.fill(0, k * width, (k + 1) * width);
  }

  /** The mean of all users who have ratings, or of all items: who is scored by it gets the mean of the others' scores. */
  protected override withoutRatings(per: "user" | "item"): Row {
    return meanRow(this.trained, per);
  }

  protected score(user: Row, item: Row): number {
    return dot(user.userFactors, 0, item.itemFactors, 0, this.settings.features);
  }

  protected override scoreAll(user: Row, scores: Float64Array): void {
    scores.fill(0);
    addDots(user.userFactors, this.parameters.itemFactors, this.settings.features, scores);
  }

  /** p_u·q_i as sums, for kernels. */
  protected override linearScores(): LinearScores {
    return {
      width: this.settings.features,
      itemVectors: this.parameters.itemFactors,
      itemBiases: null,
      order: "four sums",
      user: ({ userFactors }) => ({ base: 0, vector: userFactors }),
    };
  }
}

/** The rows of `values` at these indices, concatenated. */
export function rowsAt(values: Float64Array, indices: Int32Array, width: number): Float64Array {
  const rows = new Float64Array(indices.length * width);
  indices.forEach((index, n) => rows.set(values.subarray(index * width, (index + 1) * width), n * width));
  return rows;
}
