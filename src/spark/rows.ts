import type { ArrowTable } from "./arrow";
import type { RelationPlan } from "./protocol/messages";
import type { StageListener } from "./client/execute";
import type { SparkSession } from "./client/session";

/** A row as an object; whole numbers of 64 bits are BigInts. */
export type SparkRow = Readonly<Record<string, unknown>>;

/** Rows that Spark has sent, as Arrow tables. */
export async function tablesOf(batches: readonly Uint8Array[]): Promise<ArrowTable[]> {
  const { tableFromIPC } = await import("@uwdata/flechette");
  return batches.map((batch) => tableFromIPC(batch, { useBigInt: true }));
}

/** The rows of a query, for a few. */
export async function rowsOf(
  session: SparkSession,
  query: string,
  onStages?: StageListener,
): Promise<SparkRow[]> {
  const tables = await tablesOf((await session.run({ root: sql(query) }, onStages)).batches);
  return tables.flatMap((table) => table.toArray() as SparkRow[]);
}

/** A query as rows. */
export function sql(query: string): RelationPlan {
  return { sql: { query } };
}

/** A name in SQL, whatever it holds. */
export function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** A number of Spark as JavaScript has it. */
export function numberOf(value: unknown): number {
  return typeof value === "bigint" ? Number(value) : (value as number);
}
