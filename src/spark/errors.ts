import { FactorlabError } from "../errors";
import type { ErrorFields } from "../errors";

/**
 * What went wrong with Spark, for programs: `remote` a connection string that cannot be read; `unreachable` no server;
 * `token` one that asks for another token; `tls` one that wants an encrypted connection, or has none; `version` a Spark
 * that is too old; `source` a path, table or query that cannot be read; `output` a folder that is there already; `column` one that is not there; `type` text where
 * numbers are wanted; `values` null, NaN or infinite ratings, and negative ones with `implicit`; `empty` no ratings;
 * `duplicates` two ratings of one pair; `checkpoint` more iterations than the server survives; `size` a model over the
 * server's limit, or more users or items than 32-bit numbers count; `singular` equations without one solution; `cancelled` a job that somebody ended
 * on Spark's page; `lost` a server that went away; `job` anything else that failed there.
 */
export type SparkProblem =
  | ("remote" | "unreachable" | "token" | "tls" | "version")
  | ("source" | "output" | "column" | "type" | "values" | "empty" | "duplicates")
  | ("checkpoint" | "size" | "singular" | "cancelled" | "lost" | "job");

/** Spark cannot do what was asked, or is not there. The message says what to do; `cause` has Spark's own words. */
export class SparkError extends FactorlabError {
  /** The name of the class. */
  override name = "SparkError";

  constructor(
    /** What went wrong, in one word. */
    readonly problem: SparkProblem,
    message: string,
    { cause, ...fields }: ErrorFields & { cause?: unknown } = {},
  ) {
    super(message, fields);
    if (cause !== undefined) this.cause = cause;
  }
}

/** An error as the server told it, the cause of a {@link SparkError}. */
export class SparkServerError extends Error {
  /** The name of the class. */
  override name = "SparkServerError";

  constructor(
    message: string,
    /** Spark's name for the error, such as `"TABLE_OR_VIEW_NOT_FOUND"`; the Java class where it has none. */
    readonly condition: string,
    /** The messages of what caused it on the server, the nearest first. */
    readonly causes: readonly string[] = [],
    /** gRPC's number for the kind of error. */
    readonly code: number = 13,
  ) {
    super(message);
    // Where it was caught in this process says nothing about where it happened.
    this.stack = [`SparkServerError: ${message}`, ...causes.map((each) => `  caused by: ${each}`)].join("\n");
  }
}
