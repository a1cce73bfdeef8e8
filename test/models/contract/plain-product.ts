import type { Random } from "../../../src/matrix/random";
import { Recommender } from "../../../src/models/recommender/recommender";
import type { CommonSettings, Step } from "../../../src/models/recommender/recommender";
import type { ParameterShape, Parameters, Row } from "../../../src/models/recommender/parameters";
import type { Ratings } from "../../../src/ratings/ratings";
import type { SparseRows } from "../../../src/ratings/sparse";
import { checkOptionNames, checkPositive, checkWhole } from "../../../src/training/options";

interface Settings extends CommonSettings {
  features: number;
  learningRate: number;
}

/**
 * The smallest model that has everything that the shared class asks for: ratings as the product of a user's and an
 * item's factors, by plain gradient descent. It is the contract's own example.
 */
export class PlainProduct extends Recommender<Settings> {
  readonly name = "PlainProduct";
  readonly lossName = "RMSE";
  readonly predictsRatings = true;
  protected override readonly remainder = "features";

  constructor(options: Partial<Settings> = {}) {
    checkOptionNames(options, ["features", "epochs", "learningRate", "seed"]);
    super({
      features: checkWhole(options.features ?? 3, "features", 1),
      epochs: checkWhole(options.epochs ?? 10, "epochs", 1),
      learningRate: checkPositive(options.learningRate ?? 0.05, "learningRate"),
      seed: options.seed,
    });
  }

  protected shapes(): ParameterShape[] {
    const width = this.settings.features;
    return [
      { name: "userFactors", per: "user", width },
      { name: "itemFactors", per: "item", width },
    ];
  }

  protected override comparedBy(per: "user" | "item"): string {
    return `${per}Factors`;
  }

  protected start(_: ParameterShape, values: Float64Array, random: Random): void {
    for (let t = 0; t < values.length; t++) values[t] = 0.5 + random();
  }

  protected begin({ rows }: Ratings, { userFactors, itemFactors }: Parameters): Step {
    const k = this.settings.features;
    return ({ learningRate }) => {
      for (let u = 0; u < rows.rows; u++) {
        const user = userFactors.subarray(u * k, (u + 1) * k);
        for (let n = rows.offsets[u]; n < rows.offsets[u + 1]; n++) {
          const item = itemFactors.subarray(rows.indices[n] * k, (rows.indices[n] + 1) * k);
          descend(user, item, rows.values[n], learningRate ?? 0);
        }
      }
      return this.lossOn(rows);
    };
  }

  protected score(user: Row, item: Row): number {
    return user["userFactors"].reduce((sum, x, t) => sum + x * item["itemFactors"][t], 0);
  }

  protected foldIn(per: "user" | "item", others: Int32Array, values: Float64Array): Row {
    const k = this.settings.features;
    const [own, other] = per === "user" ? ["userFactors", "itemFactors"] : ["itemFactors", "userFactors"];
    const factors = new Float64Array(k).fill(1);
    for (let turn = 0; turn < 100; turn++) {
      others.forEach((index, n) => {
        descend(factors, this.parameters[other].slice(index * k, (index + 1) * k), values[n], 0.05);
      });
    }
    return { [own]: factors };
  }

  protected lossOn({ rows, offsets, indices, values }: SparseRows): number {
    let sum = 0;
    for (let u = 0; u < rows; u++) {
      for (let n = offsets[u]; n < offsets[u + 1]; n++)
        sum += (values[n] - this.score(this.userRow(u), this.itemRow(indices[n]))) ** 2;
    }
    return Math.sqrt(sum / values.length);
  }
}

function descend(user: Float64Array, item: Float64Array, rating: number, learningRate: number): void {
  const error = rating - user.reduce((sum, x, t) => sum + x * item[t], 0);
  for (let t = 0; t < user.length; t++) {
    const [x, y] = [user[t], item[t]];
    user[t] += learningRate * error * y;
    item[t] += learningRate * error * x;
  }
}
