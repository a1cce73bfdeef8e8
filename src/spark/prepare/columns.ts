import { ValueError } from "../../errors";
import { columnsByName } from "../../ratings/columns";
import type { SparkColumn } from "../client/session";
import { SparkError } from "../errors";
import { quoted } from "../rows";

/** Which columns of a source are read, by their names. */
export interface SparkColumns {
  /** Who rated. @default the column named `userId` or the like */
  user?: string;
  /** What was rated. @default the column named `itemId`, `movieId` or the like */
  item?: string;
  /** The rating; null counts each row as 1. @default the column named `rating` or the like */
  rating?: string | null;
  /** When; only `duplicates: "latest"` reads it. @default the column named `timestamp` or the like */
  timestamp?: string | null;
}

/** How ids are held: as whole numbers, or as text. */
export type IdKind = "whole" | "text";

/** What is read of a source, in SQL. */
export interface ReadColumns {
  readonly kinds: { readonly user: IdKind; readonly item: IdKind };
  /** The columns user, item, rating and time; and what each was before it was read, as given_user and so on. */
  readonly select: string;
  readonly isTimed: boolean;
  /** What the columns are called in the source. */
  readonly names: { readonly user: string; readonly item: string; readonly rating: string | null };
}

const WHOLE = ["byte", "short", "int", "bigint"];
const REAL = ["float", "double", "decimal"];
const TEXT = ["string", "char", "varchar"];

/** Finds the columns, and how they are read. @throws SparkError where one is missing, or holds neither text nor numbers. */
export function readColumns(columns: readonly SparkColumn[], options: SparkColumns): ReadColumns {
  const names = columns.map(({ name }) => name);
  const found = findColumns(names, options);
  const user = idColumn(columns[found.user], "user");
  const item = idColumn(columns[found.item], "item");
  const rating = found.rating === null ? null : ratingColumn(columns[found.rating]);
  const time = found.timestamp === null ? null : quoted(names[found.timestamp]);
  const parts = [
    ...[`${user.sql} AS user`, `${item.sql} AS item`, `${rating ?? "1D"} AS rating`],
    ...[`${quoted(names[found.user])} AS given_user`, `${quoted(names[found.item])} AS given_item`],
    `${found.rating === null ? "1D" : quoted(names[found.rating])} AS given_rating`,
    ...(time === null ? [] : [`${time} AS time`]),
  ];
  return {
    kinds: { user: user.kind, item: item.kind },
    select: parts.join(", "),
    isTimed: time !== null,
    names: {
      user: names[found.user],
      item: names[found.item],
      rating: found.rating === null ? null : names[found.rating],
    },
  };
}

function findColumns(names: readonly string[], options: SparkColumns): ReturnType<typeof columnsByName> {
  const { user, item, rating, timestamp } = options;
  try {
    return columnsByName(names, { user, item, rating, timestamp });
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const { argument, actual, expected } = error;
    throw new SparkError("column", error.message, { argument, actual, expected });
  }
}

function idColumn({ name, type }: SparkColumn, what: "user" | "item"): { sql: string; kind: IdKind } {
  if (WHOLE.includes(type)) return { sql: `CAST(${quoted(name)} AS BIGINT)`, kind: "whole" };
  if (TEXT.includes(type)) return { sql: `nullif(${quoted(name)}, '')`, kind: "text" };
  // Of a number with a fraction nothing is left, so that it is found as one that is missing.
  const whole = `CASE WHEN ${quoted(name)} = floor(${quoted(name)}) THEN try_cast(${quoted(name)} AS BIGINT) END`;
  if (REAL.includes(type)) return { sql: whole, kind: "whole" };
  throw wrongType(name, type, `text or whole numbers, as ids of ${what}s are`);
}

function ratingColumn({ name, type }: SparkColumn): string {
  if (WHOLE.includes(type) || REAL.includes(type)) return `CAST(${quoted(name)} AS DOUBLE)`;
  if (TEXT.includes(type)) return `try_cast(trim(${quoted(name)}) AS DOUBLE)`;
  throw wrongType(name, type, "numbers, as ratings are");
}

function wrongType(name: string, type: string, expected: string): SparkError {
  const is = `the column ${JSON.stringify(name)} is of Spark's type ${type}, expected ${expected}`;
  return new SparkError("type", is, { argument: name, actual: type, expected });
}
