import { placeOf } from "./client/remote";
import type { SparkSession } from "./client/session";
import { isForgotten, lostServer } from "./client/told-error";
import { SparkError, SparkServerError } from "./errors";
import type { SparkProblem } from "./errors";
import type { SparkALSSettings } from "./options";

/** What the words of Spark's errors mean, the likeliest first: of the error or of one of its causes. */
const MEANINGS: readonly [
  RegExp,
  SparkProblem,
  (error: SparkServerError, settings: SparkALSSettings) => string,
][] = [
  [
    /PATH_NOT_FOUND|Path does not exist|FileNotFoundException|NoSuchBucket|UnknownHostException/,
    "source",
    (error) =>
      `Spark finds nothing at ${pathIn(error) ?? "the path of the source"}; paths are those of the cluster`,
  ],
  [
    /TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND/,
    "source",
    (error) => `Spark has no table or view ${quotedIn(error) ?? "of that name"}`,
  ],
  [
    /DATA_SOURCE_NOT_FOUND|UNABLE_TO_INFER_SCHEMA|FAILED_READ_FILE|CANNOT_READ_FILE|UNSUPPORTED_FILESYSTEM|No FileSystem for scheme|ClassNotFoundException: Class org\.apache\.hadoop\.fs/,
    "source",
    (error) => `Spark cannot read the source: ${firstLine(error.message)}`,
  ],
  [
    /PARSE_SYNTAX_ERROR/,
    "source",
    (error) => `the query of the source is no SQL of Spark: ${firstLine(error.message)}`,
  ],
  [
    /UNRESOLVED_COLUMN/,
    "column",
    (error) => `the query of the source names a column that is not there: ${firstLine(error.message)}`,
  ],
  [
    /SingularMatrix|dppsv|not positive definite/i,
    "singular",
    (_error, { regularization }) =>
      `equations of a user or an item have no single solution with regularization ${regularization}, expected one above 0`,
  ],
  [
    /MODEL_SIZE_OVERFLOW|CACHE_SIZE_OVERFLOW|MLModelSizeOverflow|MLCacheSizeOverflow/i,
    "size",
    (error) => `the model is larger than the server allows: ${firstLine(error.message)}`,
  ],
  [
    /SPARK_JOB_CANCELLED|OPERATION_CANCELED|OPERATION_CANCELLED|cancelled|canceled/i,
    "cancelled",
    () => "the training was cancelled on Spark's side, as from its page; nothing of it is left",
  ],
  [
    /StackOverflowError/,
    "checkpoint",
    () =>
      "the plan of so many iterations was too deep for the server, which wants spark.checkpoint.dir or fewer",
  ],
];

/** An error of a training as one that says in words what happened and what helps; Spark's own is its cause. */
export function explained(error: unknown, session: SparkSession, settings: SparkALSSettings): unknown {
  if (isForgotten(error)) return lostServer(placeOf(session.remote), error);
  if (!(error instanceof SparkServerError)) return error;
  const said = [error.condition, error.message, ...error.causes].join("\n");
  const found = MEANINGS.find(([pattern]) => pattern.test(said));
  if (!found) return new SparkError("job", unknownFailure(error, settings), { cause: error });
  const [, problem, words] = found;
  return new SparkError(problem, words(error, settings), { cause: error });
}

function unknownFailure(error: SparkServerError, { regularization }: SparkALSSettings): string {
  const words = firstLine(
    [error.message, ...error.causes].reverse().find((each) => each !== "") ?? "it failed",
  );
  // Spark says no more than "Job aborted" where numbers left all bounds.
  const advice = regularization === 0 ? "; with regularization 0, a small one above 0 may help" : "";
  return `the training failed on Spark: ${words}${advice}`;
}

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0].replace(/\s*SQLSTATE: \w+/, "");
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function pathIn({ message }: SparkServerError): string | undefined {
  return /Path does not exist: (\S+?)\.?(?:\s|$)/.exec(message)?.[1];
}

function quotedIn({ message }: SparkServerError): string | undefined {
  return /(`[^\s]+`)/.exec(message)?.[1];
}
