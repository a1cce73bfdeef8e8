import { randomUUID } from "node:crypto";
import type { StageListener } from "./client/execute";
import type { SparkSession } from "./client/session";
import type { SparkALSSettings } from "./options";
import { ESTIMATOR } from "./protocol/messages";
import type { RelationPlan } from "./protocol/messages";
import { sql } from "./rows";

const ALS_CLASS = "org.apache.spark.ml.recommendation.ALS";

/** A model on Spark's side, until its session ends. */
export class ModelOnSpark {
  constructor(
    private readonly session: SparkSession,
    private readonly id: string,
  ) {}

  /** A row for each user, or item: id and features. */
  factors(side: "user" | "item"): RelationPlan {
    return { ofModel: { fetch: { object: { id: this.id }, methods: [{ method: `${side}Factors` }] } } };
  }

  /** Frees what it takes on the server. */
  async delete(): Promise<void> {
    await this.session.run({ command: { ml: { delete: { objects: [{ id: this.id }] } } } });
  }
}

/** Lets Spark's own ALS factorize a table of user, item and rating. */
export async function train(
  session: SparkSession,
  table: string,
  settings: SparkALSSettings,
  onStages?: StageListener,
): Promise<ModelOnSpark> {
  const estimator = { name: ALS_CLASS, id: `factorlab_${randomUUID()}`, type: ESTIMATOR };
  const dataset = sql(`SELECT user, item, rating FROM ${table}`);
  const fit = { estimator, params: { params: parameters(settings) }, dataset };
  const { model } = await session.run({ command: { ml: { fit } } }, onStages);
  if (model === undefined) throw new Error("Spark gave no model");
  return new ModelOnSpark(session, model);
}

/** The settings by Spark's names for them. */
function parameters(settings: SparkALSSettings): { key: string; value: Record<string, unknown> }[] {
  const { features, iterations, regularization, implicit, alpha, nonnegative, userBlocks } = settings;
  const { itemBlocks, seed } = settings;
  return Object.entries({
    rank: { integer: features },
    maxIter: { integer: iterations },
    regParam: { double: regularization },
    implicitPrefs: { flag: implicit },
    alpha: { double: alpha },
    nonnegative: { flag: nonnegative },
    numUserBlocks: { integer: userBlocks },
    numItemBlocks: { integer: itemBlocks },
    seed: { long: seed },
    userCol: { text: "user" },
    itemCol: { text: "item" },
    ratingCol: { text: "rating" },
    checkpointInterval: { integer: 10 },
  }).map(([key, value]) => ({ key, value }));
}
