import { wrongArgument } from "../errors";
import { Ratings } from "../ratings/ratings";
import { checkOptionNames } from "../training/options";
import { SparkError } from "./errors";
import type { RelationPlan } from "./protocol/messages";

/** What Spark reads itself: a file or folder, a table of its catalog, or a query. Paths are the cluster's. */
export type SparkSource =
  | string
  | {
      /** A file or folder: of the workers' disks, `hdfs://…`, `s3a://…` and whatever else the cluster reads. */
      readonly path: string | readonly string[];
      /** How it is written: `"parquet"`, `"csv"`, `"json"`, `"orc"`, … @default what the path's ending says */
      readonly format?: string;
      /** Options of Spark's reader, such as `{ sep: "::" }`. @default for text a header, and no types */
      readonly options?: Readonly<Record<string, string>>;
    }
  | {
      /** A table or view of Spark's catalog: `"shop.ratings"`. */
      readonly table: string;
    }
  | {
      /** A query in Spark's SQL. */
      readonly sql: string;
    };

const EXPECTED = "a path as text, { path, format }, { table }, { sql }, or Ratings";

/** Formats by the endings of paths, packed ones as well. */
const ENDINGS: readonly [RegExp, string, Readonly<Record<string, string>>][] = [
  [/\.parquet$/i, "parquet", {}],
  [/\.orc$/i, "orc", {}],
  [/\.(jsonl?|ndjson)(\.(gz|bz2|zst|lz4))?$/i, "json", {}],
  [/\.tsv(\.(gz|bz2|zst|lz4))?$/i, "csv", { sep: "\t" }],
  [/\.(csv|txt|dat)(\.(gz|bz2|zst|lz4))?$/i, "csv", {}],
];

/**
 * What a source is for Spark.
 * @throws ValueError for what is no source; SparkError where nothing tells the format of a path.
 */
export function readSource(source: unknown): RelationPlan {
  if (typeof source === "string") return fromPath({ path: source });
  if (typeof source !== "object" || source === null) throw wrongArgument("source", source, EXPECTED);
  checkOptionNames(source, ["path", "format", "options", "table", "sql"], "source");
  const { path, table, sql } = source as Record<string, unknown>;
  if (isText(table)) return { read: { table: { name: table } } };
  if (isText(sql)) return { sql: { query: sql } };
  if (isText(path) || Array.isArray(path)) return fromPath(source as { path: string });
  throw wrongArgument("source", source, EXPECTED);
}

/** Where ratings are, in words, for models without them. */
export function placeOfSource(source: SparkSource | Ratings): string {
  if (source instanceof Ratings) return "in memory";
  if (typeof source === "string") return `Spark (${source})`;
  if ("table" in source) return `Spark (the table ${source.table})`;
  return "sql" in source ? "Spark (a query)" : `Spark (${[source.path].flat().join(", ")})`;
}

interface Path {
  readonly path: string | readonly string[];
  readonly format?: string;
  readonly options?: Readonly<Record<string, string>>;
}

function fromPath({ path, format, options }: Path): RelationPlan {
  const paths = [path].flat();
  if (paths.length === 0 || !paths.every(isText))
    throw wrongArgument("source.path", path, "a path, or several");
  const known = ENDINGS.find(([ending]) => ending.test(paths[0].replace(/\/+$/, "")));
  const found = format ?? known?.[1];
  if (found === undefined) {
    const fields = { argument: "source", actual: paths[0], expected: EXPECTED };
    const advice = 'expected one that ends in .parquet, .csv, .json or .orc, or { path, format: "parquet" }';
    throw new SparkError(
      "source",
      `nothing tells how ${JSON.stringify(paths[0])} is written, ${advice}`,
      fields,
    );
  }
  // Ids of text stay text, so that "007" keeps its zeros; ratings are read from text further on.
  const usual = found === "csv" ? { header: "true", ...(known?.[1] === "csv" ? known[2] : {}) } : {};
  const all = Object.entries({ ...usual, ...options }).map(([key, value]) => ({ key, value: String(value) }));
  return { read: { source: { format: found, paths, options: all } } };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
