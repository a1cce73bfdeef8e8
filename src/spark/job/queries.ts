import type { SparkALSSettings } from "../options";
import { biasQueries, CENTRE_TABLES, centred, meanQuery } from "../prepare/centre";
import { readColumns } from "../prepare/columns";
import type { SparkColumns } from "../prepare/columns";
import { duplicatesQuery, merged } from "../prepare/duplicates";
import type { SparkDuplicates } from "../prepare/duplicates";
import { ID_TABLES, idQuery, placedQuery } from "../prepare/ids";
import { lookAt } from "../prepare/inspect";

/** Stands in the queries of a job for the mean, which is only known once the job runs. */
export const MEAN = "__MEAN__";
/** Larger ratings than decimals hold are none that a job expects. */
const USUAL = 1000;

/** The queries of a training as a job runs them: those of a training over Connect, with all ids as text. */
export interface JobQueries {
  /** How the given columns become user, item and rating. */
  readonly read: string;
  /** The look at all ratings, and at duplicates where they are refused. */
  readonly look: string;
  readonly duplicates: string | null;
  /** Names and queries of the tables before the mean is known, and after. */
  readonly before: readonly (readonly [string, string])[];
  readonly mean: string | null;
  readonly after: readonly (readonly [string, string])[];
}

/** Makes the queries. @throws SparkError where a column has no name */
export function jobQueries(
  settings: SparkALSSettings,
  columns: SparkColumns,
  duplicates: SparkDuplicates,
): JobQueries {
  const { user = "user", item = "item", rating = "rating", timestamp = null } = columns;
  const names = [
    user,
    item,
    ...(rating === null ? [] : [rating]),
    ...(timestamp === null ? [] : [timestamp]),
  ];
  const texts = names.map((name) => ({ name, type: "string" }));
  const read = readColumns(texts, { user, item, rating, timestamp });
  const isCentred = !settings.implicit && !settings.nonnegative;
  const hasBiases = isCentred && settings.biases;
  const centre = { mean: isCentred ? MEAN : 0, biases: hasBiases };
  const biases = hasBiases ? biasQueries("placed", MEAN, settings.biasRegularization, USUAL) : null;
  return {
    read: `SELECT ${read.select} FROM given`,
    look: lookAt("read", read),
    duplicates: duplicates === "error" ? duplicatesQuery("read") : null,
    before: [
      ["merged", merged("read", duplicates, USUAL)],
      [ID_TABLES.user, idQuery("merged", "user")],
      [ID_TABLES.item, idQuery("merged", "item")],
      ["placed", placedQuery("merged", { user: true, item: true })],
    ],
    mean: isCentred ? meanQuery("placed", USUAL) : null,
    after: [
      ...(biases
        ? ([
            [CENTRE_TABLES.item, biases.item],
            [CENTRE_TABLES.user, biases.user],
          ] as const)
        : []),
      ["centred", centred("placed", centre)],
    ],
  };
}

/** The folders and the settings of what a training leaves on Spark's side, which {@link loadSparkModel} reads. */
export const OUTPUT = {
  user: "users.parquet",
  item: "items.parquet",
  about: "about",
  // Small groups of rows, so that a model larger than memory can be read by them.
  options: { "parquet.block.size": String(16 << 20) },
} as const;

/**
 * How the factors of one side are joined with their ids, as text, and biases, in the order of the ids.
 * @param biased whether there are biases
 * @param isMapped whether ids stand in a table, as those of a job do
 */
export function factorQuery(side: "user" | "item", biased: boolean, isMapped = true): string {
  const bias = biased ? "b.bias" : "0D";
  const biases = biased ? `JOIN ${CENTRE_TABLES[side]} b ON f.id = b.${side}` : "";
  const ids = isMapped ? `JOIN ${ID_TABLES[side]} i ON f.id = i.place` : "";
  const id = isMapped ? "i.id" : "f.id";
  return `SELECT f.id AS place, CAST(${id} AS STRING) AS id, ${bias} AS bias, f.features AS features FROM ${side}_factors f ${ids} ${biases} ORDER BY place`;
}
