// What `factorlab/spark` gives: training on a cluster of Apache Spark.
// Its models are shown in all forms, also where nobody has imported "factorlab".
import "../outputs/display";
export { loadSparkModel, sparkModelBlocks } from "./job/load";
export type { SparkBlockOptions, SparkModelOptions } from "./job/load";
export type { SparkJobOptions } from "./job/script";
export { SparkError, SparkServerError } from "./errors";
export type { SparkProblem } from "./errors";
export type { SparkALSOptions, SparkALSSettings } from "./options";
export type { SparkColumns } from "./prepare/columns";
export type { SparkDuplicates } from "./prepare/duplicates";
export { SparkProgress } from "./progress";
export type { SparkStep } from "./progress";
export { SparkALS } from "./spark-als";
export type { SparkFitOptions } from "./fit-options";
export type { SparkSource } from "./source";
