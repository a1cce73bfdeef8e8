import type { SparkSession } from "../client/session";
import { sql } from "../rows";

/** The tables of ids that were mapped: id and place, from 0 in the order of the ids. */
export const ID_TABLES = { user: "factorlab_users", item: "factorlab_items" } as const;

/**
 * Gives ids of text and of 64 bits places from 0, since Spark's ALS takes whole numbers of 32 bits; others stay.
 * @param isMapped which sides need it
 * @returns a query with the columns user, item and rating
 */
export async function mapIds(
  session: SparkSession,
  table: string,
  isMapped: { readonly user: boolean; readonly item: boolean },
): Promise<string> {
  for (const side of SIDES)
    if (isMapped[side]) await session.view(ID_TABLES[side], sql(idQuery(table, side)));
  return placedQuery(table, isMapped);
}

const SIDES = ["user", "item"] as const;

/** A query for the ids of one side and their places. */
export function idQuery(table: string, side: "user" | "item"): string {
  const place = "CAST(row_number() OVER (ORDER BY id) - 1 AS INT) AS place";
  return `SELECT id, ${place} FROM (SELECT DISTINCT ${side} AS id FROM ${table})`;
}

/** A query with places instead of ids, where these were mapped: the columns user, item and rating. */
export function placedQuery(
  table: string,
  isMapped: { readonly user: boolean; readonly item: boolean },
): string {
  const sides = SIDES.filter((side) => isMapped[side]);
  const column = (side: "user" | "item"): string =>
    isMapped[side] ? `${side}s.place AS ${side}` : `r.${side} AS ${side}`;
  const joins = sides.map((side) => `JOIN ${ID_TABLES[side]} ${side}s ON r.${side} = ${side}s.id`);
  return `SELECT ${column("user")}, ${column("item")}, r.rating FROM ${table} r ${joins.join(" ")}`;
}
