import type { StageListener } from "../client/execute";
import type { SparkSession } from "../client/session";
import { numberOf, rowsOf, sql } from "../rows";
import { EXACT, MOST_EXACT } from "./duplicates";

/** What is taken from ratings before Spark factorizes what is left. */
export interface Centre {
  /** Their mean; in a job that is still to run, the name of a place for it. */
  readonly mean: number | string;
  /** Whether there are tables of biases as well: {@link CENTRE_TABLES}. */
  readonly biases: boolean;
}

/** The tables of biases: user and bias, item and bias. */
export const CENTRE_TABLES = { user: "factorlab_user_biases", item: "factorlab_item_biases" } as const;

/** Σ in SQL, the same in whatever order rows come. */
const sumOf = (number: string, largest: number): string =>
  largest < MOST_EXACT ? `CAST(sum(CAST(${number} AS ${EXACT})) AS DOUBLE)` : `sum(${number})`;

/** A query for the mean of all ratings of a table. */
export function meanQuery(table: string, largest: number): string {
  return `SELECT ${sumOf("rating", largest)} / count(*) AS mean FROM ${table}`;
}

/** The mean of all ratings of a table. */
export async function meanOf(
  session: SparkSession,
  table: string,
  largest: number,
  onStages?: StageListener,
): Promise<number> {
  const [row] = await rowsOf(session, meanQuery(table, largest), onStages);
  return numberOf(row.mean);
}

/**
 * Queries for the tables of biases, that of items first: b_i = Σ (r − μ) ÷ (n_i + λ), then b_u = Σ (r − μ − b_i) ÷ (n_u + λ).
 * @see Koren, Bell & Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems"
 */
export function biasQueries(
  table: string,
  mean: Centre["mean"],
  penalty: number,
  largest: number,
): { item: string; user: string } {
  const { item } = CENTRE_TABLES;
  const shrunk = (rest: string): string => `${sumOf(rest, largest)} / (count(*) + ${penalty}D)`;
  const ofItems = `SELECT item, ${shrunk(`(rating - ${mean}D)`)} AS bias FROM ${table} GROUP BY item`;
  const rest = `(rating - ${mean}D - bias)`;
  const ofUsers = `SELECT user, ${shrunk(rest)} AS bias FROM ${table} JOIN ${item} USING (item) GROUP BY user`;
  return { item: ofItems, user: ofUsers };
}

/** Makes the tables of biases. */
export async function makeBiases(
  session: SparkSession,
  ...given: Parameters<typeof biasQueries>
): Promise<void> {
  const queries = biasQueries(...given);
  await session.view(CENTRE_TABLES.item, sql(queries.item));
  await session.view(CENTRE_TABLES.user, sql(queries.user));
}

/** A query with what Spark factorizes: user, item and rating, as its ALS takes them. */
export function centred(table: string, centre: Centre): string {
  const columns = "CAST(r.user AS INT) AS user, CAST(r.item AS INT) AS item";
  if (!centre.biases)
    return `SELECT ${columns}, CAST(r.rating - ${centre.mean}D AS FLOAT) AS rating FROM ${table} r`;
  const { user, item } = CENTRE_TABLES;
  const joins = `JOIN ${item} i ON r.item = i.item JOIN ${user} u ON r.user = u.user`;
  const rest = `r.rating - ${centre.mean}D - i.bias - u.bias`;
  return `SELECT ${columns}, CAST(${rest} AS FLOAT) AS rating FROM ${table} r ${joins}`;
}
