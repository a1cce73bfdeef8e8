import type { LeftOutReport } from "./left-out";
import type { TimeUnit } from "./time-text";
import { sentence } from "../payload/sentence";
import type { TextPayload } from "../payload/types";

/** What ratings were read from. */
export type ReadFormat =
  | "separated text"
  | "Netflix blocks"
  | "MatrixMarket"
  | "libsvm"
  | "JSON"
  | "JSON lines"
  | "Parquet"
  | "Arrow"
  | "table"
  | "records"
  | "columns"
  | "list";

/** The names of the columns that were read, or their places from 0 where they have none; null for one that was not. */
export interface ColumnsFound {
  /** Who rated. */
  readonly user: string | number;
  /** What was rated. */
  readonly item: string | number;
  /** The rating; null where each row counts as 1. */
  readonly rating: string | number | null;
  /** When. */
  readonly timestamp: string | number | null;
  /** How often each rating counts; absent where each counts once. */
  readonly weight?: string | number | null;
}

/** What was found where ratings were read, and what became of it. What does not apply is null. */
export interface ReadReport {
  /** What it was. */
  readonly format: ReadFormat;
  /** The file that was read. */
  readonly path: string | null;
  /** How the file was packed. */
  readonly compression: "gzip" | "zip" | "zstd" | null;
  /** The encoding of the text. */
  readonly encoding: string | null;
  /** What separates the fields. */
  readonly separator: string | null;
  /** Whether fields may stand in quotes; where they may not, quotes are letters. */
  readonly quotes: boolean | null;
  /** Which columns were read. */
  readonly columns: ColumnsFound | null;
  /** How many lines before the first row are comments. */
  readonly comments: number;
  /** How many rows were read, those among them that were merged or left out. */
  readonly rows: number;
  /** How many rows went into the rating of another row, of the same user and item. */
  readonly merged: number;
  /** How many rows were left out, and why. */
  readonly leftOut: LeftOutReport;
  /** In which unit times were given; `ratings.timestamps` are seconds. */
  readonly times: TimeUnit | null;
}

/** What a source tells of itself; the rest is counted. */
export type SourceReport = Partial<Omit<ReadReport, "rows" | "merged" | "leftOut" | "times">> &
  Pick<ReadReport, "format">;

/** Counts of what was read. */
export type ReadCounts = Pick<ReadReport, "rows" | "merged" | "leftOut" | "times">;

const NOTHING_FOUND = {
  path: null,
  compression: null,
  encoding: null,
  separator: null,
  quotes: null,
  columns: null,
  comments: 0,
};

/** Puts together what was found and what was counted. */
export function readReport(found: SourceReport, counts: ReadCounts): ReadReport {
  const { format, ...rest } = found;
  return Object.freeze({ format, ...NOTHING_FOUND, ...rest, ...counts });
}

/** What was left out, in words; null where nothing was. */
export function leftOutText({ rows, leftOut }: ReadReport): TextPayload | null {
  const [missing, invalid] = [String(leftOut.missing), String(leftOut.invalid)];
  const values = { count: String(leftOut.missing + leftOut.invalid), rows: String(rows) };
  if (leftOut.missing > 0 && leftOut.invalid > 0)
    return sentence(
      "{count} of {rows} rows left out: {missing} without a rating, {invalid} that could not be read",
      { ...values, missing, invalid },
    );
  if (leftOut.missing > 0)
    return sentence("{count} of {rows} rows left out: {missing} without a rating", { ...values, missing });
  if (leftOut.invalid > 0)
    return sentence("{count} of {rows} rows left out: {invalid} that could not be read", {
      ...values,
      invalid,
    });
  return null;
}
