import { wrongArgument } from "../../errors";
import type { Duplicates } from "../../ratings/duplicates";
import { checkChoice } from "../../training/options";
import type { StageListener } from "../client/execute";
import type { SparkSession } from "../client/session";
import { SparkError } from "../errors";
import { numberOf, rowsOf } from "../rows";

/** The rules for two ratings of one pair that Spark can keep to: its rows have no order. */
export type SparkDuplicates = Exclude<Duplicates, "first" | "last">;

const RULES: readonly SparkDuplicates[] = ["error", "latest", "mean", "sum", "count", "max", "min"];

/** Numbers are added as decimals, whose sum does not depend on the order. */
export const EXACT = "DECIMAL(28, 12)";
/** Larger ones do not fit into these decimals. */
export const MOST_EXACT = 1e15;

/** @throws ValueError for a rule that there is not, and those that go by an order of rows. */
export function checkDuplicates(rule: unknown): SparkDuplicates {
  if (rule === "first" || rule === "last") {
    const expected = '"latest", which goes by a column of times: rows on Spark have no order';
    throw wrongArgument("duplicates", rule, expected);
  }
  return checkChoice(
    (rule ?? "error") as string,
    "duplicates",
    RULES as readonly string[],
  ) as SparkDuplicates;
}

/**
 * One rating of each pair of a user and an item, by a rule.
 * @param largest of the ratings, without their signs
 * @returns a query with the columns user, item and rating
 */
export function merged(table: string, rule: SparkDuplicates, largest: number): string {
  if (rule === "error") return `SELECT user, item, rating FROM ${table}`;
  const total = largest < MOST_EXACT ? `CAST(sum(CAST(rating AS ${EXACT})) AS DOUBLE)` : "sum(rating)";
  const ratings: Readonly<Record<Exclude<SparkDuplicates, "error">, string>> = {
    // Of two at the same time the larger one, so that it is always the same.
    latest: "max_by(rating, struct(time, rating))",
    mean: `${total} / count(*)`,
    sum: total,
    count: "CAST(count(*) AS DOUBLE)",
    max: "max(rating)",
    min: "min(rating)",
  };
  return `SELECT user, item, ${ratings[rule]} AS rating FROM ${table} GROUP BY user, item`;
}

/** A query for how many pairs were rated twice, and one of them. */
export function duplicatesQuery(table: string): string {
  const pairs = `SELECT user, item, count(*) AS times FROM ${table} GROUP BY user, item HAVING count(*) > 1`;
  const example = "min(struct(CAST(user AS STRING) AS user, CAST(item AS STRING) AS item, times))";
  return `SELECT count(*) AS pairs, ${example} AS example FROM (${pairs})`;
}

/** @throws SparkError where a user rated an item twice. */
export async function refuseDuplicates(
  session: SparkSession,
  table: string,
  onStages?: StageListener,
): Promise<void> {
  const [found] = await rowsOf(session, duplicatesQuery(table), onStages);
  const count = numberOf(found.pairs);
  if (count === 0) return;
  const { user, item, times } = found.example as { user: string; item: string; times: unknown };
  const one = `user ${JSON.stringify(user)} rated item ${JSON.stringify(item)} ${numberOf(times)} times`;
  const others = count === 1 ? "" : `, one of ${count.toLocaleString("en-US")} such pairs`;
  const expected = `one rating for each user and item, or duplicates: one of ${RULES.slice(1).join(", ")}`;
  throw new SparkError("duplicates", `${one}${others}, expected ${expected}`, {
    argument: "duplicates",
    expected,
  });
}
