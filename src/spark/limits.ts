import type { SparkSession } from "./client/session";
import { SparkError } from "./errors";
import type { SparkALSSettings } from "./options";

/** The oldest version of Spark whose Connect server trains models. */
const OLDEST = 4;
/** Iterations whose plan of work the server survives without writing it down in between. */
const MOST_UNCHECKED = 10;
const CHECKPOINTS = "spark.checkpoint.dir";
const MODEL_SIZE = "spark.connect.session.connectML.mlCache.memoryControl.maxModelSize";
const MODEL_CONTROL = "spark.connect.session.connectML.mlCache.memoryControl.enabled";

/** @throws SparkError where the server is older than Spark 4. */
export async function checkVersion(session: SparkSession): Promise<void> {
  const version = await session.version();
  if (Number(/^\d+/.exec(version)?.[0] ?? OLDEST) >= OLDEST) return;
  const expected = "Spark 4.0 or newer, whose Connect server trains models; for older ones, `factorlab spark-job` writes a job"; // prettier-ignore
  throw new SparkError("version", `the server runs Spark ${version}, expected ${expected}`, {
    argument: "remote",
    actual: version,
    expected,
  });
}

/** @throws SparkError where iterations would end in a stack overflow that takes the server down. */
export async function checkIterations(
  session: SparkSession,
  { iterations }: SparkALSSettings,
): Promise<void> {
  if (iterations <= MOST_UNCHECKED) return;
  const found = (await session.settings(CHECKPOINTS)).get(CHECKPOINTS);
  if (found) return;
  const expected = `at most ${MOST_UNCHECKED}, or a server with a folder for checkpoints`;
  const how = `start it with --conf ${CHECKPOINTS}=hdfs://…/checkpoints, a folder that all workers reach`;
  const why = "more than that without one can take the whole server down";
  throw new SparkError("checkpoint", `iterations is ${iterations}, expected ${expected}: ${why}; ${how}`, {
    argument: "iterations",
    actual: iterations,
    expected,
  });
}

/**
 * Compares the size of the model that would come of it, (users + items) × (features + 1) × 4 bytes, with what the server
 * allows.
 * @throws SparkError
 */
export async function checkSize(
  session: SparkSession,
  { features }: SparkALSSettings,
  { users, items }: { readonly users: number; readonly items: number },
): Promise<void> {
  const settings = await session.settings(MODEL_SIZE, MODEL_CONTROL);
  const most = bytesIn(settings.get(MODEL_SIZE));
  const bytes = (users + items) * (features + 1) * 4;
  if (most === null || settings.get(MODEL_CONTROL) === "false" || bytes <= most) return;
  const size = `${gib(bytes)} for about ${count(users)} users and ${count(items)} items`;
  const expected = `at most ${gib(most)}, the server's limit`;
  const how = `fewer features, or a server with --conf ${MODEL_SIZE}=${Math.ceil(bytes / 2 ** 30) + 1}g`;
  throw new SparkError("size", `the model would take ${size}, expected ${expected}: ${how}`, {
    argument: "features",
    actual: features,
    expected,
  });
}

const count = (number: number): string => number.toLocaleString("en-US");
const gib = (bytes: number): string =>
  bytes < 2 ** 30 ? `${(bytes / 2 ** 20).toPrecision(3)} MiB` : `${(bytes / 2 ** 30).toPrecision(3)} GiB`;

const UNITS = ["b", "k", "m", "g", "t", "p"];

/** Spark's way to write a size: "1073741824b", "512m", "1g". */
function bytesIn(text: string | undefined): number | null {
  const found = /^(\d+)\s*([bkmgtp]?)b?$/i.exec(text?.trim() ?? "");
  if (!found) return null;
  return Number(found[1]) * 1024 ** Math.max(0, UNITS.indexOf(found[2].toLowerCase()));
}
