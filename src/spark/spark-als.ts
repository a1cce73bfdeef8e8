import { wrongArgument } from "../errors";
import type { ALS } from "../models/als";
import type { ImplicitALS } from "../models/implicit-als";
import type { Id } from "../ratings/ids";
import type { Ratings } from "../ratings/ratings";
import { fitOnSpark, keepOnSpark } from "./fit";
import { checkFitOptions } from "./fit-options";
import type { SparkFitOptions } from "./fit-options";
import { jobScript } from "./job/script";
import type { SparkJobOptions } from "./job/script";
import { checkSparkOptions } from "./options";
import type { SparkALSOptions, SparkALSSettings } from "./options";
import { ratingsOfUsers } from "./some-ratings";
import type { SparkSource } from "./source";

/**
 * Trains on a cluster: Apache Spark's own distributed ALS, asked for over Spark Connect. What comes back is a model of this
 * library, {@link ALS} or with `implicit` {@link ImplicitALS}, which predicts, lists and explains as if it had been trained
 * here.
 *
 * Explicit ratings are centred first, on Spark: minimized is Σ (r − μ − b_u − b_i − p_u·q_i)² + λ·(Σ n_u·|p_u|² + Σ n_i·|q_i|²),
 * where the biases are 0 unless `biases` asks for them. With `implicit` it is the objective of ImplicitALS with
 * `scaleRegularization`. The same options and ratings give the same bytes, however the rows are spread over the cluster, and
 * also where a worker was lost.
 *
 * It needs Spark 4.0 or newer with a Connect server, and Node.
 * @see Zhou, Wilkinson, Schreiber & Pan 2008; Hu, Koren & Volinsky 2008
 *
 * @example
 * const model = await new SparkALS({ features: 64 }).fit("s3a://shop/ratings.parquet", { remote: "sc://spark:15002" });
 * model.recommend("Ada", { excludeSeen: false });
 */
export class SparkALS {
  /** All options with their values, defaults filled in. */
  readonly settings: SparkALSSettings;

  /** @throws ValueError for an unknown or invalid option. */
  constructor(options: SparkALSOptions = {}) {
    this.settings = checkSparkOptions(options);
  }

  /**
   * Trains on Spark and fetches the factors.
   * @param source what Spark reads itself, or ratings that are sent there. A model of the latter has its ratings; one of the
   * former has none: `recommend` wants `excludeSeen: false` there, or a user's ratings from {@link ratingsOf}.
   * @returns an `ALS`, or with `implicit` an `ImplicitALS`.
   * @throws SparkError, whose `problem` says in a word what went wrong, and `cause` in Spark's own words; ValueError for an
   * invalid option; TrainingInterrupted where it is stopped: then nothing of it is left on Spark.
   */
  async fit(source: SparkSource | Ratings, options: SparkFitOptions = {}): Promise<ALS | ImplicitALS> {
    return fitOnSpark(this.settings, source, checkFitOptions(options));
  }

  /**
   * Trains on Spark as {@link fit} does, and leaves the factors there, as Parquet: for a model that this machine does not hold
   * at once. {@link sparkModelBlocks} reads it by blocks of users, once the folder is on this machine, {@link loadSparkModel}
   * whole; ids are text there.
   * @param output a folder that all workers reach, and that is not there yet.
   * @throws as {@link fit}; SparkError where the folder is there already.
   * @example
   * await new SparkALS({ features: 64 }).fitTo("/shared/ratings.parquet", "/shared/model", { remote });
   * for await (const model of sparkModelBlocks("/shared/model")) await model.recommendAll({ excludeSeen: false }).save(…);
   */
  async fitTo(source: SparkSource, output: string, options: SparkFitOptions = {}): Promise<void> {
    if (typeof output !== "string" || output === "")
      throw wrongArgument("output", output, "a path for a folder");
    return keepOnSpark(this.settings, source, output.replace(/\/+$/, ""), checkFitOptions(options));
  }

  /**
   * Reads the ratings of some users from a source, by the columns and the rule for duplicates that it was trained with. With
   * them, `model.withRatings(ratings)` leaves out what these users have rated, and names reasons.
   * @throws as {@link fit}; SparkError where none of them has a rating.
   * @example
   * const known = model.withRatings(await spark.ratingsOf(["Ada", "Ben"], source, { remote }));
   * known.recommend("Ada", { reasons: true });
   */
  async ratingsOf(users: Iterable<Id>, source: SparkSource, options: SparkFitOptions = {}): Promise<Ratings> {
    return ratingsOfUsers(this.settings, [...users], source, checkFitOptions(options));
  }

  /**
   * The same training as a script for PySpark, where a cluster has no Connect server: spark-submit runs it, on Spark 3.4 or
   * newer, and {@link loadSparkModel} reads what comes of it.
   * @throws ValueError, SparkError for a source or an option that cannot be used.
   * @example
   * writeFileSync("job.py", new SparkALS({ features: 64 }).job("s3a://shop/ratings.parquet", { output: "s3a://shop/model" }));
   */
  job(source: SparkSource, options: SparkJobOptions): string {
    return jobScript(this.settings, source, options);
  }

  /** The options in one line. */
  toString(): string {
    const options = Object.entries(this.settings).map(([name, value]) => `${name} ${String(value)}`);
    return `SparkALS: ${options.join(", ")}`;
  }
}
