/** `factorlab spark-job`: a training on Spark as a script for spark-submit. */
import { SparkALS } from "../../../spark/index";
import type { Terminal } from "../terminal";
import type { SparkJobRequest } from "./request";

/** Writes the script to stdout. @throws FactorlabError for an option or a source that cannot be used. */
export async function writeSparkJob(
  { source, settings, job }: SparkJobRequest,
  terminal: Terminal,
): Promise<void> {
  await terminal.pass(new SparkALS(settings).job(source, job));
}
