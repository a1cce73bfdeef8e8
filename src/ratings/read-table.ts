import { wrongArgument } from "../errors";
import { checkChoice, checkFlag, checkOptionNames } from "../training/options";
import type { PathOf } from "./checks";
import type { RatingsOptions } from "./collect";
import { CsvRows } from "./csv-rows";
import { checkDialect, DIALECT_OPTIONS } from "./dialect";
import type { DialectOptions } from "./dialect";
import { LeftOut } from "./left-out";
import { Ratings } from "./ratings";
import { tableSource } from "./table";
import { TableRows } from "./table-rows";
import { readTextFile } from "./text-file";
import type { TextFile, TextFileOptions } from "./text-file";

/** How a table is read. */
export interface ReadTableOptions
  extends DialectOptions, TextFileOptions, Pick<RatingsOptions, "scale" | "missing" | "titles"> {
  /** Whether the first row names the items. @default true where it has a field that is no number */
  header?: boolean;
  /** Whether the first column names the users. @default true where it has a field that is no number, or no name */
  rowNames?: boolean;
  /** Columns that are no items, by their places from 0: Jester's first one, say. @default none */
  omit?: readonly number[];
  /** The decimal separator: "," for 3,5. @default "." */
  decimal?: "." | ",";
}

const OPTIONS = [
  ...["header", "rowNames", "omit", "decimal", "scale", "missing", "titles"],
  ...["encoding", "unpackedLimit", "display", "onProgress"],
  ...DIALECT_OPTIONS,
] as const;

/**
 * Reads ratings from a table in a file of separated text, with a row for each user and a column for each item, with
 * names or without. Blank cells, and those of {@link ReadTableOptions.missing missing}, are no ratings. Users and items
 * without names are 0, 1, 2, … Node only.
 * @throws FileError, as {@link readRatings}; ValueError naming line and column of a cell that is no number; ShapeError
 * where a row has more or fewer cells than the first.
 * @example
 * const ratings = readTable("jester.csv", { missing: [99], omit: [0] });
 */
export function readTable(path: string, options: ReadTableOptions = {}): Ratings {
  checkOptionNames(options, OPTIONS);
  const { header, rowNames, omit = [], decimal = ".", scale, missing, titles, ...rest } = options;
  const { encoding, unpackedLimit, display, onProgress, ...dialect } = rest;
  for (const [name, flag] of Object.entries({ header, rowNames }))
    if (flag !== undefined) checkFlag(flag, name);
  const commas = checkChoice(decimal, "decimal", [".", ","]) === ",";
  checkDialect(dialect);
  const form = { header, rowNames, omit: checkPlaces(omit), commas, leftOut: new LeftOut({ missing }) };
  return readTextFile(path, { encoding, unpackedLimit, display, onProgress }, (file) => {
    const table = new TableRows(dialect, form);
    new CsvRows(table, null).readAll(file.text, null);
    table.finish();
    return ratingsOfTable(table, file, { scale, missing, titles });
  });
}

function ratingsOfTable(
  { cells, lines, users, items, columns, dialect }: TableRows,
  { found }: TextFile,
  options: RatingsOptions,
): Ratings {
  const values = Float64Array.from(cells);
  const matrix = { rows: lines.length, columns: columns.length, values };
  const source = tableSource(matrix, { ...options, users, items });
  const pathOf: PathOf = (index) => {
    const known = [...values.keys()].filter((cell) => !Number.isNaN(values[cell]));
    return `line ${lines[Math.floor(known[index] / columns.length)]}, column ${columns[known[index] % columns.length]},`;
  };
  const { separator = null, quotes = null, comments = 0 } = dialect ?? {};
  const report = { format: "table", separator, quotes, comments, ...found } as const;
  return Ratings.read({ ...source, pathOf, found: () => report }, source.options);
}

function checkPlaces(omit: unknown): readonly number[] {
  if (Array.isArray(omit) && omit.every((place) => Number.isInteger(place) && place >= 0))
    return omit as number[];
  throw wrongArgument("omit", omit, "a list of the places of columns, from 0");
}
