/** What `factorlab spark-job` is asked for. */
import { see } from "../command-options";
import { UsageError } from "../errors";
import { number, whole, type RatingsValues } from "../ratings/request";

/** Options as they were typed. */
export interface SparkJobValues extends RatingsValues {
  iterations?: string;
  regularization?: string;
  alpha?: string;
  blocks?: string;
  format?: string;
  implicit?: boolean;
  nonnegative?: boolean;
  biases?: boolean;
}

export interface SparkJobRequest {
  command: "spark-job";
  /** A source as `SparkALS` takes it. */
  source: string | { path: string; format: string };
  /** Options of `SparkALS`. */
  settings: Record<string, unknown>;
  /** The folder for what comes of the job, columns and the rule for duplicates. */
  job: { output: string } & Record<string, unknown>;
}

/** @throws UsageError for what cannot be meant. */
export function requestOfSparkJob(path: string | undefined, values: SparkJobValues): SparkJobRequest {
  const { output, format, implicit, nonnegative, biases, duplicates } = values;
  const example = "factorlab spark-job s3a://shop/ratings.parquet --output s3a://shop/model > job.py";
  if (path === undefined || output === undefined) {
    const missing =
      path === undefined ? "what Spark is to read" : "the folder for what comes of it (--output)";
    throw new UsageError(`Say ${missing}: ${example}`, [see("spark-job")], {
      argument: path === undefined ? "source" : "output",
    });
  }
  const blocks = whole(values, "blocks", 1);
  const settings = {
    features: whole(values, "features", 1),
    iterations: whole(values, "iterations", 1),
    regularization: number(values, "regularization"),
    alpha: number(values, "alpha"),
    ...{
      implicit,
      nonnegative,
      biases,
      userBlocks: blocks,
      itemBlocks: blocks,
      seed: whole(values, "seed", 0),
    },
  };
  const columns = {
    user: values["user-column"],
    item: values["item-column"],
    rating: values["no-ratings"] === true ? null : values["rating-column"],
    timestamp: values["time-column"],
  };
  const job = { output, ...given({ ...columns, duplicates }) };
  const source = format === undefined ? path : { path, format };
  return { command: "spark-job", source, settings: given(settings), job };
}

/** What was given of some options. */
function given(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
