import { ValueError } from "../errors";
import type { ColumnIndices } from "./columns";

/** The columns of MatrixMarket's coordinates: row, column and value. */
interface Coordinates {
  readonly columns: ColumnIndices;
  readonly width: number;
}

/**
 * What the rows of a MatrixMarket file are, by its first line: a matrix with a row for each user and a column for each
 * item, whose known cells follow. Rows and columns are counted from 1.
 * @see Boisvert, Pozo, Remington 1996, The Matrix Market exchange formats
 * @throws ValueError where the matrix is a dense one, symmetric, or of complex numbers.
 */
export function matrixMarketColumns(banner: string): Coordinates {
  const [, object, format, field, symmetry] = banner.trim().toLowerCase().split(/\s+/);
  if (object !== "matrix" || format !== "coordinate") throw wrongBanner(banner, "a matrix of coordinates");
  if (symmetry !== "general") throw wrongBanner(banner, "a general matrix: users × items is not symmetric");
  if (field === "pattern")
    return { columns: { user: 0, item: 1, rating: null, timestamp: null, weight: null }, width: 2 };
  if (field !== "real" && field !== "integer") throw wrongBanner(banner, "real, integer or pattern");
  return { columns: { user: 0, item: 1, rating: 2, timestamp: null, weight: null }, width: 3 };
}

function wrongBanner(banner: string, expected: string): ValueError {
  const actual = banner.trim().slice(0, 80);
  return new ValueError(`line 1 is "${actual}", expected ${expected}`, {
    argument: "text",
    index: [1],
    actual,
    expected,
  });
}

/** @param sizes the row of sizes: rows, columns and entries. @throws ValueError unless there are as many entries. */
export function checkEntries(sizes: readonly string[], line: number, count: number): void {
  const entries = sizes[2];
  if (sizes.length === 3 && Number(entries) === count) return;
  const expected =
    sizes.length === 3 ? `${entries}, as line ${line} says` : "rows, columns and entries in it";
  const actual = sizes.length === 3 ? `${count} entries` : `${sizes.length} numbers in line ${line}`;
  throw new ValueError(`the text has ${actual}, expected ${expected}`, {
    argument: "text",
    index: [line],
    actual,
    expected,
  });
}
