import { SparkError } from "../errors";
import type { StageListener } from "../client/execute";
import type { SparkSession } from "../client/session";
import { numberOf, rowsOf } from "../rows";
import type { SparkRow } from "../rows";
import type { ReadColumns } from "./columns";

/** What one look at all ratings finds. */
export interface Inspected {
  readonly ratings: number;
  readonly scale: readonly [low: number, high: number];
  /** About how many there are, to some percent. */
  readonly about: { readonly users: number; readonly items: number };
  /** Whether ids of one side are not whole numbers of 32 bits, so that they have to be mapped. */
  readonly isMapped: { readonly user: boolean; readonly item: boolean };
}

/** What 32-bit floats hold with room for sums; larger ones are no ratings. */
const LARGEST = 1e30;
const INT32 = { low: -(2 ** 31), high: 2 ** 31 - 1 };

/**
 * Looks at all ratings once: how many there are, and what cannot be used.
 * @param table with the columns of {@link ReadColumns}.
 * @throws SparkError saying how many rows are wrong, with one of them.
 */
export async function inspect(
  session: SparkSession,
  table: string,
  columns: ReadColumns,
  implicit: boolean,
  onStages?: StageListener,
): Promise<Inspected> {
  const [row] = await rowsOf(session, lookAt(table, columns), onStages);
  const ratings = numberOf(row.ratings);
  if (ratings === 0)
    throw new SparkError("empty", "the source has no ratings, expected at least one row", {
      argument: "source",
    });
  checkIds(row, columns);
  checkValues(row, columns);
  if (implicit) checkCounts(row, columns);
  return {
    ratings,
    scale: [row.low as number, row.high as number],
    about: { users: numberOf(row.users), items: numberOf(row.items) },
    isMapped: { user: isMapped(row, columns, "user"), item: isMapped(row, columns, "item") },
  };
}

/** Counts a condition, and gives the least row of those that meet it. */
function counted(name: string, condition: string, shown: string): string {
  const example = `min(CASE WHEN ${condition} THEN CAST(${shown} AS STRING) END)`;
  return `count_if(${condition}) AS ${name}, ${example} AS ${name}_example`;
}

/** The query of the one look. */
export function lookAt(table: string, { kinds }: ReadColumns): string {
  const infinite = "abs(rating) = double('infinity')";
  const ends = (side: "user" | "item"): string[] =>
    kinds[side] === "whole" ? [`min(${side}) AS ${side}_low`, `max(${side}) AS ${side}_high`] : [];
  const parts = [
    "count(*) AS ratings",
    counted("no_user", "user IS NULL AND given_user IS NULL", "given_item"),
    counted("odd_user", "user IS NULL AND given_user IS NOT NULL", "given_user"),
    counted("no_item", "item IS NULL AND given_item IS NULL", "given_user"),
    counted("odd_item", "item IS NULL AND given_item IS NOT NULL", "given_item"),
    counted("no_rating", "given_rating IS NULL", "given_user"),
    counted("text", "rating IS NULL AND given_rating IS NOT NULL", "given_rating"),
    counted("nan", "isnan(rating)", "given_user"),
    counted("infinite", `NOT isnan(rating) AND (${infinite} OR abs(rating) > ${LARGEST}D)`, "given_user"),
    counted("negative", "rating < 0", "given_user"),
    counted("zero", "rating = 0", "given_user"),
    ...["min(rating) AS low", "max(rating) AS high"],
    ...["approx_count_distinct(user) AS users", "approx_count_distinct(item) AS items"],
    ...[...ends("user"), ...ends("item")],
  ];
  return `SELECT ${parts.join(", ")} FROM ${table}`;
}

/** Refuses rows of which there are any. */
function refuse(
  row: SparkRow,
  found: string,
  problem: "values" | "type",
  say: (count: string, example: string) => string,
): void {
  const count = numberOf(row[found]);
  if (count === 0) return;
  const text = row[`${found}_example`];
  const example = typeof text === "string" ? JSON.stringify(text.slice(0, 60)) : "null";
  const rows = `${count.toLocaleString("en-US")} ${count === 1 ? "row has" : "rows have"}`;
  const advice = 'leave them out with a source such as { sql: "SELECT … WHERE …" }';
  throw new SparkError(problem, `${say(rows, example)}; ${advice}`, { argument: "source", actual: count });
}

function checkIds(row: SparkRow, { names }: ReadColumns): void {
  for (const side of ["user", "item"] as const) {
    const column = `in the column ${JSON.stringify(names[side])}`;
    const other = side === "user" ? "item" : "user";
    refuse(row, `no_${side}`, "values", (rows, of) => `${rows} no ${side} (null) ${column}, such as that of the ${other} ${of}`); // prettier-ignore
    refuse(row, `odd_${side}`, "values", (rows, id) => `${rows} an id of a ${side} ${column} that is neither text nor a whole number of 64 bits, such as ${id}`); // prettier-ignore
  }
}

function checkValues(row: SparkRow, { names }: ReadColumns): void {
  const column = `in the column ${JSON.stringify(names.rating ?? "rating")}`;
  refuse(row, "no_rating", "values", (rows, user) => `${rows} no rating (null) ${column}, such as one of the user ${user}`); // prettier-ignore
  refuse(
    row,
    "text",
    "type",
    (rows, text) => `${rows} text where a number is wanted ${column}, such as ${text}`,
  );
  refuse(row, "nan", "values", (rows, user) => `${rows} a rating that is NaN ${column}, such as one of the user ${user}`); // prettier-ignore
  refuse(row, "infinite", "values", (rows, user) => `${rows} a rating beyond ±${LARGEST} ${column}, such as one of the user ${user}`); // prettier-ignore
}

function checkCounts(row: SparkRow, { names }: ReadColumns): void {
  const column = `in the column ${JSON.stringify(names.rating ?? "rating")}`;
  const expected = "expected counts above 0 with implicit: true";
  refuse(row, "negative", "values", (rows, user) => `${rows} a negative rating ${column}, such as one of the user ${user}, ${expected}`); // prettier-ignore
  refuse(row, "zero", "values", (rows, user) => `${rows} a rating of 0 ${column}, such as one of the user ${user}, ${expected}`); // prettier-ignore
}

function isMapped(row: SparkRow, { kinds }: ReadColumns, side: "user" | "item"): boolean {
  if (kinds[side] === "text") return true;
  return numberOf(row[`${side}_low`]) < INT32.low || numberOf(row[`${side}_high`]) > INT32.high;
}
